"""Settlements of channels (3.1): their statements read, compared with our payments and refunds, settled into the books."""

from . import comparing, importing

__all__ = ["comparing", "importing"]
