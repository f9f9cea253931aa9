"""Rows of every entity that differ in whatever a scope can ask: whose, where, in which state."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.runtime import clock
from app.runtime.audit import seal
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.registry import EntityEntry, Registry
from app.runtime.system import Attachment, Job, Notification
from app.runtime.webhooks.tables import Webhook, WebhookDelivery
from tests.permissions import hand_written
from tests.permissions.oracle import Oracle
from tests.support.maker import Maker
from tests.support.people import People
from tests.support.worlds import World

SCHEMAS = {
    "sample": Path("tests/sample/schema.json"),
    "application": Path("app/generated/schema.json"),
}
ROWS = 4
CONTENT = b"%PDF-1.4 one page of the town"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
FILES = ("file", "files", "image", "images", "signature")
SECRET_TEXTS = ("id_no", "bank_account")
"""Types whose values are long enough to be looked for in an answer."""
PATHS = ("/1/", "/1/2/", "/3/", None)


@dataclass
class Town:
    """`one` and `two` have records of their own; `stranger` has none."""

    one: int
    two: int
    stranger: int
    oracle: Oracle
    registry: Registry
    database: Database
    ids: Mapping[str, list[int]] = field(default_factory=dict)
    name: str = ""
    """Of the world."""
    files: Mapping[tuple[str, int, str], int] = field(default_factory=dict)
    """(entity, id, field) → attachment."""
    secrets: Mapping[tuple[str, int, str], str] = field(default_factory=dict)
    """(entity, id, field) → a sensitive value as it was given."""
    loose: int = 0
    """An upload of `one` that no record has taken."""
    job: int = 0
    """A job that `one` asked for."""
    message: int = 0
    """A message to `one`."""
    webhook: int = 0
    """A webhook of `one`, and what it was told last."""
    delivery: int = 0

    @property
    def told(self) -> dict[str, Any]:
        """What only its builder knows, as plain values."""
        names = ("one", "two", "stranger", "ids", "files", "secrets", "loose", "job", "message", "webhook", "delivery")  # fmt: skip
        return {name: getattr(self, name) for name in names}

    @property
    def plain(self) -> set[str]:
        """Every sensitive value of the town."""
        return set(self.secrets.values())

    def is_there(self, name: str, id: int) -> bool:
        with self.database.read_session() as session:
            found = session.get(self.registry.entity(name).entity, id)
            return found is not None and found.deleted_at is None

    @property
    def persons(self) -> tuple[int, int, int]:
        return (self.one, self.two, self.stranger)

    def entry(self, name: str) -> EntityEntry:
        return self.registry.entity(name)


def build(
    world: World,
    registry: Registry,
    database: Database,
    people: People,
    *,
    rows: int = ROWS,
    seed: int = 1,
) -> Town:
    """Records from the maker, then mixed at random: refs, states, yes and no, days, paths."""
    chance = random.Random(seed)
    one, two, stranger = (people.user(username=f"person{n}") for n in (1, 2, 3))
    with Context.system() as ctx:
        maker = Maker(ctx, registry, people)
        ids: dict[str, list[int]] = {}
        secrets: dict[tuple[str, int, str], str] = {}
        for entry in registry.entities():
            name = entry.entity.meta.name
            ids[name] = []
            for _ in range(rows):
                texts = _secret_texts(entry)
                ids[name].append(int(maker.make(name, **texts).id))
                secrets |= {(name, ids[name][-1], one): text for one, text in texts.items()}
    with database.begin() as session:
        files = _attach(session, registry, ids)
        loose = _attachment(session, one)
        job, told = _things_of(session, one)
        hook, delivery = _webhook_of(session, one)
        for entry in registry.entities():
            _mix(session, entry, ids, (one, two, None), chance)
        for value in registry.users:
            _give(session, registry, value, ids, (one, two))
    seal.seal()
    return found(world, registry, database, {
        "one": one, "two": two, "stranger": stranger, "ids": ids, "files": files, "secrets": secrets,
        "loose": loose, "job": job, "message": told, "webhook": hook, "delivery": delivery,
    })  # fmt: skip


def found(world: World, registry: Registry, database: Database, told: Mapping[str, Any]) -> Town:
    """The town that stands in this database; `told`: `Town.told` of whoever built it."""
    oracle = Oracle.of(_schema_of(world), dump(registry, database), hand_written.SCOPES)
    return Town(oracle=oracle, registry=registry, database=database, name=world.name, **told)


def _secret_texts(entry: EntityEntry) -> dict[str, str]:
    """Field → a value that occurs nowhere else, for every sensitive text."""
    return {
        name: f"{'E' if one.type == 'id_no' else ''}{next(_numbers):08d}"
        for name, one in entry.entity.fields().items()
        if one.type in SECRET_TEXTS and one.is_sensitive
    }


_numbers = itertools.count(77_000_001)


def _attach(
    session: Any, registry: Registry, ids: Mapping[str, list[int]]
) -> dict[tuple[str, int, str], int]:
    """A file in every field that holds files."""
    return {
        (entry.entity.meta.name, id, name): _attachment(session, None, entry.entity.key(), id, name)
        for entry in registry.entities()
        for name, one in entry.entity.fields().items()
        if one.type in FILES
        for id in ids[entry.entity.meta.name]
    }


def _attachment(session: Any, maker: int | None, *owner: Any) -> int:
    entity, id, name = owner or (None, None, None)
    row = Attachment(
        sha256=DIGEST, name="page.pdf", mime="application/pdf", size=len(CONTENT),
        entity=entity, record_id=id, field=name, created_at=clock.now(), created_by_id=maker,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return int(row.id)


def _things_of(session: Any, person: int) -> tuple[int, int]:
    """A job and a message of this person."""
    now = clock.now()
    job = Job(
        name="no such work", payload={}, actor_id=person, state="waiting", attempts=0,
        created_at=now, run_at=now + dt.timedelta(days=400),
    )  # fmt: skip
    told = Notification(
        recipient_id=person, template="nothing", params={}, dedup_key="town", created_at=now
    )
    session.add_all([job, told])
    session.flush()
    return int(job.id), int(told.id)


def _webhook_of(session: Any, person: int) -> tuple[int, int]:
    """A paused webhook of this person, with a message that was sent."""
    now = clock.now()
    hook = Webhook(
        user_id=person, name="stock", url="https://example.com/hooks", events=["store.*"],
        state="paused", cursor="0", created_at=now,
    )  # fmt: skip
    session.add(hook)
    session.flush()
    delivery = WebhookDelivery(
        webhook_id=hook.id, message_id="msg_0", event="ping", at=now, state="sent", attempts=1,
        next_at=now, created_at=now, finished_at=now,
    )  # fmt: skip
    session.add(delivery)
    session.flush()
    return int(hook.id), int(delivery.id)


def _schema_of(world: World) -> Path:
    if world.name in SCHEMAS:
        return SCHEMAS[world.name]
    return Path(str(import_module(world.package).__file__)).parent / "schema.json"


def _mix(
    session: Any,
    entry: EntityEntry,
    ids: Mapping[str, list[int]],
    creators: tuple[int | None, ...],
    chance: random.Random,
) -> None:
    table: Any = entry.entity.__table__
    unique = {c.name for index in table.indexes if index.unique for c in index.columns}
    today = clock.today()
    for id in ids[entry.entity.meta.name]:
        values: dict[str, Any] = {"created_by_id": chance.choice(creators)}
        for name, one in entry.entity.fields().items():
            column = table.c.get(f"{name}_id" if one.type == "ref" else name)
            if column is None or column.name in unique or one.unique:
                continue
            choices: list[Any] = []
            if one.type == "ref" and one.to in ids:
                choices = list(ids[str(one.to)])
            elif one.type == "bool":
                choices = [True, False]
            elif one.type == "enum" and one.enum is not None:
                choices = list(one.enum.names)
            elif one.type == "state" and entry.workflow is not None:
                choices = list(entry.workflow.states)
            elif one.type == "date" and column.nullable:
                choices = [today + dt.timedelta(days=days) for days in (-400, -20, 20)]
            elif name == "path":
                choices = [path for path in PATHS if path]
            if choices and column.nullable and one.type != "state":
                choices.append(None)
            if choices:
                values[column.name] = chance.choice(choices)
        session.execute(sa.update(table).where(table.c.id == id).values(**values))


def _give(
    session: Any,
    registry: Registry,
    value: Any,
    ids: Mapping[str, list[int]],
    persons: tuple[int, int],
) -> None:
    """The first rows behind `user.x` belong to the two."""
    name, ref = (value.through, value.user_field) if value.through else (value.to, value.by)
    table: Any = registry.entity(name).entity.__table__
    for place, id in enumerate(ids[name]):
        # A link may be one of several; of records with a login there is one for each person.
        if value.through or place < len(persons):
            owner = persons[place % 2]
            session.execute(sa.update(table).where(table.c.id == id).values({f"{ref}_id": owner}))


def dump(registry: Registry, database: Database) -> dict[str, dict[int, dict[str, Any]]]:
    """Every live row of every entity as a dict of fields; a ref is an id."""
    found: dict[str, dict[int, dict[str, Any]]] = {}
    with database.read_session() as session:
        for entry in registry.entities():
            table: Any = entry.entity.__table__
            rows = session.execute(sa.select(table).where(table.c.deleted_at.is_(None))).mappings()
            found[entry.entity.meta.name] = {
                row["id"]: {column.removesuffix("_id"): row[column] for column in row}
                | {"id": row["id"]}
                for row in rows
            }
    return found
