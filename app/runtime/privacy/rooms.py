"""What a login has beside its records: what it said, saved views, preferences, subscriptions, what it opened last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, or_, select

from .. import registry
from ..comments.tables import Comment
from ..field_types import to_json
from ..manual.tables import ManualReading, ManualVersion
from ..notify.tables import Delivery, NotificationChoice
from ..personal.tables import Preference, Recent
from ..saved.tables import ListView
from ..subscriptions.tables import ReportSubscription
from ..system import Notification

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context
    from ..entity import Entity

MOST_ROWS = 10_000
Rows = list[dict[str, Any]]


def collect(ctx: Context) -> dict[str, Rows]:
    """Of the person who asks: his own words, wherever they stand, and his own settings; a statement each."""
    user = ctx.actor.id
    session = ctx.session
    said = session.scalars(
        select(Comment)
        .where(Comment.author_id == user, Comment.deleted_at.is_(None))
        .order_by(Comment.id.desc())
        .limit(MOST_ROWS)
    )
    views = session.scalars(
        select(ListView).where(ListView.owner_id == user).order_by(ListView.entity, ListView.name)
    )
    subscriptions = session.scalars(
        select(ReportSubscription)
        .where(ReportSubscription.user_id == user)
        .order_by(ReportSubscription.id)
    )
    opened = session.scalars(
        select(Recent).where(Recent.user_id == user).order_by(Recent.at.desc())
    )
    read = session.execute(
        select(ManualVersion.entity, ManualVersion.number, ManualReading.at)
        .join(ManualReading, ManualReading.version_id == ManualVersion.id)
        .where(ManualReading.user_id == user)
        .order_by(ManualReading.at)
    )
    return {
        "comments": [_comment(one) for one in said],
        "views": [_view(one) for one in views],
        "subscriptions": [_subscription(one) for one in subscriptions],
        "preferences": _preferences(session, user),
        "opened": [
            {"at": to_json(one.at), "entity": one.entity, "record": one.record_id} for one in opened
        ],
        "manuals": [
            {"at": to_json(at), "entity": entity, "version": number} for entity, number, at in read
        ],
    }


def size(ctx: Context) -> int:
    """How many comments that is; of the rest there is little."""
    mine = select(func.count()).where(Comment.author_id == ctx.actor.id)
    return int(ctx.session.scalar(mine) or 0)


def logins(session: Session, entity: type[Entity], ids: Sequence[int]) -> list[int]:
    """The users that these records are: the login of the customer, of the employee."""
    found: set[int] = set()
    for value in registry.current().users:
        known = registry.current()
        if value.through is not None or value.by is None or known.entity(value.to).entity is not entity:  # fmt: skip
            continue
        column = getattr(entity, f"{value.by}_id")
        found.update(session.scalars(select(column).where(entity.id.in_(ids), column.is_not(None))))
    return sorted(found)


def empty(session: Session, users: Sequence[int]) -> None:
    """Take away what belongs to these logins alone: settings, what they opened, private views, what they were told.

    Views that they shared are the others' too and stay; so do their comments on records of others.
    """
    told = select(Notification.id).where(Notification.recipient_id.in_(users))
    for statement in (
        delete(Delivery).where(
            or_(Delivery.notification_id.in_(told), Delivery.recipient_id.in_(users))
        ),
        delete(Notification).where(Notification.recipient_id.in_(users)),
        delete(NotificationChoice).where(NotificationChoice.user_id.in_(users)),
        delete(Preference).where(Preference.user_id.in_(users)),
        delete(Recent).where(Recent.user_id.in_(users)),
        delete(ReportSubscription).where(ReportSubscription.user_id.in_(users)),
        delete(ListView).where(ListView.owner_id.in_(users), ListView.shared == "private"),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})


def _comment(one: Comment) -> dict[str, Any]:
    return {
        "at": to_json(one.created_at),
        "entity": one.entity,
        "record": one.record_id,
        "text": one.text,
    }


def _view(one: ListView) -> dict[str, Any]:
    """The nameless one holds a person's own columns and usual view of a list."""
    return {
        "entity": one.entity,
        "view": one.name,
        "shared": one.shared,
        "roles": list(one.roles),
        "shows": one.shows,
    }


def _subscription(one: ReportSubscription) -> dict[str, Any]:
    return {
        "report": one.report,
        "every": one.every,
        "day": one.day,
        "at": one.at,
        "by_mail": one.by_mail,
        "filters": one.arguments,
    }


def _preferences(session: Session, user: int | None) -> Rows:
    kept = session.scalar(select(Preference.values).where(Preference.user_id == user))
    choice = session.get(NotificationChoice, user)
    found: Rows = [{name: value} for name, value in (kept or {}).items()]
    if choice is not None:
        names = ("channels", "addresses", "language", "timezone", "quiet_from", "quiet_until")
        found += [{name: value} for name in names if (value := getattr(choice, name))]
    return found


__all__ = ["collect", "empty", "logins", "size"]
