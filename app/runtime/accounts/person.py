"""Who asks, read in one statement: user, roles, `user.x` values, and the session that the browser names."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Select,
    and_,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from .. import clock, database, registry
from ..access.scopes import Scopes
from ..types import UtcDateTime
from ..viewing.tables import Viewing
from . import keys, settings
from .tables import Account, LoginSession
from .users import Role, User

if TYPE_CHECKING:
    from ..viewing.acts import Look


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """The facts that every page needs. Roles are names: what they may do is in the policies, in memory."""

    id: int
    username: str
    first_name: str
    last_name: str
    roles: frozenset[str]
    mark: str
    values: Mapping[tuple[str, ...], Any] = field(default_factory=dict)
    visit: Visit | None = None
    """The browser session; None for a token."""
    client: Client | None = None
    """The program that acts for this person; None when he asks himself."""
    viewing: Look | None = None
    """The administrator who looks as this person, in whose browser session; None: it is himself."""

    # What Flask-Login asks.
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return str(self.id)

    def get_full_name(self) -> str:
        """Flask-AppBuilder's name for it. Chinese names have no space and start with the family name."""
        if any("\u4e00" <= letter <= "\u9fff" for letter in self.last_name + self.first_name):
            return f"{self.last_name}{self.first_name}"
        return f"{self.first_name} {self.last_name}".strip() or self.username


@dataclass(frozen=True, slots=True)
class Visit:
    """A row of sys_session that is neither idle nor over. `stage` other than `open`: not yet logged in."""

    id: int
    stage: str
    seen_at: dt.datetime
    viewing: int | None = None
    """The look through somebody's eyes that is open in it (sys_viewing)."""


@dataclass(frozen=True, slots=True)
class Client:
    """A program whose token is good: its id, the scopes that it was given, requests a minute (0: any number)."""

    id: int
    scopes: Scopes
    rate_limit: int


def mark_of(password_hash: str | None, roles: frozenset[str], round: int) -> str:
    """What sessions and tokens are bound to: another password, another role or a new round ends them all."""
    text = "\0".join([password_hash or "", str(round), *sorted(roles)])
    return hashlib.sha256(text.encode()).hexdigest()


def load(user_id: int) -> Person | None:
    """An active user, his roles and his first-level `user.x` values, in one statement; None for anybody else."""
    return _person(_of_user(), {"user_id": user_id})


def load_visitor(key: str) -> Person | None:
    """The person whose browser sent this key, with his `visit`, whatever its stage; the same one statement.

    None: no such session, idle for too long, over, or the account's password, roles or round are others now.
    """
    now = clock.now()
    asked = {"key_hash": keys.digest(key), "now": now, "idle_since": now - settings.IDLE}
    return _person(_of_visitor(), asked)


# Made once for each registry: putting it together costs more than asking it.
def _of_user() -> Any:
    return _kept("user", lambda: _statement(bindparam("user_id", type_=BigInteger)))


def _of_visitor() -> Any:
    return _kept("visitor", _visitor_statement)


def _visitor_statement() -> Any:
    here = (
        select(
            LoginSession.id,
            LoginSession.user_id,
            LoginSession.mark,
            LoginSession.stage,
            LoginSession.seen_at,
            Viewing.id.label("viewing"),
        )
        .outerjoin(
            Viewing,
            and_(
                Viewing.session_id == LoginSession.id,
                Viewing.ended_at.is_(None),
                # SQLite gives numbers again: an older look was another session's.
                Viewing.actor_id == LoginSession.user_id,
                Viewing.started_at >= LoginSession.created_at,
            ),
        )
        .where(
            LoginSession.key_hash == bindparam("key_hash"),
            LoginSession.expires_at > bindparam("now", type_=UtcDateTime()),
            LoginSession.seen_at > bindparam("idle_since", type_=UtcDateTime()),
        )
        .cte("here")
    )
    visit = row(
        "visit", here.c.mark, here.c.stage, number=here.c.id, round=here.c.viewing, moment=here.c.seen_at
    )  # fmt: skip
    return _statement(select(here.c.user_id).scalar_subquery(), visit)


_made: dict[str, tuple[registry.Registry, Any]] = {}


def _kept(name: str, make: Callable[[], Any]) -> Any:
    """The statement of the active registry, whose `users:` are part of it."""
    known = registry.current()
    found = _made.get(name)
    if found is None or found[0] is not known:
        found = _made[name] = (known, make())
    return found[1]


def load_beside(user_id: Any, *more: Select[Any]) -> tuple[Person | None, dict[str, Any]]:
    """The person of `user_id` (SQL), and the rows of `more` by their kind; still one statement."""
    rows = _rows(_statement(user_id, *more), {})
    return _of_rows(rows), {row.kind: row for row in rows}


def _person(statement: Any, values: Mapping[str, Any]) -> Person | None:
    return _of_rows(_rows(statement, values))


def _rows(statement: Any, values: Mapping[str, Any]) -> list[Any]:
    with database.current().read_session() as reading:
        return list(reading.execute(statement, values))


def _of_rows(rows: list[Any]) -> Person | None:
    user = next((row for row in rows if row.kind == "user"), None)
    if user is None:
        return None
    roles = frozenset(row.one for row in rows if row.kind == "role")
    mark = mark_of(user.four, roles, user.round)
    visit = next((row for row in rows if row.kind == "visit"), None)
    if visit is not None and visit.one != mark:
        return None
    return Person(
        id=int(user.number),
        username=user.one,
        first_name=user.two,
        last_name=user.three,
        roles=roles,
        mark=mark,
        values=_values(rows),
        visit=_visit(visit) if visit is not None else None,
    )


def _visit(found: Any) -> Visit:
    viewing = int(found.round) if found.round is not None else None
    return Visit(int(found.number), found.two, found.moment, viewing)


def _values(rows: list[Any]) -> dict[tuple[str, ...], Any]:
    values: dict[tuple[str, ...], Any] = {}
    for value in registry.current().users:
        ids = [row.number for row in rows if row.kind == f"value {value.name}"]
        if value.through is not None:
            values[(value.name,)] = frozenset(i for i in ids if i is not None)
        else:
            values[(value.name,)] = ids[0] if ids else None
    return values


def row(
    kind: str, *columns: Any, number: Any = None, round: Any = None, moment: Any = None
) -> Select[Any]:
    """One row of the statement: up to four texts, two whole numbers, a moment."""
    texts = [*columns, *([literal("")] * (4 - len(columns)))]
    whole = cast(null(), BigInteger)
    return select(
        literal(kind).label("kind"),
        *(
            column.label(name)
            for column, name in zip(texts, ("one", "two", "three", "four"), strict=True)
        ),
        (number if number is not None else whole).label("number"),
        (round if round is not None else whole).label("round"),
        (moment if moment is not None else cast(null(), UtcDateTime())).label("moment"),
    )


def _statement(user_id: Any, *more: Select[Any]) -> Any:
    active = and_(User.id == user_id, User.active.is_(True))
    password = func.coalesce(User.password, "")
    names = (User.username, User.first_name, User.last_name, password)
    parts = [
        row("user", *names, number=User.id, round=func.coalesce(Account.round, 0))
        .select_from(User)
        .outerjoin(Account, Account.user_id == User.id)
        .where(active),
        row("role", Role.name).select_from(User).join(User.roles).where(active),
        *more,
    ]
    for value in registry.current().users:
        kind = f"value {value.name}"
        if value.through is not None:
            link = registry.current().entity(value.through).entity
            owner = getattr(link, f"{value.user_field}_id")
            part = row(kind, number=getattr(link, f"{value.target_field}_id"))
            parts.append(part.where(owner == user_id, link.deleted_at.is_(None)))
        else:
            entity = registry.current().entity(value.to).entity
            owner = getattr(entity, f"{value.by}_id")
            # The oldest record wins when there are several, as in user_values.
            part = row(kind, number=func.min(entity.id))
            parts.append(part.where(owner == user_id, entity.deleted_at.is_(None)))
    return union_all(*parts)
