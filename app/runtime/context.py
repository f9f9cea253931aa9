"""Who is acting, through which channel, on which session; and what a hook may do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from . import clock
from .access import user_values
from .errors import Unauthenticated
from .telemetry import scene

if TYPE_CHECKING:
    from sqlalchemy.engine import ScalarResult
    from sqlalchemy.orm import Session
    from sqlalchemy.sql import Select

    from .access.scopes import Scopes
    from .entity import Entity
    from .errors import Message

E = TypeVar("E", bound="Entity")
Channel = Literal["web", "rest", "portal", "studio", "job", "import", "hook", "cli"]


class Actor:
    """A person, or the system. `value(path)` answers `user.x.y`: loaded on first use, then kept."""

    __slots__ = (
        "_load", "_values", "id", "is_system", "language", "roles", "scopes", "username",
    )  # fmt: skip

    def __init__(
        self,
        id: int | None,
        username: str,
        roles: frozenset[str] = frozenset(),
        language: str = "zh",
        *,
        is_system: bool = False,
        load: Callable[[Actor, tuple[str, ...]], Any] | None = None,
        values: Mapping[tuple[str, ...], Any] | None = None,
        scopes: Scopes | None = None,
    ) -> None:
        self.id = id
        self.username = username
        self.roles = roles
        self.language = language
        self.is_system = is_system
        self.scopes = scopes
        """What a program may use of this person's rights; None: all of them."""
        self._load = load
        self._values: dict[tuple[str, ...], Any] = dict(values or {})
        self._values[("id",)] = id
        self._values[("username",)] = username

    def __repr__(self) -> str:
        return f"<Actor {self.username}>"

    def value(self, path: Sequence[str]) -> Any:
        """An id, a plain value, a frozenset of ids, or None; unknown and unloaded are None."""
        key = tuple(path)
        if key not in self._values:
            self._values[key] = self._load(self, key) if self._load else None
        return self._values[key]

    def bound(self, load: Callable[[Actor, tuple[str, ...]], Any]) -> Actor:
        """The same person with values of its own, so that a context never sees another one's."""
        if self.is_system:
            return self
        given = {} if self._load else self._values
        return Actor(
            self.id, self.username, self.roles, self.language,
            load=load, values=given, scopes=self.scopes,
        )  # fmt: skip

    def narrowed(self, scopes: Scopes) -> Actor:
        """The same person as a program with these scopes acts for him."""
        return Actor(
            self.id, self.username, self.roles, self.language,
            load=self._load, values=self._values, scopes=scopes,
        )  # fmt: skip

    def lacks(self, entity: str, action: str) -> Message | None:
        """Why a program may not do this whatever its user may: the scope that it was not given; None otherwise."""
        if self.scopes is None or self.scopes.allow(entity, action):
            return None
        return self.scopes.refusal(entity, action)

    @property
    def signature(self) -> str:
        """Who it says in the audit log: the user, and the program that acts for him."""
        told = f"{self.username} · {self.scopes.client}" if self.scopes else self.username
        return told[:64]


SYSTEM_ACTOR = Actor(None, "system", is_system=True)
"""Hooks and jobs write as this one. It may everything; it never counts as a person."""


@dataclass(slots=True)
class Sessions:
    """The reader and, while a write is open, the writer; shared by a context and those derived from it."""

    reader: Session | None = None
    owned: bool = False
    writer: Session | None = None
    depth: int = 0
    held: list[dict[str, Any]] | None = None
    """Audit rows of what hooks do, until the row of the act that ran them is there."""
    before_commit: Callable[[Session], None] | None = None
    """The last word of every transaction: a job looks whether it is still the one that runs it."""
    going: set[tuple[str, int]] = field(default_factory=set)
    """Records whose followers are being deleted: refs in a circle lead back to them."""


@dataclass(slots=True)
class Operation:
    """What is being done to the record that a hook sees."""

    action: str = ""
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    transition: str | None = None
    note: str = ""
    checking: bool = False
    given: frozenset[str] = frozenset()
    """The fields that the writer sent, changed or not."""
    nested: bool = False
    """Another hook or a job does this, not the person himself."""


class Context:
    """One request, job or command. Reads go to `session`; writes go through app.runtime.records."""

    def __init__(
        self,
        actor: Actor,
        session: Session | None = None,
        *,
        now: dt.datetime | None = None,
        channel: Channel = "cli",
        request_id: str | None = None,
        ip: str | None = None,
    ) -> None:
        sessions = Sessions(session)
        self.actor = actor.bound(
            lambda who, path: user_values.load(_session_of(sessions), who.id, path)
        )
        self.channel: Channel = channel
        self.request_id = request_id
        self.ip = ip
        self.sessions = sessions
        self.operation = Operation()
        self.in_hook = False
        self.asked_by: int | None = None
        self._now = now
        at = scene.current()
        if at is not None:
            self.request_id = request_id or at.request_id
            if at.job_id is None:
                at.user_id = at.user_id or actor.id

    @classmethod
    def system(cls, session: Session | None = None, *, channel: Channel = "job") -> Context:
        """The framework itself, for jobs and commands."""
        return cls(SYSTEM_ACTOR, session, channel=channel)

    @classmethod
    def for_user(
        cls,
        user_id: int,
        session: Session | None = None,
        *,
        channel: Channel = "web",
        language: str = "zh",
        request_id: str | None = None,
        ip: str | None = None,
    ) -> Context:
        """The context of one active user. Raises Unauthenticated when there is none."""
        context = cls(SYSTEM_ACTOR, session, channel=channel, request_id=request_id, ip=ip)
        who = user_values.identity(context.session, user_id)
        if who is None:
            context.close()
            raise Unauthenticated(
                "账号不存在或已停用 / This account does not exist or is disabled."
            )
        sessions = context.sessions
        context.actor = Actor(user_id, who.username, who.roles, language).bound(
            lambda a, path: user_values.load(_session_of(sessions), a.id, path)
        )
        return context

    # -- sessions ---------------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """The write session while a write is open, else the reader."""
        return _session_of(self.sessions)

    def close(self) -> None:
        """Give the reader's connection back. A context that was handed its session leaves it open."""
        if self.sessions.owned and self.sessions.reader is not None:
            self.sessions.reader.close()
            self.sessions.reader = None

    def __enter__(self) -> Context:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- facts ------------------------------------------------------------------------------------

    @property
    def now(self) -> dt.datetime:
        """Aware UTC."""
        return self._now or clock.now()

    @property
    def today(self) -> dt.date:
        """The date in the application's time zone."""
        return clock.local(self.now).date()

    @property
    def language(self) -> str:
        return self.actor.language

    @property
    def trusted(self) -> bool:
        """Whether writes are the system's own: a job, a command, or a hook."""
        return self.actor.is_system or self.in_hook

    @property
    def by_person(self) -> bool:
        """Whether a person asked for this very act, and not a hook of another act, a job or a command.

        What a rule forbids to people but the system needs (a merge moves homes) asks this; `in_hook` is
        always true inside a hook.
        """
        return not self.actor.is_system and not self.operation.nested

    @property
    def person_id(self) -> int | None:
        """Whose act this is: the person's own, or the system's for him (a hook, a job that he asked for).

        None when nobody asked: a schedule, another system's event, a command. Separate duties count this person.
        """
        return self.asked_by if self.actor.id is None else self.actor.id

    @property
    def judge(self) -> Actor:
        """The actor whose rights count: the system inside a hook, else the person."""
        return SYSTEM_ACTOR if self.trusted else self.actor

    @property
    def changes(self) -> Mapping[str, tuple[Any, Any]]:
        """Field → (old, new) of the record being written."""
        return self.operation.changes

    @property
    def transition_name(self) -> str | None:
        return self.operation.transition

    @property
    def note(self) -> str:
        return self.operation.note

    def within(self, operation: Operation) -> Context:
        """The context that a hook receives: same sessions, the system's rights, this operation."""
        derived = Context.__new__(Context)
        derived.__dict__.update(self.__dict__)
        derived.operation = operation
        derived.in_hook = True
        return derived

    def at(self, moment: dt.datetime) -> Context:
        """The same sessions and person at that moment: for what is written down afterwards."""
        derived = Context.__new__(Context)
        derived.__dict__.update(self.__dict__)
        derived._now = moment
        return derived

    def on_behalf_of(self, user_id: int | None, *, language: str = "") -> Context:
        """The same sessions, acting for that user: what an after-hook receives. None stays the system.

        `language`: what is made is read in it, not in that of whoever asks.
        """
        derived = Context.__new__(Context)
        derived.__dict__.update(self.__dict__)
        who = user_values.identity(self.session, user_id, active=False) if user_id else None
        if who is not None:
            sessions = self.sessions
            derived.actor = Actor(
                user_id, who.username, who.roles, language or self.language
            ).bound(lambda a, path: user_values.load(_session_of(sessions), a.id, path))
        return derived

    # -- what hooks and jobs do; channels call app.runtime.records --------------------------------

    def create(self, entity: type[E], **values: Any) -> E:
        """Create a record as the system; inside a hook, on behalf of the person."""
        made: E = self._records().create(self, entity, values)
        return made

    def update(self, record: E, **values: Any) -> E:
        changed: E = self._records().update(self, type(record), record.id, values)
        return changed

    def transition(self, record: E, name: str, **values: Any) -> E:
        note = str(values.pop("note", ""))
        moved: E = self._records().transition(
            self, type(record), record.id, name, values, note=note
        )
        return moved

    def delete(self, record: Entity) -> None:
        self._records().delete(self, type(record), record.id)

    def get(self, entity: type[E], id: int) -> E:
        """The record, deleted or out of anybody's scope not counted. Raises NotFound."""
        from .errors import NotFound

        self._must_be_trusted("get")
        record = self.session.get(entity, id)
        if record is None or record.deleted_at is not None:
            raise NotFound
        return record

    def query(self, statement: Select[E]) -> ScalarResult[E]:
        """Run a SELECT as the system; the statement itself leaves out deleted rows."""
        self._must_be_trusted("query")
        return self.session.scalars(statement)

    def enqueue(self, job: str, *, key: str | None = None, **payload: Any) -> int:
        """Durable work after the commit; it is stored in this transaction, or not at all. Returns its id."""
        from . import jobs

        return jobs.enqueue(self, job, key=key, **payload)

    def notify(
        self,
        recipients: Any,
        template: str,
        *,
        dedup_key: str | None = None,
        record: Entity | None = None,
        **params: Any,
    ) -> None:
        """Tell people once; part of the open transaction. See app.runtime.notify.send."""
        from . import notify

        notify.send(self, recipients, template, dedup_key=dedup_key, record=record, **params)

    def _records(self) -> Any:
        from . import records

        self._must_be_trusted("write")
        if self.operation.checking:
            raise RuntimeError(
                "A check hook writes nothing; use on_create, on_update or on_transition."
            )
        return records

    def _must_be_trusted(self, verb: str) -> None:
        if not self.trusted:
            raise RuntimeError(
                f"ctx cannot {verb} for {self.actor.username} outside a hook: "
                "channels use app.runtime.records and app.runtime.query, which ask the policy."
            )


def _session_of(sessions: Sessions) -> Session:
    if sessions.writer is not None:
        return sessions.writer
    if sessions.reader is None:
        from . import database

        sessions.reader = database.current().read_session()
        sessions.owned = True
    return sessions.reader


@contextmanager
def system(channel: Channel = "job") -> Iterator[Context]:
    """`with context.system() as ctx:` for commands."""
    with Context.system(channel=channel) as ctx:
        yield ctx
