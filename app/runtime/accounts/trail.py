"""No account is made, changed or given a role without an audit row, whichever code wrote it.

Those who write accounts say in the log what they did. What they left unsaid is said here, just before the commit: who
did it through which channel, whether the account is open, its roles; of names, addresses and passwords only that they changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import object_session

from .. import audit
from ..writing.transaction import before_commit, on_undone
from .grants import KEY
from .users import User

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context

OPENLY = ("active", "roles")
"""What the log shows of an account as it is."""
WATCHED = (*OPENLY, "username", "first_name", "last_name", "email", "password")
NOTES = "accounts written"

audit.watch(KEY)


@dataclass(frozen=True, slots=True)
class Written:
    """What one transaction did to one account: field → (before, after)."""

    action: str
    changes: Mapping[str, tuple[Any, Any]]


@event.listens_for(User, "after_insert")
def _made(_mapper: Any, _connection: Any, user: Any) -> None:
    _note(user, "create")


@event.listens_for(User, "after_update")
def _changed(_mapper: Any, _connection: Any, user: Any) -> None:
    _note(user, "update")


@event.listens_for(User, "after_delete")
def _deleted(_mapper: Any, _connection: Any, user: Any) -> None:
    _note(user, "delete")


def _note(user: Any, action: str) -> None:
    session = object_session(user)
    if session is None:
        return
    notes: dict[int, Written] = session.info.setdefault(NOTES, {})
    known = notes.get(user.id)
    changes = dict(known.changes) if known else {}
    for name in WATCHED:
        history = inspect(user).attrs[name].history
        if action == "create" or history.has_changes():
            now = _plain(getattr(user, name))
            first = None if action == "create" else _before(name, history)
            changes[name] = (changes[name][0] if name in changes else first, now)
    first_of_all = known.action if known and action == "update" else action
    notes[user.id] = Written(first_of_all, changes)


def _before(name: str, history: Any) -> Any:
    if name == "roles":
        return sorted(role.name for role in (*history.unchanged, *history.deleted))
    return history.deleted[0] if history.deleted else None


def _plain(value: Any) -> Any:
    return sorted(role.name for role in value) if isinstance(value, list) else value


@before_commit
def _say(ctx: Context, session: Session) -> None:
    """A row for every account of which something was not said."""
    notes: dict[int, Written] = session.info.pop(NOTES, {})
    for id, written in notes.items():
        said = audit.said(session, KEY, id)
        left = {
            name: [_shown(name, part) for part in pair]
            for name, pair in written.changes.items()
            if name not in said and pair[0] != pair[1]
        }
        if left or written.action == "delete":
            audit.log(ctx, written.action, KEY, id, left)


def _shown(name: str, value: Any) -> Any:
    return value if name in OPENLY or value in (None, "") else audit.MASK


@on_undone
def _keep(session: Session) -> Any:
    """What stood here before a part of the transaction that may be undone."""
    kept = {name: dict(session.info[name]) for name in (NOTES, audit.SAID) if name in session.info}

    def put_back() -> None:
        for name in (NOTES, audit.SAID):
            session.info[name] = kept.get(name, {})

    return put_back
