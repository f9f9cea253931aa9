"""Messages to people: a row each in the transaction of the act, once, in the reader's language.

notify.template("work_order.assigned", zh="工单 {order_no} 已派给您", en="Work order {order_no} is yours.")
ctx.notify([order.assignee, "dispatcher"], "work_order.assigned", record=order, order_no=order.order_no,
           dedup_key=f"assigned {order.id} {order.assignee_id}")
"""

from __future__ import annotations

import difflib
import json
import uuid
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from . import registry
from .accounts.users import Role, User, user_roles
from .entity import Entity
from .errors import Message, message
from .system import Notification
from .writing.transaction import transaction

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from .context import Context

E = TypeVar("E", bound=Entity)
Recipient = Any
"""A user's id, the name of a role, a record that stands for a person, or several of these."""

_templates: dict[str, Message] = {}
_resolvers: dict[str, Callable[[Any], int | None]] = {}


def template(name: str, *, zh: str, en: str) -> None:
    """Declare a message; `{name}` stands for a parameter of `send`."""
    new = message(zh=zh, en=en)
    if _templates.setdefault(name, new) != new:
        raise ValueError(f"Two messages are called {name!r}.")


def resolver(entity: type[E]) -> Callable[[Callable[[E], int | None]], Callable[[E], int | None]]:
    """Declare who a record of `entity` is: `fn(record) -> user id or None`.

    Not needed for entities that `users:` of the schema names: their `by` field says it.
    """

    def declare(function: Callable[[E], int | None]) -> Callable[[E], int | None]:
        _resolvers[entity.meta.name] = function
        return function

    return declare


def send(
    ctx: Context,
    recipients: Recipient,
    name: str,
    *,
    dedup_key: str | None = None,
    record: Entity | None = None,
    **params: Any,
) -> int:
    """Tell each of `recipients` once; returns to how many people.

    Part of the open transaction: nothing is told when it rolls back. `dedup_key`: who was told under
    this key is not told again. `record` is what the message leads to.
    """
    said = _template(name)
    plain = json.loads(json.dumps(params, default=str))
    for text in said.texts.values():
        text.format_map(plain)  # a parameter that is missing is a bug to be seen now
    if not ctx.session.in_transaction():
        raise RuntimeError(f"Message {name!r} outside a transaction; use records.writing(ctx).")
    people = resolve(ctx.session, recipients)
    rows = [
        {
            "recipient_id": person, "channel": "inapp", "template": name, "params": plain,
            "entity": record.key() if record is not None else None,
            "record_id": record.id if record is not None else None,
            "dedup_key": dedup_key or f"{name} {uuid.uuid4()}", "status": "sent", "attempts": 0,
            "created_at": ctx.now,
        }
        for person in sorted(people)
    ]  # fmt: skip
    if rows:
        dialect = postgresql if ctx.session.get_bind().dialect.name == "postgresql" else sqlite
        ctx.session.execute(dialect.insert(Notification).on_conflict_do_nothing(), rows)
    return len(rows)


def text(row: Notification, language: str) -> str:
    """What a message says; the name of a template that is gone stands for itself."""
    said = _templates.get(row.template)
    return said.in_language(language).format_map(_Params(row.params)) if said else row.template


class _Params(dict[str, Any]):
    """What a message was sent with. A template may have learnt a new word since: an old message still opens."""

    def __missing__(self, name: str) -> str:
        return "—"


def inbox(ctx: Context, *, unread: bool = False, limit: int = 50) -> list[Notification]:
    """The messages of the person who asks, the newest first."""
    statement = select(Notification).where(Notification.recipient_id == ctx.actor.id)
    if unread:
        statement = statement.where(Notification.read_at.is_(None))
    return list(ctx.session.scalars(statement.order_by(Notification.id.desc()).limit(limit)))


def unread_count(ctx: Context) -> int:
    """How many messages the person has not read."""
    return int(
        ctx.session.scalar(
            select(func.count())
            .select_from(Notification)
            .where(Notification.recipient_id == ctx.actor.id, Notification.read_at.is_(None))
        )
        or 0
    )


def mark_read(ctx: Context, ids: Iterable[int] | None = None) -> None:
    """Mark messages (None: all) of the person who asks as read; others' are not touched."""
    statement = update(Notification).where(
        Notification.recipient_id == ctx.actor.id, Notification.read_at.is_(None)
    )
    if ids is not None:
        statement = statement.where(Notification.id.in_(list(ids)))
    with transaction(ctx) as session:
        session.execute(statement.values(read_at=ctx.now))


def resolve(session: Session, recipients: Recipient) -> set[int]:
    """The ids of the active users meant by ids, role names, records and lists of these."""
    people: set[int] = set()
    roles: set[str] = set()
    _sort(recipients, people, roles)
    unknown = [name for name in roles if registry.current().role(name) is None]
    if unknown:
        raise LookupError(f"No such role: {', '.join(sorted(unknown))}.")
    if roles:
        people |= set(
            session.scalars(
                select(user_roles.c.user_id)
                .join(Role, Role.id == user_roles.c.role_id)
                .where(Role.name.in_(list(roles)))
            )
        )
    if not people:
        return set()
    return set(session.scalars(select(User.id).where(User.id.in_(people), User.active.is_(True))))


def _sort(given: Recipient, people: set[int], roles: set[str]) -> None:
    if given is None:
        return
    if isinstance(given, str):
        roles.add(given)
    elif isinstance(given, int):
        people.add(given)
    elif isinstance(given, User):
        people.add(int(given.id))
    elif isinstance(given, Entity):
        person = _person(given)
        if person is not None:
            people.add(person)
    else:
        for one in given:
            _sort(one, people, roles)


def _person(record: Entity) -> int | None:
    """The user behind a record; None when he has no login."""
    name = record.meta.name
    if name in _resolvers:
        return _resolvers[name](record)
    for value in registry.current().users:
        if value.to == name and value.by:
            found: int | None = getattr(record, f"{value.by}_id")
            return found
    raise TypeError(f"A record of {name} is nobody; declare @notify.resolver({name}).")


def _template(name: str) -> Message:
    if name not in _templates:
        close = difflib.get_close_matches(name, _templates, n=1)
        hint = f"did you mean {close[0]!r}?" if close else "declare it with notify.template(…)."
        raise LookupError(f"There is no message {name!r}; {hint}")
    return _templates[name]
