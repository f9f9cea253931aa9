"""In the studio: the positions with their roles and the skills that they want; shifts, which HR keeps."""

from __future__ import annotations

from app.studio import dictionary

dictionary("Position")
dictionary("Shift")
