"""Who works here (4.1): hiring, changes of position, grade and pay, contracts, certificates, issued things, accounts."""

from . import accounts, applying, changes, contracts, guarded, onboarding, reminders, rights, sound

__all__ = [
    "accounts",
    "applying",
    "changes",
    "contracts",
    "guarded",
    "onboarding",
    "reminders",
    "rights",
    "sound",
]
