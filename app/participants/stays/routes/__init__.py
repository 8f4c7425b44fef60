"""The pages of interruptions, consents and releases from secrecy."""

from app.participants.stays.routes import consents, interruptions
from app.participants.stays.routes.frame import blueprint

__all__ = ["blueprint", "consents", "interruptions"]
