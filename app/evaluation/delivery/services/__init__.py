"""A release leaves the main instance as a package, and arrives at a delivery instance."""

from app.evaluation.delivery.services.packing import pack, recall
from app.evaluation.delivery.services.taking import (
    Arrived,
    Taken,
    arrived,
    clear_closed,
    kept_ready,
    take,
)

__all__ = ["Arrived", "Taken", "arrived", "clear_closed", "kept_ready", "pack", "recall", "take"]
