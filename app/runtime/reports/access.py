"""Which reports a reader may open, and which of their measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import filters, registry
from ..errors import BadRequest, Forbidden, Message, NotFound, message
from ..query.reading import Reading
from .measure import Measure, measure
from .pairs import pairs

if TYPE_CHECKING:
    from ..context import Actor, Context

HIDDEN = message(
    zh="此报表用到您看不到的字段",
    en="This report needs fields that are not yours to see.",
)


def find(ctx: Context, name: str) -> registry.Report:
    """A report that the reader may open. Raises NotFound, or Forbidden with the reason."""
    found = next((one for one in registry.current().reports if one.name == name), None)
    if found is None:
        raise NotFound
    reason = refusal(ctx, found)
    if reason is not None:
        raise Forbidden(reason)
    return found


def listed(ctx: Context) -> list[registry.Report]:
    """The reports that the reader may open, in the order of the schema. Costs no statement."""
    return [one for one in registry.current().reports if refusal(ctx, one) is None]


def refusal(ctx: Context, report: registry.Report) -> Message | None:
    """Why the reader may not open it: not for his role, rows that he may not read, a field that he may not read."""
    actor = ctx.judge
    entry = registry.current().entity(report.entity)
    decision = entry.policy.may(actor, "read")
    if not decision.allowed:
        return decision.reason
    if not actor.is_system and (_lives_in_portal(actor) or not _is_for(report, actor)):
        return message(
            zh="此报表不面向您的角色；请联系系统管理员",
            en="This report is not for your role; ask the system administrator.",
        )
    reading = Reading(actor, entry.entity)
    needed = [*report.group, *([str(report.period["field"])] if report.period else [])]
    try:
        for path in needed:
            reading.find(path)
        if report.where is not None:
            filters.parse(entry.entity, actor, pairs(report.where.tree, actor))
    except BadRequest:
        return HIDDEN
    return None if measures(reading, report) else HIDDEN


def _is_for(report: registry.Report, actor: Actor) -> bool:
    return not report.roles or not actor.roles.isdisjoint(report.roles)


def _lives_in_portal(actor: Actor) -> bool:
    roles = [registry.current().role(name) for name in actor.roles]
    return bool(roles) and all(role is not None and role.portal for role in roles)


def measures(reading: Reading, report: registry.Report) -> list[Measure]:
    """Those whose every field the reader may see; the others are left out."""
    found = []
    for given in report.measures:
        one = measure(reading.entity, given)
        try:
            is_open = not any(reading.find(name)[1].is_sensitive for name in one.fields)
            if one.when is not None:
                filters.parse(reading.entity, reading.actor, one.pairs(reading.actor))
        except BadRequest:
            continue
        if is_open:
            found.append(one)
    return found
