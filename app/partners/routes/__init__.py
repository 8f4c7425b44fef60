"""The pages of the network."""

from app.partners.routes import cases, institutions, network
from app.partners.routes.frame import blueprint

__all__ = ["blueprint", "cases", "institutions", "network"]
