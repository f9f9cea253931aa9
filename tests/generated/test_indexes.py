"""Behind what a list offers stands an index: SQLite is asked how it would find the rows.

It plans by the indexes alone. PostgreSQL also looks at how much there is: test_a_hundred_thousand.py asks both.
"""

from __future__ import annotations

import pytest

from app.runtime import filters, query
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.registry import EntityEntry
from tests.generated.offers import filters_of, view_of
from tests.support.plans import plans, scans
from tests.support.worlds import World

pytestmark = pytest.mark.sqlite
PAGE = 25


def test_its_usual_order_needs_no_sorting(
    entry: EntityEntry, entity_name: str, world: World, database: Database, ctx: Context
) -> None:
    view = view_of(world, entry)
    usual = view.sort[0].removeprefix("-")
    if usual != "id" and not query.has_order(ctx, entry.entity, usual):
        # By a title elsewhere, or by the place of a choice: what a short list may have.
        assert _is_told_elsewhere(entry, usual), usual
        return
    with plans(database) as seen:
        query.rows(ctx, entry.entity, columns=view.columns, sort=view.sort[:1], limit=PAGE)
    assert seen.sent
    assert seen.sorted_whole(entry.entity.__tablename__) == []


def _is_told_elsewhere(entry: EntityEntry, name: str) -> bool:
    field = entry.entity.fields().get(name)
    return field is None or field.type in ("ref", "enum", "state")


def test_every_filter_that_it_offers_goes_by_an_index(
    entry: EntityEntry, entity_name: str, world: World, database: Database, ctx: Context
) -> None:
    view = view_of(world, entry)
    table = entry.entity.__tablename__
    columns = {next(iter(index.columns)).name for index in entry.entity.__table__.indexes}
    scanned = {}
    for key, value in filters_of(entry, view):
        name, _, operator = key.partition("__")
        if operator:
            # The rows from … to … may lie along the order, too: which is better, the statistics say.
            assert name in columns
            continue
        where = filters.parse(entry.entity, ctx.actor, [(key, value)])
        with plans(database) as seen:
            query.rows(ctx, entry.entity, where=where, sort=view.sort, limit=PAGE)
        if any(scans(plan, table) for plan in seen.told()):
            scanned[key] = seen.told()
    assert scanned == {}
