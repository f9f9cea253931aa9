"""Training (4.4): places in sessions, results that feed the skill map, recommendations with reasons, mandatory courses."""

from . import mandatory, places, recommending, results, sessions, triggers

__all__ = ["mandatory", "places", "recommending", "results", "sessions", "triggers"]
