"""What the telephone system reports becomes a call on the service desk (1.4): ringing, answered, ended, recording.

Events may come in any order, late, and twice: each says what is known of the call by now, and whatever comes first
makes its record. docs/webhooks-in.md is the sender's side.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import select

from app.generated.call_record import CallRecord
from app.generated.employee import Employee
from app.generated.project import Project
from app.rest import inbound
from app.runtime.context import Context
from app.runtime.errors import FieldError, Message, ValidationFailed, message

from .. import normalise

Kind = Literal["call.ringing", "call.answered", "call.ended", "call.recording"]
KINDS = ("call.ringing", "call.answered", "call.ended", "call.recording")
LONGEST_CALL = 24 * 60 * 60
LATE, AHEAD = dt.timedelta(days=366), dt.timedelta(days=1)
"""How far from its sending an event may have happened: clocks differ, and deliveries wait."""
NUMBER = re.compile(r"\d{5,20}")
# A SIP exchange names the caller by an address: sip:13900000001@exchange.
ADDRESS = re.compile(r"(?:sips?|tel):([^@;]+)", re.IGNORECASE)

_REQUIRED = message(zh="不能为空", en="Required.")
_TEXT = message(zh="须为文本", en="Must be text.")


@dataclass(frozen=True, slots=True)
class Told:
    """One event, read: what it says of the call; None where it says nothing."""

    kind: Kind
    at: dt.datetime
    call_id: str
    direction: Literal["in", "out"]
    phone: str | None
    line: str | None
    """The number of ours that was called, or that calls."""
    agent: str | None
    seconds: int | None
    recording_url: str | None


@inbound.provider("cti")
def take(ctx: Context, event: inbound.Event) -> dict[str, Any]:
    """`{"call": id, "state": …}`; `{"ignored": type}` for a kind of event that means nothing here."""
    kind = event.body.get("type")
    if isinstance(kind, str) and kind not in KINDS:
        return {"ignored": kind[:80]}
    told = read(event)
    call = _record(ctx, told)
    _learn(ctx, call, told)
    _move(ctx, call, told)
    return {"call": call.id, "state": call.state}


# -- reading --------------------------------------------------------------------------------------


def read(event: inbound.Event) -> Told:
    """The event of a body `{"type", "timestamp", "data": {…}}`. Raises ValidationFailed naming every mistake.

    What the exchange adds of its own is left alone.
    """
    errors: list[FieldError] = []
    data = event.body.get("data")
    if not isinstance(data, Mapping):
        problem = message(zh="须为对象", en="Must be an object.")
        errors.append(FieldError("data", "required" if data is None else "type", problem))
        data = {}
    kind = _text(event.body, "type", errors, needed=True)
    at = _moment(event, errors) or event.sent_at
    call_id = _text(data, "call_id", errors, needed=True, most=64)
    direction = _text(data, "direction", errors) or "in"
    if direction not in ("in", "out"):
        problem = message(zh="须为 in 或 out", en="Must be in or out.")
        errors.append(FieldError("data.direction", "enum", problem))
    theirs, ours = ("from", "to") if direction == "in" else ("to", "from")
    told = Told(
        kind=cast("Kind", kind),
        at=at,
        call_id=call_id or "",
        direction="out" if direction == "out" else "in",
        phone=number(_text(data, theirs, errors)),
        line=number(_text(data, ours, errors)),
        agent=_text(data, "agent", errors),
        seconds=_seconds(data, errors),
        recording_url=_text(
            data, "recording_url", errors, needed=kind == "call.recording", most=500
        ),
    )
    if errors:
        raise ValidationFailed(errors)
    return told


def number(text: str | None) -> str | None:
    """The bare number of `+86 139-0000-0001` or `sip:139…@exchange`; None for a withheld one and for what is none."""
    address = ADDRESS.match(text or "")
    found = normalise.phone(address[1] if address else text)
    return found if found and NUMBER.fullmatch(found) else None


def _text(
    data: Mapping[str, Any],
    key: str,
    errors: list[FieldError],
    *,
    needed: bool = False,
    most: int = 200,
) -> str | None:
    value = data.get(key)
    problem: tuple[str, Message] | None = None
    if value is None or value == "":
        problem = ("required", _REQUIRED) if needed else None
    elif not isinstance(value, str):
        problem = ("type", _TEXT)
    elif len(value) > most:
        told = message(zh=f"最多 {most} 个字符", en=f"At most {most} characters.")
        problem = ("too_long", told)
    if problem is not None:
        place = key if key == "type" else f"data.{key}"
        errors.append(FieldError(place, *problem))
        return None
    return value or None


def _seconds(data: Mapping[str, Any], errors: list[FieldError]) -> int | None:
    value = data.get("seconds")
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= LONGEST_CALL:
        told = message(
            zh=f"须为 0 至 {LONGEST_CALL} 的整数秒",
            en=f"Must be whole seconds from 0 to {LONGEST_CALL}.",
        )
        errors.append(FieldError("data.seconds", "range", told))
        return None
    return value


def _moment(event: inbound.Event, errors: list[FieldError]) -> dt.datetime | None:
    value = event.body.get("timestamp")
    if value is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
        near = moment.tzinfo is not None and -LATE < moment - event.sent_at < AHEAD
    except (TypeError, ValueError, OverflowError):
        near = False
    if near:
        return moment.astimezone(dt.UTC)
    told = message(
        zh="须为带时区的 ISO 8601 时间，例如 2026-03-04T10:00:00+08:00，不早于一年前，不晚于一天后",
        en="Must be an ISO 8601 moment with its zone, such as 2026-03-04T10:00:00+08:00, of the last year.",
    )
    errors.append(FieldError("timestamp", "datetime", told))
    return None


# -- the record -----------------------------------------------------------------------------------


def _record(ctx: Context, told: Told) -> CallRecord:
    """The record of the call, made by whichever event comes first."""
    known = _find(ctx, told.call_id)
    if known is not None:
        return known
    try:
        return ctx.create(
            CallRecord,
            call_id=told.call_id,
            direction=told.direction,
            phone=told.phone,
            project=_project(ctx, told.line),
            started_at=told.at,
        )
    except ValidationFailed:
        # Two events of one call at the same moment: the other one made the record.
        known = _find(ctx, told.call_id)
        if known is None:
            raise
        return known


def _find(ctx: Context, call_id: str) -> CallRecord | None:
    """The record, locked as it is now: two events of one call wait for each other."""
    found: CallRecord | None = ctx.query(
        select(CallRecord)
        .where(CallRecord.call_id == call_id, CallRecord.deleted_at.is_(None))
        .with_for_update(of=CallRecord, key_share=True)
        .execution_options(populate_existing=True)
    ).first()
    return found


def _project(ctx: Context, line: str | None) -> int | None:
    """The project whose hotline was called, when it is the only one with that number."""
    if line is None:
        return None
    found = ctx.session.scalars(
        select(Project.id).where(Project.hotline == line, Project.deleted_at.is_(None)).limit(2)
    ).all()
    return found[0] if len(found) == 1 else None


def _learn(ctx: Context, call: CallRecord, told: Told) -> None:
    """What this event adds to the record; what is known already stays."""
    new: dict[str, Any] = {}
    if told.at < call.started_at:
        new["started_at"] = told.at
    if told.seconds is not None and call.seconds is None:
        new["seconds"] = told.seconds
    if told.recording_url is not None:
        new["recording_url"] = told.recording_url
    if told.agent is not None and call.agent_id is None:
        new["agent"] = _agent(ctx, told.agent)
    new = {name: value for name, value in new.items() if value is not None}
    if new:
        ctx.update(call, **new)


def _agent(ctx: Context, emp_no: str) -> int | None:
    """The employee with this number; nobody when the exchange names somebody unknown."""
    return ctx.session.scalar(
        select(Employee.id).where(Employee.emp_no == emp_no, Employee.deleted_at.is_(None))
    )


def _move(ctx: Context, call: CallRecord, told: Told) -> None:
    """The step that the event means, as far as the call has not taken it yet."""
    if told.kind == "call.answered":
        if call.state == "ringing":
            ctx.transition(call, "answer")
        elif call.state == "missed":
            # It ended before this event came, so somebody did talk.
            ctx.transition(call, "hang_up")
    elif told.kind == "call.ended":
        talked = bool(call.seconds) or call.direction == "out"
        if call.state == "ringing" and not talked:
            ctx.transition(call, "miss")
        elif call.state in ("ringing", "answered") or (call.state == "missed" and talked):
            ctx.transition(call, "hang_up")
