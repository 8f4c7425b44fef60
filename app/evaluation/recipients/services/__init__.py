"""What happens to recipients, their people, their tokens and their pseudonyms."""

from app.evaluation.recipients.services.keeping import (
    Description,
    add_recipient,
    close_recipient,
    give_account,
    revise_recipient,
    take_account,
)
from app.evaluation.recipients.services.renewing import (
    approve_rotation,
    decline_rotation,
    forget_taken,
    may_take,
    renamed,
    request_rotation,
    take_mapping,
)
from app.evaluation.recipients.services.resolving import (
    Resolved,
    approve_resolution,
    decline_resolution,
    reason_of,
    request_resolution,
    resolve,
)
from app.evaluation.recipients.services.tokens import make_token, revoke_token, touch_token

__all__ = [
    "Description",
    "Resolved",
    "add_recipient",
    "approve_resolution",
    "approve_rotation",
    "close_recipient",
    "decline_resolution",
    "decline_rotation",
    "forget_taken",
    "give_account",
    "make_token",
    "may_take",
    "reason_of",
    "renamed",
    "request_resolution",
    "request_rotation",
    "resolve",
    "revise_recipient",
    "revoke_token",
    "take_account",
    "take_mapping",
    "touch_token",
]
