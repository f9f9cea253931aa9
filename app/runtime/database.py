"""Engines and sessions. SQLite never says "database is locked": writers queue at BEGIN IMMEDIATE, readers never wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from .expression.functions import install as install_functions
from .viewing import reading_only

CONNECT_SECONDS = 4
WAIT_SECONDS = 30
"""How long a write waits for another one (or for a migration) before it is refused."""
PLAN_ANEW = "plan_anew"
"""An option of statements: PostgreSQL looks at the values each time, and keeps no plan that is good on average."""
REVISION = text("SELECT version_num FROM alembic_version")

_current: list[Database] = []


class Database:
    """One database: `writer` and `reader` engines (of the same connections on PostgreSQL)."""

    def __init__(self, url: str | URL) -> None:
        self.url = _driver(make_url(url))
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if self.url.database and self.url.database != ":memory:":
                Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            self.writer = _sqlite(self.url, begin="BEGIN IMMEDIATE")
            self.reader = _sqlite(self.url, begin="BEGIN")
        else:
            self.writer = _postgresql(self.url, pool_size=10, max_overflow=10)
            # Each statement by itself: a ROLLBACK at the end would throw away what the driver has prepared, and the
            # server would plan a statement of many joins anew for every request.
            self.reader = self.writer.execution_options(isolation_level="AUTOCOMMIT")
        self.revision: str | None = None
        """What the migrations had made of it when this process began to serve; None: nobody asked."""
        self._aside: Engine | None = None
        self._making = threading.Lock()
        self._write = sessionmaker(self.writer, expire_on_commit=False)
        self._read = sessionmaker(self.reader, expire_on_commit=False, autoflush=False)

    def write_session(self) -> Session:
        """A session that writes; the caller commits, rolls back and closes it.

        Raises Forbidden where somebody only looks through another one's eyes, here and wherever else one could write.
        """
        reading_only.refuse()
        return self._write()

    def read_session(self) -> Session:
        """A session that only reads. On PostgreSQL each statement sees what is committed when it is asked."""
        return self._read()

    def snapshot_session(self) -> Session:
        """A session that reads one state of the database, in as many statements and pieces as it takes."""
        if self.is_sqlite:
            return self._read()
        return Session(self.writer.execution_options(isolation_level="REPEATABLE READ"))

    @contextmanager
    def aside(self) -> Iterator[Session]:
        """A short transaction made while a longer one is open (a fast number). Not for SQLite: one writer.

        On connections of its own: when all of the main pool wait here, nobody could ever go on.
        """
        reading_only.refuse()
        with self._making:
            # Two threads that each made one would leave the connections of the first to the collector.
            if self._aside is None:
                self._aside = _postgresql(self.url, pool_size=2, max_overflow=3)
        with Session(self._aside) as session, session.begin():
            yield session

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A short write of the framework itself: commits at the end, undoes on an error.

        Of a request only what may happen once more when the request is sent again (an attempt to log in that is
        counted): it is no reason not to carry it to another process, see app/serving/carried.py.
        """
        reading_only.refuse()
        with self._write() as session, session.begin():
            yield session

    def note_revision(self) -> None:
        """Remember the revision that this process works with: once it is another, nothing is written any more."""
        try:
            self.revision = self._revision()
        except DBAPIError:
            # Away, or not migrated: whoever asks for a page is told.
            self.revision = None

    def is_outdated(self) -> bool:
        """Whether the database was migrated since: the code of this process no longer fits it."""
        if self.revision is None:
            return False
        try:
            return self._revision() != self.revision
        except DBAPIError:
            return False

    def _revision(self) -> str | None:
        with self._read() as session:
            found: str | None = session.scalar(REVISION)
        return found

    @property
    def engines(self) -> tuple[Engine, ...]:
        """Those with connections of their own: what is listened to there hears every statement once."""
        return (self.writer, self.reader) if self.is_sqlite else (self.writer,)

    def dispose(self) -> None:
        """Close every connection; the database stays usable, on new ones."""
        fab_session.remove()
        for engine in self.engines:
            _dispose(engine)
        if self._aside is not None:
            _dispose(self._aside)


def _dispose(engine: Engine) -> None:
    """Close the connections that are free now, and those that a thread still holds when they come back.

    They come back to a pool that nobody asks any more; the collector would find them there, open.
    """
    old = engine.pool
    engine.dispose()
    event.listen(old, "checkin", _close)
    # What came back in between.
    old.dispose()


def _close(_connection: Any, record: Any) -> None:
    record.close()


class _FabSession(Session):
    """A session of AppBuilder's: on the database that is active when it is opened."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**(options | {"bind": current().reader}))


# One for the process: AppBuilder keeps it for good, and the active database may change under it in tests.
fab_session: scoped_session[Session] = scoped_session(sessionmaker(class_=_FabSession))


def activate(database: Database) -> None:
    """Make `database` the one that this process works on."""
    for old in _current:
        if old is not database:
            old.dispose()
    _current[:] = [database]


def current() -> Database:
    """The active database. Raises RuntimeError before `activate`."""
    if not _current:
        raise RuntimeError("No database yet: call database.activate(Database(url)) first.")
    return _current[0]


def _driver(url: URL) -> URL:
    """The driver that we ship, also under the short name that many hosts hand out."""
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _postgresql(url: URL, **pool: int) -> Engine:
    """A connection that was cut is noticed before it is used; a server that is gone, within seconds."""
    given = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
    engine = create_engine(
        url, pool_pre_ping=True, connect_args=given, hide_parameters=True, **pool
    )

    @event.listens_for(engine, "do_execute")
    def _execute(cursor: Any, statement: str, parameters: Any, context: Any) -> bool:
        if not context.execution_options.get(PLAN_ANEW):
            return False
        cursor.execute(statement, parameters, prepare=False)
        return True

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # As on SQLite: whoever waits longer is told, and holds no thread of the server for good.
        connection.autocommit = True
        wait = (f"{WAIT_SECONDS}s",)
        connection.execute("SELECT set_config('lock_timeout', %s, false)", wait)
        connection.autocommit = False

    return engine


def _sqlite(url: URL, *, begin: str) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False},
        # A thread may hold two; one that finds none waits, so there are enough for the web server's and the jobs'.
        pool_size=16,
        max_overflow=32,
        # Values of people have no place in an error text, a log or a failed job.
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # Without this the driver begins by itself, and later than we need.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA cache_size=-32000")
        cursor.close()
        install_functions(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("immediate") else begin)

    return engine
