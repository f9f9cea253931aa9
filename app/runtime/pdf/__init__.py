"""Paper: a template of ours and plain data become a PDF whose text can be selected and found, Chinese included."""

from .engine import NoEngine, Unreadable, is_possible, made

__all__ = ["NoEngine", "Unreadable", "is_possible", "made"]
