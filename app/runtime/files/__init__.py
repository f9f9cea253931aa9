"""Attachments: content by its hash under data/files, checked on the way in, asked for on the way out."""

from .content import KINDS, Kind, clean_name, sniff
from .store import INLINE, Opened, names, of_record, open, store, sweep

__all__ = [
    "INLINE",
    "KINDS",
    "Kind",
    "Opened",
    "clean_name",
    "names",
    "of_record",
    "open",
    "sniff",
    "store",
    "sweep",
]
