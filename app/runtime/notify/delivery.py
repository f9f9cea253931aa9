"""From the row in the application to the channels outside: who wants it where, now or in the morning, once.

`notify.route` decides for a few messages; `notify.deliver` sends one on one channel; what came in
quiet hours goes out at their end as one message, `notify.digest`. Attempts, backoff and dead letters
are those of jobs: an administrator lets a dead letter go again on the Jobs page.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from .. import jobs
from ..accounts.users import User
from ..errors import message
from ..system import Notification
from ..writing.transaction import transaction
from . import channels, outgoing, papers, templates
from .preferences import Preferences, preferences
from .quiet import release
from .send import ROUTE
from .tables import Delivery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..context import Context

DELIVER, DIGEST = "notify.deliver", "notify.digest"
ATTEMPTS = 10
LEASE = dt.timedelta(minutes=5)
MOST_LINES = 10
SEVERAL = message(zh="您有 {count} 条新消息", en="You have {count} new messages")
MORE = message(zh="……共 {count} 条", en="… {count} in all")


@jobs.job(ROUTE, label=message(zh="分发通知", en="Decide where messages go"))
def route(ctx: Context, *, ids: list[int], only: list[str] | None = None) -> None:
    """Decide for each message on which channels it goes out, and when. `only`: on these, whatever a person chose."""
    session = ctx.session
    rows = session.scalars(select(Notification).where(Notification.id.in_(ids))).all()
    people = preferences(session, [row.recipient_id for row in rows])
    wanted: list[dict[str, Any]] = []
    for row in rows:
        person = people[row.recipient_id]
        hold = _hold(ctx, person, row.template)
        wanted += [
            {
                "notification_id": row.id, "recipient_id": row.recipient_id, "channel": name,
                "idempotency_key": str(uuid.uuid4()), "state": "held" if hold else "waiting",
                "hold_until": hold, "created_at": ctx.now,
            }
            for name in _names(person, row.template, only)
        ]  # fmt: skip
    if not wanted:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Delivery).on_conflict_do_nothing().returning(Delivery)
    made = session.scalars(statement, wanted).all()
    jobs.enqueue_many(
        ctx,
        DELIVER,
        [jobs.Asked(f"delivery {row.id}", {"id": row.id}) for row in made if not row.hold_until],
    )
    # One job each: the first one of the morning sends all, the others find nothing left.
    jobs.enqueue_many(
        ctx,
        DIGEST,
        [
            jobs.Asked(
                f"delivery {row.id}",
                {"person": row.recipient_id, "channel": row.channel},
                row.hold_until,
            )
            for row in made
            if row.hold_until
        ],
    )


def _names(person: Preferences, template: str, only: list[str] | None) -> list[str]:
    if only is None:
        return person.channels_for(templates.kind_of(template))
    return [name for name in channels.settings().channels if name in only]


def _hold(ctx: Context, person: Preferences, template: str) -> dt.datetime | None:
    said = templates.known(template)
    if said is not None and said.urgent:
        return None
    return release(ctx.now, *person.quiet, person.zone)


@jobs.job(
    DELIVER,
    label=message(zh="发送通知", en="Send a message"),
    atomic=False,
    attempts=ATTEMPTS,
    lease=LEASE,
)
def deliver(ctx: Context, *, id: int) -> None:
    """Send one message on one channel; what was sent already is not sent again."""
    row = ctx.session.get(Delivery, id)
    if row is not None and row.state in ("waiting", "failed"):
        _send(ctx, row.recipient_id, row.channel, [row.id])


@jobs.job(
    DIGEST,
    label=message(zh="发送免打扰期间的汇总", en="Send what came in quiet hours"),
    atomic=False,
    attempts=ATTEMPTS,
    lease=LEASE,
    lock="notify {person} {channel}",
)
def digest(ctx: Context, *, person: int, channel: str) -> None:
    """Send what waited for the end of the quiet hours: one message, without those that were read meanwhile."""
    held = ctx.session.execute(
        select(Delivery, Notification.read_at)
        .join(Notification, Notification.id == Delivery.notification_id)
        .where(
            Delivery.recipient_id == person, Delivery.channel == channel,
            Delivery.state.in_(["held", "failed"]), Delivery.hold_until <= ctx.now,
        )
        .order_by(Delivery.id)
    ).all()  # fmt: skip
    _mark(ctx, [row.id for row, read in held if read is not None], "dropped")
    unread = [row.id for row, read in held if read is None]
    if unread:
        _send(ctx, person, channel, unread)


def _send(ctx: Context, person: int, channel: str, ids: Sequence[int]) -> None:
    """Send deliveries as one message and mark them. Raises NotDelivered, after that was written down."""
    way = channels.settings().channels.get(channel)
    user = ctx.session.get(User, person)
    holds = preferences(ctx.session, [person])[person]
    address = _address(way, user, holds)
    if way is None or user is None or not user.active or address is None:
        _mark(ctx, ids, "dropped", error="No such channel, person or address any more.")
        return
    message = _message(ctx, ids, holds.language, person if way.is_mail else None)
    # No transaction and no snapshot is open while the channel takes its time.
    ctx.session.rollback()
    try:
        outgoing.send(way, address, message)
    except outgoing.NotDelivered as problem:
        _mark(ctx, ids, "failed", error=str(problem))
        raise
    _mark(ctx, ids, "sent")


def _address(way: channels.Channel | None, user: Any, holds: Preferences) -> str | None:
    """Where the person is found on the channel; "" where a channel asks for none."""
    if way is None or user is None:
        return None
    if way.is_mail:
        return user.email or None
    if way.asks_address:
        return holds.choice.addresses.get(way.name) or None
    return ""


def _message(
    ctx: Context, ids: Sequence[int], language: str, mailed_to: int | None
) -> outgoing.Outgoing:
    """Titles and a link: whoever looks over a shoulder learns no more. A mail brings the papers that its reader may see."""
    told = ctx.session.execute(
        select(Notification, Delivery.idempotency_key)
        .join(Delivery, Delivery.notification_id == Notification.id)
        .where(Delivery.id.in_(ids))
        .order_by(Delivery.id)
    ).all()
    titles = [templates.title(row.template, row.params, language) for row, _ in told]
    (first, key), base = told[0], channels.settings().public_url
    along = papers.of(ctx, mailed_to, [row for row, _ in told], language) if mailed_to else ()
    if len(told) == 1:
        return outgoing.Outgoing(
            titles[0], f"{base}/m/{first.id}" if base else "", key, papers=along
        )
    lines = titles[:MOST_LINES]
    if len(titles) > MOST_LINES:
        lines.append(MORE.in_language(language).format(count=len(titles)))
    return outgoing.Outgoing(
        SEVERAL.in_language(language).format(count=len(titles)),
        f"{base}/messages/" if base else "",
        key,
        tuple(lines),
        along,
    )


def _mark(ctx: Context, ids: Sequence[int], state: str, *, error: str | None = None) -> None:
    if not ids:
        return
    with transaction(ctx) as session:
        session.execute(
            update(Delivery)
            .where(Delivery.id.in_(ids))
            .values(state=state, error=error, sent_at=ctx.now if state == "sent" else None)
            .execution_options(synchronize_session=False)
        )
