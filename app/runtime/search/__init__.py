"""Full-text search that finds Chinese: words on write, one SQL condition on read."""

from .index import create_index, forget, index, index_all, indexed_fields, owns
from .layout import follow
from .match import match
from .numbers import Around, index_numbers
from .words import index_words

__all__ = [
    "Around",
    "create_index",
    "follow",
    "forget",
    "index",
    "index_all",
    "index_numbers",
    "index_words",
    "indexed_fields",
    "match",
    "owns",
]
