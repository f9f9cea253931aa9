"""The index follows the schema: what is searched newly is found, what is not any more, or by fewer, is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records, search
from app.runtime.context import Context
from app.runtime.registry import Registry
from app.runtime.system import SearchEntry
from tests import sample

NOW = (Path(sample.__file__).parent / "schema.json").read_text(encoding="utf-8")
Change = Callable[[dict[str, Any]], None]


def before(change: Change) -> str:
    """The published schema of yesterday: the sample, but for what `change` makes of its Store."""
    document = json.loads(NOW)
    change(next(one for one in document["entities"] if one["name"] == "Store"))
    return json.dumps(document)


def not_searched(store: dict[str, Any]) -> None:
    for field in store["fields"]:
        field.pop("search", None)


def hidden(store: dict[str, Any]) -> None:
    store["permissions"].setdefault("fields", []).append({"field": "name", "read": ["nobody"]})


def parts(ctx: Context) -> set[tuple[str, str]]:
    rows = ctx.session.execute(
        sa.select(SearchEntry.part, SearchEntry.words).where(SearchEntry.entity == "store")
    )
    return {(part, words) for part, words in rows}


@pytest.mark.parametrize("change", [not_searched, hidden])
def test_rows_that_are_there_are_indexed_as_the_schema_says_now(
    ctx: Context, registry: Registry, change: Change
) -> None:
    records.create(ctx, registry.entity("Store").entity, {"code": "A1", "name": "河滨"})
    right = parts(ctx)
    assert right
    with records.writing(ctx):
        ctx.session.execute(sa.update(SearchEntry).values(part="name", words="old"))
        assert search.follow(ctx.session, before(change), NOW) == {"store": 1}
    assert parts(ctx) == right


def test_a_schema_that_is_searched_alike_costs_nothing(ctx: Context) -> None:
    relabelled = before(lambda store: store["labels"].update(zh="门市"))
    assert search.follow(ctx.session, relabelled, NOW) == {}
    assert search.follow(ctx.session, None, NOW) == {}
