"""The doors that feedback comes in by: with one's name, without it, and without an account (五).

Whoever does not want his name shown is not the one who writes: the system does, so that neither the record nor its history
nor the log of the request says who it was. His account stays in a field that no role reads; he is answered by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import func, select

from app.generated.feedback import Feedback
from app.runtime import query, records
from app.runtime.accounts import attempts
from app.runtime.clients import budget
from app.runtime.context import SYSTEM_ACTOR, Actor, Context
from app.runtime.errors import NotFound, RuleViolation, TooManyRequests

from . import codes

Channel = Literal["portal", "office", "public"]
SENT_A_MINUTE = 5
LOOKED_UP_A_MINUTE = 20
HOUR = dt.timedelta(hours=1)
UNNAMED_AN_HOUR = 120
"""Of one project, from the public page: more is a machine."""
WORDS = frozenset(("kind", "content", "project"))
"""The fields that a form without a name may fill."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody takes home. `code` is told here and never again."""

    number: str
    code: str


def named(ctx: Context, values: Mapping[str, Any]) -> Feedback:
    """With the person's own name and rights."""
    return records.create(ctx, Feedback, values)


def without_name(
    person: Context, values: Mapping[str, Any], *, channel: Channel, project: int | None = None
) -> Sent:
    """The person is known here and shown to nobody. Raises ValidationFailed as `named` does."""
    return _by_the_system(
        person.language, values, channel=channel, submitter=person.actor.id, project=project
    )


def without_account(language: str, address: str | None, values: Mapping[str, Any]) -> Sent:
    """Anybody. Raises TooManyRequests for one address that sends too often, RuleViolation when one project gets too many."""
    spend("feedback sent", address, SENT_A_MINUTE)
    return _by_the_system(language, values, channel="public", submitter=None)


def spend(what: str, address: str | None, limit: int) -> None:
    """One more of so many a minute from this address, which is kept as a keyed fingerprint for that minute."""
    rate = budget.spend(f"{what} {attempts.of_address(address)}"[:64], limit)
    if not rate.allowed:
        raise TooManyRequests(retry_after=rate.reset)


def _by_the_system(
    language: str,
    values: Mapping[str, Any],
    *,
    channel: Channel,
    submitter: int | None,
    project: int | None = None,
) -> Sent:
    code = codes.make()
    given = {name: value for name, value in values.items() if name in WORDS}
    given.setdefault("project", project)
    with _nobody(language) as ctx, records.writing(ctx):
        if channel == "public":
            _not_too_many(ctx, given.get("project"))
        made = records.create(
            ctx,
            Feedback,
            {
                **given,
                "submitter_kind": "anonymous",
                "channel": channel,
                "submitter": submitter,
                "hidden": submitter is not None,
                "customer": None,
                "code_hash": codes.fingerprint(code),
            },
        )
        return Sent(str(made.fb_no), code)


def _nobody(language: str) -> Context:
    """The system, without the address and the request of whoever is there: the audit log would lead back to him."""
    ctx = Context.system(channel="portal")
    ctx.actor = Actor(None, SYSTEM_ACTOR.username, language=language, is_system=True)
    ctx.request_id = ctx.ip = None
    return ctx


def _not_too_many(ctx: Context, project: Any) -> None:
    id = getattr(project, "id", project)
    if id is None:
        return
    number = ctx.session.scalar(
        select(func.count()).where(
            Feedback.project_id == id,
            Feedback.channel == "public",
            Feedback.created_at > ctx.now - HOUR,
        )
    )
    if number and number >= UNNAMED_AN_HOUR:
        raise RuleViolation(
            "该项目一小时内收到的匿名意见过多，请稍后再提，或拨打服务热线 / "
            "This project got too much feedback within an hour: try again later, or call the hotline.",
            field="project",
            code="too_many",
        )


def is_to_close(person: Context, row: Mapping[str, Any]) -> bool:
    """Whether the person hid his name in what is answered by now. `row`: `hidden` and `state`, as he reads them."""
    return bool(row.get("hidden")) and row.get("state") == "replied"


def close(person: Context, id: int) -> None:
    """Whoever hides his name has read the answer: the system closes it, so that no log of steps names him.

    Raises NotFound for what is not his own, InvalidState for what is not answered.
    """
    said = query.record(person, Feedback, id)
    if not said.hidden or said.submitter_id is None or said.submitter_id != person.actor.id:
        raise NotFound
    with _nobody(person.language) as ctx, records.writing(ctx):
        ctx.transition(ctx.get(Feedback, id), "close")


def by_code(ctx: Context, typed: str) -> Feedback | None:
    """The feedback of a code. What is typed wrongly, and what never was, are alike: nothing."""
    mark = codes.fingerprint(typed)
    if mark is None:
        return None
    found: Feedback | None = ctx.query(
        select(Feedback).where(Feedback.code_hash == mark, Feedback.deleted_at.is_(None))
    ).first()
    return found
