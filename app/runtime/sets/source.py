"""Where the rows of a set come from: given ones, or those of a SELECT, of which never more than a part is in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Integer, MetaData, Select, Table, insert, select

from .run import CHUNK, Run


def rows(run: Run, what: Any) -> Iterator[Mapping[str, Any]]:
    """The rows one by one. A SELECT does not see what is written while it is read."""
    if not isinstance(what, Select):
        given: Iterable[Mapping[str, Any]] = what
        yield from given
    elif run.session.get_bind().dialect.name == "postgresql":
        # A cursor there keeps to the moment when it was opened.
        with run.session.execute(what, execution_options={"yield_per": CHUNK}) as found:
            yield from map(dict, found.mappings())
    else:
        yield from _set_aside(run, what)


def _set_aside(run: Run, statement: Select[Any]) -> Iterator[Mapping[str, Any]]:
    """SQLite would meet the rows that the set itself writes: what it finds is put into a table of its own first."""
    session = run.session
    columns = [Column(column.name, column.type) for column in statement.selected_columns]
    place = Column("_place", Integer, primary_key=True)
    aside = Table(f"_set_{run.run}", MetaData(), place, *columns, prefixes=["TEMPORARY"])
    aside.create(session.connection())
    session.execute(insert(aside).from_select([column.name for column in columns], statement))
    last = 0
    while True:
        part = (
            session.execute(select(aside).where(place > last).order_by(place).limit(CHUNK))
            .mappings()
            .all()
        )
        for row in part:
            yield {column.name: row[column.name] for column in columns}
        if len(part) < CHUNK:
            break
        last = part[-1]["_place"]
    # After an error it is undone with everything else.
    aside.drop(session.connection())
