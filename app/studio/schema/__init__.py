"""The schema in the studio: the draft, its text, its entities, and what it would change."""

from app.studio.schema.atlas import AtlasView
from app.studio.schema.entities import EntitiesView
from app.studio.schema.entity import EntityView
from app.studio.schema.history import HistoryView
from app.studio.schema.parts import PartsView
from app.studio.schema.plan import PlanView
from app.studio.schema.text import TextView

VIEWS = (EntitiesView, AtlasView, EntityView, PartsView, TextView, PlanView, HistoryView)

__all__ = ["VIEWS"]
