"""In the studio: the categories of equipment with their checklists."""

from __future__ import annotations

from app.studio import dictionary

dictionary("EquipmentCategory")
