"""Feedback and improvement (五): what people say is read, answered, summed up, and becomes measures whose effect is checked."""

from . import effects, measures, notices, silence, sources, steps, summaries, triage

__all__ = ["effects", "measures", "notices", "silence", "sources", "steps", "summaries", "triage"]
