"""What people do with webhooks: subscribe, change, pause, a new secret, a ping, another try. Each leaves an audit row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sqlalchemy import delete, func, select, update

from .. import audit, feed, jobs
from ..accounts.users import User
from ..errors import (
    FieldError,
    Forbidden,
    InvalidState,
    Message,
    NotFound,
    ValidationFailed,
    message,
)
from ..query.titles import person
from ..writing.transaction import transaction
from . import addresses, events, signature
from .dispatch import DISPATCH, SEND, new_message_id
from .outcome import KEY
from .tables import ACTIVE, DEAD, PAUSED, WAITING, Webhook, WebhookDelivery

if TYPE_CHECKING:
    from ..context import Context
    from ..registry import EntityEntry

MOST = 20
"""Webhooks of one person."""
ADMINISTRATOR = "sysadmin"
"""Whoever has this role sees everybody's, and may pause, resume and remove them and let messages go again."""
PAGE = 50
NOT_YOURS = message(
    zh="只有创建者可以修改地址、事件与密钥；管理员可以暂停、恢复、重发或删除",
    en="Only its owner changes address, events and secret; an administrator may pause, resume, replay or remove it.",
)


@dataclass(frozen=True, slots=True)
class Page:
    """Newest first; `after` is the id that the next page begins below."""

    deliveries: Sequence[WebhookDelivery]
    after: int | None


# -- looking --------------------------------------------------------------------------------------


def listed(ctx: Context) -> Sequence[Webhook]:
    """One's own; an administrator's are all; a program's are those that it made."""
    statement = select(Webhook).order_by(Webhook.id)
    if not is_administrator(ctx):
        statement = statement.where(Webhook.user_id == ctx.actor.id)
    if ctx.actor.scopes is not None:
        statement = statement.where(Webhook.client_id == ctx.actor.scopes.client_id)
    return ctx.session.scalars(statement).all()


def find(ctx: Context, id: int) -> Webhook:
    """Raises NotFound for another's."""
    row = ctx.session.get(Webhook, id)
    if row is None or not (row.user_id == ctx.actor.id or is_administrator(ctx)):
        raise NotFound
    if ctx.actor.scopes is not None and row.client_id != ctx.actor.scopes.client_id:
        raise NotFound
    return row


def deliveries(
    ctx: Context, id: int, *, state: str | None = None, below: int | None = None, limit: int = PAGE
) -> Page:
    """The messages of one webhook."""
    find(ctx, id)
    statement = select(WebhookDelivery).where(WebhookDelivery.webhook_id == id)
    if state is not None:
        statement = statement.where(WebhookDelivery.state == state)
    if below is not None:
        statement = statement.where(WebhookDelivery.id < below)
    rows = ctx.session.scalars(statement.order_by(WebhookDelivery.id.desc()).limit(limit + 1)).all()
    return Page(rows[:limit], rows[limit - 1].id if len(rows) > limit else None)


def counts(ctx: Context, ids: Sequence[int]) -> dict[tuple[int, str], int]:
    """(webhook, state) → messages that wait or were given up."""
    rows = ctx.session.execute(
        select(WebhookDelivery.webhook_id, WebhookDelivery.state, func.count())
        .where(WebhookDelivery.webhook_id.in_(ids), WebhookDelivery.state.in_([WAITING, DEAD]))
        .group_by(WebhookDelivery.webhook_id, WebhookDelivery.state)
    )
    return {(id, state): count for id, state, count in rows}


def owners(ctx: Context, rows: Sequence[Webhook]) -> dict[int, str]:
    """user → name, for people."""
    found = ctx.session.execute(
        select(User.id, User.first_name, User.last_name, User.username).where(
            User.id.in_({row.user_id for row in rows})
        )
    )
    return {id: person(first, last, username) for id, first, last, username in found}


def is_administrator(ctx: Context) -> bool:
    """A person at a page or with a token of his own; a program that acts for one is none."""
    if ctx.actor.scopes is not None:
        return False
    return ADMINISTRATOR in ctx.actor.roles


# -- subscribing ----------------------------------------------------------------------------------


def create(
    ctx: Context, values: Mapping[str, Any], offered: Mapping[str, EntityEntry]
) -> tuple[Webhook, str]:
    """`name`, `url`, `events`, and from where (`since`: a cursor of the feed, or now); the secret is told this once.

    `offered`: the resources that the subscriber may read. Raises ValidationFailed.
    """
    errors: list[FieldError] = []
    given = _checked(values, offered, errors, needed=("name", "url", "events"))
    with transaction(ctx) as session:
        _one_at_a_time(ctx, ctx.actor.id)
        owned = session.scalars(select(Webhook.name).where(Webhook.user_id == ctx.actor.id)).all()
        if given.get("name") in owned:
            errors.append(FieldError("name", "unique", _TAKEN))
        if len(owned) >= MOST:
            told = message(zh=f"每人最多 {MOST} 个回调", en=f"At most {MOST} webhooks a person.")
            errors.append(FieldError("name", "too_many", told))
        if errors:
            raise ValidationFailed(errors)
        row = Webhook(
            user_id=ctx.actor.id, client_id=ctx.actor.scopes.client_id if ctx.actor.scopes else None,
            state=given.get("state", ACTIVE), created_at=ctx.now,
            name=given["name"], url=given["url"], events=given["events"],
            cursor=_place(ctx, given.get("since", "now")),
        )  # fmt: skip
        session.add(row)
        session.flush()
        secret = signature.new_secret()
        row.secret = signature.store(secret, row.id)
        diff = {name: [None, _told(name, given[name])] for name in ("name", "url", "events")}
        audit.log(ctx, "create", KEY, row.id, diff)
        jobs.ask_again(ctx, DISPATCH, key="sealed")
    return row, secret


def change(
    ctx: Context, id: int, values: Mapping[str, Any], offered: Mapping[str, EntityEntry]
) -> Webhook:
    """Any of `name`, `url`, `events`, `since`, `active`. Raises ValidationFailed, NotFound, Forbidden."""
    errors: list[FieldError] = []
    given = _checked(values, offered, errors)
    with transaction(ctx) as session:
        row = _locked(ctx, id)
        if row.user_id != ctx.actor.id and set(given) - {"state"}:
            raise Forbidden(NOT_YOURS)
        _one_at_a_time(ctx, row.user_id)
        others = select(Webhook.name).where(Webhook.user_id == row.user_id, Webhook.id != id)
        if given.get("name") in session.scalars(others).all():
            errors.append(FieldError("name", "unique", _TAKEN))
        if errors:
            raise ValidationFailed(errors)
        if "since" in given:
            given["cursor"] = _place(ctx, given.pop("since"))
        if given.get("state") == ACTIVE and row.state != ACTIVE:
            given |= {"why": None, "failing_since": None, "resting_until": None}
        diff = {
            name: [_told(name, getattr(row, name)), _told(name, value)]
            for name, value in given.items()
            if name in ("name", "url", "events", "state", "cursor") and getattr(row, name) != value
        }
        for name, value in given.items():
            setattr(row, name, value)
        if diff:
            audit.log(ctx, "update", KEY, id, diff)
            _look(ctx)
    return row


def remove(ctx: Context, id: int) -> None:
    """The webhook and what is known of its deliveries."""
    with transaction(ctx) as session:
        row = _locked(ctx, id)
        audit.log(
            ctx, "delete", KEY, id, {"name": [row.name, None], "url": [_told("url", row.url), None]}
        )
        session.execute(delete(WebhookDelivery).where(WebhookDelivery.webhook_id == id))
        session.delete(row)


def rotate(ctx: Context, id: int) -> tuple[Webhook, str]:
    """A new secret, told this once; for a day the old one signs as well."""
    with transaction(ctx):
        row = _locked(ctx, id)
        if row.user_id != ctx.actor.id:
            raise Forbidden(NOT_YOURS)
        secret = signature.new_secret()
        row.old_secret, row.old_until = row.secret, ctx.now + signature.BOTH
        row.secret = signature.store(secret, id)
        audit.log(ctx, "rotate", KEY, id, {"secret": [audit.MASK, audit.MASK]})
    return row, secret


# -- messages -------------------------------------------------------------------------------------


def ping(ctx: Context, id: int) -> WebhookDelivery:
    """A message that says nothing, to try the way."""
    with transaction(ctx) as session:
        row = _locked(ctx, id)
        if row.state != ACTIVE:
            raise InvalidState(
                "回调已暂停或停用，请先恢复 / The webhook is paused or disabled: resume it first."
            )
        delivery = WebhookDelivery(
            webhook_id=id, message_id=new_message_id(), event=events.PING, at=ctx.now,
            state=WAITING, attempts=0, next_at=ctx.now, created_at=ctx.now,
        )  # fmt: skip
        # Whoever tries the way has just mended it.
        row.resting_until = None
        session.add(delivery)
        session.flush()
        audit.log(ctx, "test", KEY, id)
        jobs.ask_again(ctx, SEND, key="due")
    return delivery


def replay(ctx: Context, id: int, delivery_id: int) -> WebhookDelivery:
    """Let one message go again, under the id that it had. Raises NotFound."""
    with transaction(ctx) as session:
        row = _locked(ctx, id)
        delivery = session.get(WebhookDelivery, delivery_id, with_for_update=True)
        if delivery is None or delivery.webhook_id != id:
            raise NotFound
        _again(ctx, row, [delivery_id])
        session.refresh(delivery)
        audit.log(ctx, "replay", KEY, id, {"deliveries": [None, 1]})
    return delivery


def replay_dead(ctx: Context, id: int, since: dt.datetime | None = None) -> int:
    """Let everything go again that was given up (`since` then); how much."""
    with transaction(ctx) as session:
        row = _locked(ctx, id)
        dead = select(WebhookDelivery.id).where(
            WebhookDelivery.webhook_id == id, WebhookDelivery.state == DEAD
        )
        if since is not None:
            dead = dead.where(WebhookDelivery.finished_at >= since)
        found = list(session.scalars(dead))
        _again(ctx, row, found)
        audit.log(ctx, "replay", KEY, id, {"deliveries": [None, len(found)]})
    return len(found)


def _again(ctx: Context, row: Webhook, ids: Sequence[int]) -> None:
    for start in range(0, len(ids), 1000):
        ctx.session.execute(
            update(WebhookDelivery)
            .where(WebhookDelivery.id.in_(ids[start : start + 1000]))
            .values(
                state=WAITING, attempts=0, next_at=ctx.now, error=None, status=None,
                finished_at=None,
            )
            .execution_options(synchronize_session=False)
        )  # fmt: skip
    row.resting_until = None
    jobs.ask_again(ctx, SEND, key="due")


# -- what is given --------------------------------------------------------------------------------

_TAKEN = message(zh="您已有同名回调", en="You have a webhook of this name already.")
_TEXT = message(zh="应为文本", en="This must be a string.")


def _locked(ctx: Context, id: int) -> Webhook:
    find(ctx, id)
    return ctx.session.get_one(Webhook, id, with_for_update=True, populate_existing=True)


def _one_at_a_time(ctx: Context, user_id: int | None) -> None:
    """A program that sends again what it had no answer to yet finds the first webhook of that name. Rows that name the
    user may be written meanwhile.
    """
    ctx.session.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))


def _look(ctx: Context) -> None:
    jobs.ask_again(ctx, DISPATCH, key="sealed")
    jobs.ask_again(ctx, SEND, key="due")


def _place(ctx: Context, since: str) -> str:
    """Raises ValidationFailed for a cursor that the feed never gave."""
    if since == "now":
        return str(feed.head(ctx.session))
    try:
        found = feed.Cursor.parse(since)
        feed.read(ctx, {}, found, limit=1)
    except feed.BadCursor as refused:
        raise ValidationFailed(list(refused.errors)) from None
    return str(found)


def _told(name: str, value: Any) -> Any:
    """Of an address only whose it is: what follows may be a secret of the receiver's."""
    return urlsplit(value).netloc if name == "url" and value else value


def _checked(
    values: Mapping[str, Any],
    offered: Mapping[str, EntityEntry],
    errors: list[FieldError],
    *,
    needed: Sequence[str] = (),
) -> dict[str, Any]:
    """What was given, as it is stored; every problem goes into `errors`."""
    found: dict[str, Any] = {}
    for name in needed:
        if values.get(name) in (None, "", []):
            told = message(zh="必填", en="This is required.")
            errors.append(FieldError(name, "required", told))
    for name, value in values.items():
        if name not in _READERS:
            errors.append(FieldError(name, "unknown", message(zh="未知字段", en="Unknown field.")))
        elif name not in needed or value not in (None, "", []):
            stored = _READERS[name](value, offered)
            if isinstance(stored, Message):
                errors.append(FieldError(name, "invalid", stored))
            else:
                found["state" if name == "active" else name] = stored
    return found


def _name(value: Any, _offered: Mapping[str, EntityEntry]) -> Any:
    if not isinstance(value, str):
        return _TEXT
    name = " ".join(value.split())
    if not name or len(name) > 80 or not name.isprintable():
        return message(zh="须为 1 至 80 个字符", en="1 to 80 characters.")
    return name


def _url(value: Any, _offered: Mapping[str, EntityEntry]) -> Any:
    if not isinstance(value, str):
        return _TEXT
    return addresses.problem(value) or value


def _events(value: Any, offered: Mapping[str, EntityEntry]) -> Any:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return message(zh="应为文本列表", en="This must be a list of strings.")
    if not 1 <= len(value) <= events.MOST or len(set(value)) != len(value):
        return message(
            zh=f"须为 1 至 {events.MOST} 个不重复的事件",
            en=f"1 to {events.MOST} events, each once.",
        )
    for one in value:
        if (told := events.problem(one, offered)) is not None:
            return told
    return value


def _since(value: Any, _offered: Mapping[str, EntityEntry]) -> Any:
    return value if isinstance(value, str) and value else _TEXT


def _active(value: Any, _offered: Mapping[str, EntityEntry]) -> Any:
    if not isinstance(value, bool):
        return message(zh="应为 true 或 false", en="This must be true or false.")
    return ACTIVE if value else PAUSED


_READERS = {"name": _name, "url": _url, "events": _events, "since": _since, "active": _active}
