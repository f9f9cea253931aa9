"""Reports of the schema: figures over the rows that the reader may see, each opening the list of its rows."""

from .access import find, listed, refusal
from .ask import Asked, run
from .result import Cell, Column, Line, Result
from .span import Span

__all__ = [
    "Asked",
    "Cell",
    "Column",
    "Line",
    "Result",
    "Span",
    "find",
    "listed",
    "refusal",
    "run",
]
