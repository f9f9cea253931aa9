"""One door for requests from every channel: a replay is a no-op, a repetition becomes a comment (1.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select

from app.generated.work_order import WorkOrder
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import ValidationFailed

from .. import people
from . import dictionary, repeats, ticketing

Became = Literal["created", "replayed", "attached"]


@dataclass(frozen=True, slots=True)
class Intake:
    """The work order that a request belongs to, and whether it is new."""

    order: WorkOrder
    became: Became


def submit(ctx: Context, values: Mapping[str, Any]) -> Intake:
    """Take a request: values are those of a WorkOrder; `source` with `external_id` makes replays safe.

    Acts with the rights of `ctx`: a customer asks for himself, a device or the desk for others.
    Raises ValidationFailed or RuleViolation naming the field.
    """
    given = {name: value for name, value in values.items() if value not in (None, "", [])}
    try:
        return _submit(ctx, given)
    except ValidationFailed:
        # Two deliveries at one moment: the other one was first, so its order is the answer.
        known = by_external_id(ctx, given.get("source"), given.get("external_id"))
        if known is None:
            raise
        return Intake(known, "replayed")


def _submit(ctx: Context, given: dict[str, Any]) -> Intake:
    with records.writing(ctx):
        known = by_external_id(ctx, given.get("source"), given.get("external_id"))
        if known is not None:
            return Intake(known, "replayed")
        original = _said_before(ctx, given)
        if original is None:
            return Intake(records.create(ctx, WorkOrder, given), "created")
        trusted = Context.system(ctx.session, channel=ctx.channel)
        trusted.sessions = ctx.sessions
        ticketing.add_words(
            trusted, original, str(given.get("summary", "")), given.get("description")
        )
        trusted.notify(
            people.login_of_customer(trusted, original.customer_id),
            "work_order.attached",
            dedup_key=f"work_order:{original.id}:attached:{ctx.now.isoformat()}",
            record=original,
            order_no=original.order_no,
            summary=original.summary,
        )
        return Intake(original, "attached")


def by_external_id(ctx: Context, source: Any, external_id: Any) -> WorkOrder | None:
    """The order that this source made for this id."""
    if not source or not external_id:
        return None
    found: WorkOrder | None = ctx.session.scalars(
        select(WorkOrder).where(
            WorkOrder.source == source,
            WorkOrder.external_id == str(external_id),
            WorkOrder.deleted_at.is_(None),
        )
    ).first()
    return found


def _said_before(ctx: Context, given: dict[str, Any]) -> WorkOrder | None:
    """The open order of the same unit and category that says the same, if the customer may see it."""
    unit = getattr(given.get("unit"), "id", given.get("unit"))
    if unit is None or str(given.get("summary", "")).strip() == "":
        return None
    text = repeats.text_of(given.get("summary"), given.get("description"))
    category = getattr(given.get("category"), "id", given.get("category"))
    reader = Context.system(ctx.session)
    reader.sessions = ctx.sessions
    if category is None:
        category = dictionary.load(reader)[0].classify(text).category
    return repeats.find_duplicate(
        reader,
        unit_id=int(unit),
        category_id=int(category) if category is not None else None,
        text=text,
    )
