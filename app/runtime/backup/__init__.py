"""Backups: one archive of database and attachments, made while others write, and the way back.

SQLite is copied by its own online backup, PostgreSQL by pg_dump on an exported snapshot. The manifest
names the revision, and per table the rows and a hash of their content, so that a restore can be
compared. Keys (SECRET_KEY, encryption keys) are not inside: whoever finds an archive must not be able to
read what is encrypted, and whoever restores it needs the keys from where they are kept.
"""

from .archive import Manifest, Table, read
from .errors import BackupDamaged, CannotBackUp
from .making import Made, make
from .rehearsal import rehearse
from .restoring import is_empty, name_of, restore
from .runs import every_day, note, note_rehearsal

__all__ = [
    "BackupDamaged",
    "CannotBackUp",
    "Made",
    "Manifest",
    "Table",
    "every_day",
    "is_empty",
    "make",
    "name_of",
    "note",
    "note_rehearsal",
    "read",
    "rehearse",
    "restore",
]
