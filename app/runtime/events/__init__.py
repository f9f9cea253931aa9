"""What the transition log says of a process: how long its cases took, where they waited, whether they went as published."""

from .case import Case, Process, Window, accepted
from .figure import draw
from .listing import Found, Wish, cases
from .measure import Evaluation, Move, Stage, evaluate

__all__ = [
    "Case",
    "Evaluation",
    "Found",
    "Move",
    "Process",
    "Stage",
    "Window",
    "Wish",
    "accepted",
    "cases",
    "draw",
    "evaluate",
]
