"""Who works here (4.1): hiring, changes of position, grade and pay, contracts, certificates, issued things."""

from . import applying, changes, guarded

__all__ = ["applying", "changes", "guarded"]
