"""Feedback and improvement (五): what people say is read, answered, summed up, and becomes measures whose effect is checked."""

from . import effects, keeping, measures, notices, silence, sources, steps, summaries, triage

__all__ = [
    "effects",
    "keeping",
    "measures",
    "notices",
    "silence",
    "sources",
    "steps",
    "summaries",
    "triage",
]
