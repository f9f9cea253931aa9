"""Where a voucher came from, as an address: the record of the business event, for whoever may open its screen."""

from __future__ import annotations

from app.forms import screens
from app.runtime import registry
from app.runtime.context import Context


def source_url(ctx: Context, source_type: str | None, source_id: int | None) -> str:
    """ "" where there is none, or the reader has no screen for it."""
    name = _entity(source_type)
    if name is None or source_id is None:
        return ""
    view = screens.of(registry.current().entity(name).entity)
    if view is None or not view.is_open_to(ctx.actor.roles, "can_show"):
        return ""
    return f"{view.route_base}/show/{source_id}"


def source_label(source_type: str | None, language: str) -> str:
    """收款单."""
    name = _entity(source_type)
    return registry.current().entity(name).entity.meta.label.in_language(language) if name else ""


def _entity(source_type: str | None) -> str | None:
    """The entity that a voucher names as its source; None for those that are no entity."""
    if not source_type or not registry.current().has(source_type):
        return None
    return registry.current().entity(source_type).entity.meta.name
