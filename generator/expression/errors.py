"""What is wrong with an expression, and at which character."""

from __future__ import annotations


class AlreadyReportedError(Exception):
    """A name in the expression was refused where it is declared; nothing more can be said here."""


class ExpressionError(Exception):
    """`offset` counts characters from the beginning of the text."""

    def __init__(self, code: str, message: str, *, offset: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.offset = offset
        self.hint = hint
