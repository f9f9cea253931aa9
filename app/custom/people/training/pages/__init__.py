"""Pages of training: one's own, the results of a session, the map of skills, certificates."""

from . import mine, roll, skills

__all__ = ["mine", "roll", "skills"]
