"""/api/v1/subscriptions: reports that come to the asker by themselves."""

from __future__ import annotations

from typing import Any

from flask import Response

from app.rest import own
from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response
from app.rest.protocol.call import query_pairs, read_body, record_id
from app.rest.protocol.given import Given
from app.rest.protocol.idempotency import once
from app.runtime import filters, registry, reports
from app.runtime.access.scopes import SUBSCRIPTIONS
from app.runtime.context import Context
from app.runtime.errors import BadRequest, FieldError, NotFound, ValidationFailed, message
from app.runtime.subscriptions import manage, offers
from app.runtime.subscriptions.tables import ReportSubscription

NAMES = ("report", "every", "day", "at", "by_mail", "filters")


def listed(ctx: Context) -> Response:
    """One's own. They are few, so there are no pages."""
    own.enter(ctx, SUBSCRIPTIONS, "read")
    parameters.none(query_pairs())
    return json_response({"items": [_told(row) for row in manage.listed(ctx)]})


def create(ctx: Context) -> Response:
    """201. `filters` are what the report's address takes beside its span."""
    own.enter(ctx, SUBSCRIPTIONS, "create")
    parameters.none(query_pairs())
    raw, body = read_body()
    given = Given(body, NAMES)
    report, every = given.text("report"), given.text("every")
    day, at = given.number("day", 1), given.text("at", "08:00")
    by_mail, pairs = given.flag("by_mail", default=False), given.filters("filters")
    given.finish()

    def act() -> Response:
        _must_be_asked_so(ctx, report, pairs)
        row = manage.add(ctx, report, every=every, day=day, at=at, by_mail=by_mail, arguments=pairs)
        return json_response(_told(row), 201, {"Location": f"/api/v1/subscriptions/{row.id}"})

    return once(ctx, raw, act)


def show(ctx: Context, *, subscription: str) -> Response:
    own.enter(ctx, SUBSCRIPTIONS, "read")
    parameters.none(query_pairs())
    return json_response(_told(manage.find(ctx, record_id(subscription))))


def remove(ctx: Context, *, subscription: str) -> Response:
    """204."""
    own.enter(ctx, SUBSCRIPTIONS, "delete")
    parameters.none(query_pairs())
    id = record_id(subscription)

    def act() -> Response:
        manage.remove(ctx, id)
        return Response(status=204)

    return once(ctx, b"", act)


def _must_be_asked_so(ctx: Context, name: str, pairs: list[tuple[str, str]]) -> None:
    """Raises ValidationFailed at `report` or `filters`, Forbidden for a report that is not open to the asker."""
    offered = offers.known(name)
    if offered is not None:
        try:
            offered.judge(ctx, pairs)
        except (BadRequest, NotFound) as error:
            raise ValidationFailed([FieldError("filters", error.code, error.message)]) from None
        return
    try:
        entity = registry.current().entity(reports.find(ctx, name).entity).entity
    except NotFound:
        told = message(zh="没有这个报表", en="There is no such report.")
        raise ValidationFailed([FieldError("report", "choice", told)]) from None
    try:
        filters.parse(entity, ctx.actor, pairs)
    except BadRequest as error:
        raise ValidationFailed([FieldError("filters", error.code, error.message)]) from None


def _told(row: ReportSubscription) -> dict[str, Any]:
    return {
        "id": row.id,
        "report": row.report,
        "every": row.every,
        "day": row.day,
        "at": row.at,
        "by_mail": row.by_mail,
        "filters": [{"key": key, "value": value} for key, value in row.arguments],
        "next_at": row.next_at,
        "created_at": row.created_at,
    }
