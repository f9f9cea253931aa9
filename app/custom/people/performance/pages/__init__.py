"""Pages of performance: one's own review, a manager's team, the calibration of a cycle; how hints are told."""

from . import board, mine, team, words

__all__ = ["board", "mine", "team", "words"]
