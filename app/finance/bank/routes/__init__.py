"""The pages of the bank: workbench, single payments, acts, sign-offs."""

from app.finance.bank.routes import acts, parts, signing, workbench
from app.finance.bank.routes.frame import blueprint

__all__ = ["acts", "blueprint", "parts", "signing", "workbench"]
