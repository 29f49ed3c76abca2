"""The use cases, and the only place that orders them."""

from wizard.key_service.outcomes import PendingOutcome, Saved, Verified
from wizard.key_service.service import KeyService
from wizard.key_service.storage import Storage

__all__ = ["KeyService", "PendingOutcome", "Saved", "Storage", "Verified"]
