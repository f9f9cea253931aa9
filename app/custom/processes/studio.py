"""In the studio: how long a stage of a process may take."""

from __future__ import annotations

from app.studio import dictionary

dictionary("ProcessTarget")
