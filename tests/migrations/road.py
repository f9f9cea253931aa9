"""A road of migrations in a folder of its own, from hand-built plans, on a database of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.cli import migrations
from generator.migration import migration
from generator.plan import Plan

REPOSITORY = Path(__file__).parents[2]


def folder_with_framework(folder: Path) -> Path:
    """A migrations folder that holds the framework's tables only."""
    (folder / "versions").mkdir(parents=True)
    shutil.copy(REPOSITORY / "migrations" / "env.py", folder)
    framework = REPOSITORY / "migrations" / "versions" / "0001_framework.py"
    shutil.copy(framework, folder / "versions")
    return folder


def later_framework(folder: Path, *, after: int) -> None:
    """What the framework's tables became since, behind revision `after` of the folder."""
    for number, file in enumerate(migrations.of_framework()[1:], start=after):
        name, text = migrations.renumbered(file, after=number)
        (folder / "versions" / name).write_text(text, encoding="utf-8")


@dataclass
class Road:
    """Plans published one after the other; each becomes a migration and is applied."""

    folder: Path
    url: str
    plan: Plan | None = None
    count: int = 1
    texts: list[str] = field(default_factory=list)

    def publish(self, plan: Plan) -> str | None:
        """The text of the migration that led here; None when none was needed."""
        text = self.write(plan)
        migrations.upgrade(self.url, folder=self.folder)
        return text

    def write(self, plan: Plan) -> str | None:
        """The same without applying it."""
        before = f"{self.count:04}"
        after = f"{self.count + 1:04}"
        made = migration(self.plan, plan, revision=after, down_revision=before)
        self.plan = plan
        if made is None:
            return None
        self.count += 1
        (self.folder / "versions" / made.name).write_text(made.text, encoding="utf-8")
        self.texts.append(made.text)
        return made.text

    def back(self, steps: int = 1) -> None:
        migrations.downgrade(self.url, f"-{steps}", folder=self.folder)

    def forth(self) -> None:
        migrations.upgrade(self.url, folder=self.folder)

    def run(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """One SQL statement, committed; the rows that it gives."""
        with self._engine().begin() as connection:
            result = connection.execute(sa.text(statement), values)
            return [tuple(row) for row in result] if result.returns_rows else []

    def insert(self, table: str, **values: Any) -> int:
        """A live row with the system columns filled in; its id."""
        given = {"version": 1, "created_at": MOMENT, "updated_at": MOMENT} | values
        names = ", ".join(f'"{name}"' for name in given)
        holes = ", ".join(f":{name}" for name in given)
        found = self.run(f'INSERT INTO "{table}" ({names}) VALUES ({holes}) RETURNING id', **given)
        return int(found[0][0])

    def column(self, table: str, name: str) -> list[Any]:
        """All values of a column, by id."""
        return [row[0] for row in self.run(f'SELECT "{name}" FROM "{table}" ORDER BY id')]

    def ids(self, table: str, condition: sa.ColumnElement[bool]) -> list[int]:
        """Rows that meet a condition of typed columns, as the application asks for them."""
        wanted = sa.select(sa.column("id")).select_from(sa.table(table)).where(condition)
        with self.reading() as connection:
            return sorted(connection.scalars(wanted))

    def reading(self) -> sa.Connection:
        """A connection for a `with` statement."""
        return self._engine().connect()

    def shape(self) -> dict[str, Any]:
        """Tables, columns, keys and indexes, without what is in the trash and the framework."""
        inspector = sa.inspect(self._engine())
        return {
            table: _table_shape(inspector, table)
            for table in sorted(inspector.get_table_names())
            if not table.startswith(("ab_", "sys_", "_trash_", "alembic_"))
        }

    def _engine(self) -> sa.Engine:
        return sa.create_engine(driven(self.url), poolclass=sa.NullPool)


def driven(url: str) -> sa.URL:
    """With the driver that is installed."""
    made = sa.make_url(url)
    return made.set(drivername="postgresql+psycopg") if made.drivername == "postgresql" else made


MOMENT = "2026-01-05 08:00:00+00:00"


def _table_shape(inspector: sa.Inspector, table: str) -> dict[str, Any]:
    columns = inspector.get_columns(table)
    keys = inspector.get_foreign_keys(table)
    indexes = inspector.get_indexes(table)
    return {
        "columns": {
            column["name"]: (str(column["type"]), column["nullable"])
            for column in columns
            if not column["name"].startswith("_trash_")
        },
        "keys": sorted(
            (key["name"], key["constrained_columns"], key["referred_table"]) for key in keys
        ),
        "indexes": sorted(
            (index["name"], index["column_names"], bool(index["unique"])) for index in indexes
        ),
        # SQLite keeps the key's name when a table is renamed, and never uses it.
        "primary key": inspector.dialect.name == "sqlite"
        or inspector.get_pk_constraint(table)["name"],
    }


MakeRoad = Callable[[], Road]
