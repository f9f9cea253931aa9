"""Performance (4.3): KPIs from operations, reviews by cycle, calibration, appeal, suggestions that nothing follows from unapproved."""

from . import closing, cycles, peers, publishing, reviews

__all__ = ["closing", "cycles", "peers", "publishing", "reviews"]
