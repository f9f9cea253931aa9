"""Who is logged in now, for the administrator: sessions of browsers that are neither idle, over, nor ended by their account."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from .. import audit, clock
from ..errors import FieldError, NotFound, ValidationFailed, message
from . import sessions, settings
from .login import KEY
from .person import Person, mark_of
from .tables import Account, LoginSession
from .users import Role, User

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context

PAGE = 50
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Visitor:
    """One session. Times in UTC; `device` as the browser named itself."""

    id: int
    user_id: int
    username: str
    name: str
    roles: tuple[str, ...]
    since: dt.datetime
    seen_at: dt.datetime
    expires_at: dt.datetime
    address: str
    device: str


@dataclass(frozen=True, slots=True)
class Page:
    """The latest login first; `after` is the id that the next page begins below."""

    visitors: list[Visitor]
    after: int | None


def listed(
    session: Session,
    *,
    text: str = "",
    user_id: int | None = None,
    id: int | None = None,
    below: int | None = None,
    limit: int = PAGE,
) -> Page:
    """Those whose name, user name or address holds `text`; two statements. A session whose account has another password,
    role or round since is dead and left out, so a page may be short.
    """
    now = clock.now()
    name = User.last_name + User.first_name
    statement = (
        select(LoginSession, User.username, User.first_name, User.last_name, User.password, Account.round)
        .join(User, User.id == LoginSession.user_id)
        .outerjoin(Account, Account.user_id == LoginSession.user_id)
        .where(
            LoginSession.stage == sessions.OPEN,
            LoginSession.expires_at > now,
            LoginSession.seen_at > now - settings.IDLE,
            User.active.is_(True),
        )
        .order_by(LoginSession.id.desc())
        .limit(limit + 1)
    )  # fmt: skip
    if text:
        held = [func.lower(column).contains(text.lower(), autoescape=True)
                for column in (User.username, name, LoginSession.address)]  # fmt: skip
        statement = statement.where(or_(*held))
    if user_id is not None:
        statement = statement.where(LoginSession.user_id == user_id)
    if id is not None:
        statement = statement.where(LoginSession.id == id)
    if below is not None:
        statement = statement.where(LoginSession.id < below)
    rows = session.execute(statement).all()
    shown = rows[:limit]
    roles = _roles(session, {row[0].user_id for row in shown})
    found = []
    for visit, username, first, last, password, round in shown:
        held_roles = roles.get(visit.user_id, frozenset())
        if visit.mark != mark_of(password or "", held_roles, round or 0):
            continue
        person = Person(visit.user_id, username, first, last, held_roles, visit.mark)
        found.append(
            Visitor(
                visit.id, visit.user_id, username, person.get_full_name(),
                tuple(sorted(held_roles)), visit.created_at, visit.seen_at, visit.expires_at,
                visit.address or "", visit.device,
            )
        )  # fmt: skip
    return Page(found, shown[-1][0].id if len(rows) > limit else None)


def find(session: Session, id: int, *, user_id: int | None = None) -> Visitor:
    """One session that is open now, of this person where one is named. Raises NotFound."""
    found = listed(session, id=id, user_id=user_id).visitors
    if not found:
        raise NotFound(message(zh="这个会话已经结束", en="This session is over already."))
    return found[0]


def end(ctx: Context, visitor: Visitor, *, everywhere: bool, reason: str) -> None:
    """End it, or with `everywhere` every session and token of the person: at the next request he is nobody.

    Within the open write; the reason stands in the audit log. Raises ValidationFailed without one.
    """
    said = " ".join(reason.split())[:LONGEST_REASON]
    if not said:
        raise ValidationFailed(
            [FieldError("reason", "required", message(zh="请写明原因", en="Say why."))]
        )
    if everywhere:
        sessions.next_round(ctx.session, visitor.user_id)
    elif not sessions.end(ctx.session, visitor.user_id, id=visitor.id):
        raise NotFound(message(zh="这个会话已经结束", en="This session is over already."))
    action = "sessions_ended" if everywhere else "session_ended"
    audit.log(ctx, action, KEY, visitor.user_id, {"note": said})


def count(session: Session) -> int:
    """About how many are open now."""
    now = clock.now()
    return int(
        session.scalar(
            select(func.count())
            .select_from(LoginSession)
            .where(
                LoginSession.stage == sessions.OPEN,
                LoginSession.expires_at > now,
                LoginSession.seen_at > now - settings.IDLE,
            )
        )
        or 0
    )


def _roles(session: Session, ids: set[int]) -> dict[int, frozenset[str]]:
    held: dict[int, set[str]] = {}
    statement = select(User.id, Role.name).join(User.roles).where(User.id.in_(ids or {-1}))
    for user_id, role in session.execute(statement):
        held.setdefault(user_id, set()).add(role)
    return {id: frozenset(names) for id, names in held.items()}
