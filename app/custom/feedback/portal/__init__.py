"""The portal's pages of feedback: a resident's own, and those for anybody without an account (五)."""

from . import anybody, mine

__all__ = ["anybody", "mine"]
