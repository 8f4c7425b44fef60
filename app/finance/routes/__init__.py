"""The pages of money."""

from app.finance.routes import batches, budget, voucher_documents, vouchers
from app.finance.routes.frame import blueprint

__all__ = ["batches", "blueprint", "budget", "voucher_documents", "vouchers"]
