"""Beginning and ending a look through somebody's eyes: each in one audited write under the administrator's own name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import case, select, update

from .. import audit, clock, database, notify
from ..accounts import keys
from ..accounts.person import Person, load
from ..accounts.tables import LoginSession
from ..accounts.users import User
from ..context import Actor, Context
from ..errors import FieldError, Forbidden, NotFound, ValidationFailed, message
from ..writing.transaction import transaction
from . import reading_only
from .tables import Viewing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LASTS: Final = dt.timedelta(minutes=30)
SHORTEST: Final = 5
LONGEST: Final = 500
KEY: Final = User.__tablename__
"""Under this name a person stands in the audit log."""
ADMINISTRATOR: Final = "sysadmin"
LISTED: Final = 50

notify.kind("account", zh="我的账号", en="My account")
notify.template(
    "account.viewed",
    zh="系统管理员 {who} 正在以您的身份查看系统（只读，{until} 前结束）。理由：{reason}",
    en="The administrator {who} is looking at the application as you see it (read-only, until {until}). Reason: {reason}",
    title=message(
        zh="系统管理员正在以您的身份查看系统",
        en="An administrator is looking at the application as you see it",
    ),
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a request of such a session knows. `is_over`: its time is up, or whom it shows is no longer to be shown."""

    id: int
    administrator: Person
    person_id: int
    ends_at: dt.datetime
    is_over: bool


def looking(administrator: Person) -> Person:
    """Whom this session shows: the person, with the administrator's visit and the look; else himself."""
    visit = administrator.visit
    if visit is None or visit.viewing is None:
        return administrator
    with database.current().read_session() as session:
        row = session.get(Viewing, visit.viewing)
        assert row is not None  # noqa: S101 - the session's statement has just joined it
        id, person_id, ends_at = int(row.id), int(row.person_id), row.ends_at
    person = load(person_id)
    over = ends_at <= clock.now() or person is None or _problem(administrator, person) is not None
    look = Look(id, administrator, person_id, ends_at, over)
    if over or person is None:
        return replace(administrator, viewing=look)
    return replace(person, visit=visit, viewing=look)


def start(ctx: Context, administrator: Person, person_id: int, reason: str) -> str:
    """Look as somebody from now on; the session's new key for the cookie. A copy of the old one opens nothing.

    Raises Forbidden (not an administrator, looking already, himself, another administrator), NotFound (nobody, or
    disabled), ValidationFailed on `reason`.
    """
    visit, reason = administrator.visit, reason.strip()
    if ADMINISTRATOR not in administrator.roles or visit is None or administrator.viewing is not None:  # fmt: skip
        raise Forbidden(
            "只有系统管理员可以以他人身份查看，且不能在查看中再次查看 / "
            "Only an administrator looks as somebody else, and not from within such a view."
        )
    person = load(person_id)
    if person is None:
        raise NotFound("没有此用户，或其账号已停用 / There is no such user, or the account is closed.")  # fmt: skip
    problem = _problem(administrator, person)
    if problem is not None:
        raise problem
    if not SHORTEST <= len(reason) <= LONGEST:
        told = message(
            zh=f"请写明理由（{SHORTEST} 至 {LONGEST} 个字），对方会看到",
            en=f"Give a reason ({SHORTEST} to {LONGEST} characters); the person will read it.",
        )
        raise ValidationFailed([FieldError("reason", "length", told)])
    key, ends_at = keys.new_key(), ctx.now + LASTS
    with transaction(ctx) as session:
        _close(session, visit.id, ctx.now)
        session.add(
            Viewing(
                session_id=visit.id, actor_id=administrator.id, person_id=person.id,
                reason=reason, started_at=ctx.now, ends_at=ends_at,
            )
        )  # fmt: skip
        _new_key(session, visit.id, key)
        audit.log(
            ctx, "view_as_started", KEY, person.id, {"reason": reason, "until": ends_at.isoformat()}
        )
        # No dedup_key: each look is told.
        ctx.notify(
            [person.id], "account.viewed",
            who=administrator.get_full_name(), until=f"{clock.local(ends_at):%H:%M}", reason=reason,
        )  # fmt: skip
    return key


def end(ctx: Context, administrator: Person, look: Look) -> str:
    """Back to himself; the session's new key. Also when the time was up already."""
    visit, key = administrator.visit, keys.new_key()
    assert visit is not None  # noqa: S101 - a look belongs to a session
    with reading_only.own_write(), transaction(ctx) as session:
        # Pressed twice at one moment it ends once, and the second press finds no session of the old key.
        _close(session, visit.id, ctx.now)
        _new_key(session, visit.id, key)
        audit.log(ctx, "view_as_ended", KEY, look.person_id, {"viewing": look.id})
    return key


def note(ctx: Context, look: Look, path: str) -> None:
    """A page that is about to be shown; when this cannot be written, it is not shown."""
    with reading_only.own_write(), transaction(ctx):
        audit.log(ctx, "viewed_as", KEY, look.person_id, {"viewing": look.id, "path": path[:200]})


def own_context(administrator: Person, **given: str | None) -> Context:
    """The administrator himself, also while the request shows somebody else."""
    actor = Actor(
        administrator.id, administrator.username, administrator.roles, values=administrator.values
    )
    return Context(actor, channel="studio", request_id=given.get("request_id"), ip=given.get("ip"))


def listed(session: Session, *, of_person: int | None = None) -> list[tuple[Viewing, User]]:
    """(look, administrator), the latest first: all, or those through one person's eyes."""
    statement = select(Viewing, User).join(User, User.id == Viewing.actor_id)
    if of_person is not None:
        statement = statement.where(Viewing.person_id == of_person)
    found = session.execute(statement.order_by(Viewing.id.desc()).limit(LISTED))
    return [(row[0], row[1]) for row in found]


def _problem(administrator: Person, person: Person) -> Forbidden | None:
    """Why this one may not look through that one's eyes."""
    if person.id == administrator.id:
        return Forbidden("这就是您自己 / That is you.")
    if ADMINISTRATOR in person.roles or ADMINISTRATOR not in administrator.roles:
        return Forbidden(
            "不能以另一位系统管理员的身份查看 / Nobody looks as another administrator."
        )
    return None


def _close(session: Session, session_id: int, now: dt.datetime) -> None:
    session.execute(
        update(Viewing)
        .where(Viewing.session_id == session_id, Viewing.ended_at.is_(None))
        .values(ended_at=case((Viewing.ends_at < now, Viewing.ends_at), else_=now))
        .execution_options(synchronize_session=False)
    )


def _new_key(session: Session, session_id: int, key: str) -> None:
    session.execute(
        update(LoginSession)
        .where(LoginSession.id == session_id)
        .values(key_hash=keys.digest(key))
        .execution_options(synchronize_session=False)
    )
