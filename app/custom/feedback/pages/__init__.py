"""The back office's pages: say it, the inbox, the summary, the board of measures (五)."""

from . import board, inbox, saying, summary

__all__ = ["board", "inbox", "saying", "summary"]
