"""What a plan is bound to: the schema, the migrations to come, and the database. When one differs, it is stale."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import URL

FOLDER = "plans"


@dataclass(frozen=True, slots=True)
class Binding:
    """Digests. `drops` are the tables and columns that may go to the trash although they are not empty."""

    schema: str
    scripts: str
    database: str
    drops: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Says the same of the same schema, migrations, database and confirmed drops."""
        return hashlib.sha256(json.dumps(asdict(self)).encode()).hexdigest()[:12]

    def stale(self, now: Binding) -> list[str]:
        """Which of the three is no longer as it was planned."""
        return [
            name
            for name in ("schema", "scripts", "database")
            if getattr(self, name) != getattr(now, name)
        ]


def binding(
    document: str, scripts: Sequence[str], url: str | URL, drops: Collection[str] = ()
) -> Binding:
    """Of the resolved schema, the texts of the migrations to come, and the database as it is."""
    return Binding(
        schema=_digest(document),
        scripts=_digest(*scripts),
        database=_database(url),
        drops=tuple(sorted(drops)),
    )


def save(found: Binding, folder: Path) -> Path:
    """Into the data folder; a plan is no secret and no part of the project."""
    target = folder / FOLDER / f"{found.id}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(asdict(found), indent=1) + "\n", encoding="utf-8")
    return target


def load(id: str, folder: Path) -> Binding | None:
    """None: there is no plan of that id."""
    path = folder / FOLDER / f"{id}.json"
    if not id.isalnum() or not path.is_file():
        return None
    given = json.loads(path.read_text(encoding="utf-8"))
    return Binding(**(given | {"drops": tuple(given["drops"])}))


def _database(url: str | URL) -> str:
    """Its revision and the structure of its tables, not its rows: those are judged when it is applied."""
    from app.cli import migrations
    from app.runtime.database import Database
    from app.runtime.publication.structure import fingerprint

    if migrations.current(url) is None:
        return "empty"
    database = Database(url)
    try:
        with database.read_session() as session:
            return fingerprint(session.connection())
    finally:
        database.dispose()


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:32]
