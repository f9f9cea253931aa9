"""What stops a backup or a restore; every text is bilingual and says what to do."""

from __future__ import annotations


class CannotBackUp(Exception):
    """A backup, a rehearsal or a restore cannot be done here; nothing was changed."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")


class BackupDamaged(CannotBackUp):
    """The archive is not what was written: a member, a count or a content hash differs."""
