"""One typed text finds records of all entities: what is called so first, the newest next, few statements."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from app.runtime import records
from app.runtime.context import Context
from app.runtime.registry import Registry
from app.runtime.search import everywhere as module
from app.runtime.search.everywhere import MOST_COUNTED, Group, everywhere
from tests.sample.models import Article, Buyer, Clerk, Sale, Store, StoreRole
from tests.support.people import People

Heard = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def town(ctx: Context, registry: Registry) -> dict[str, int]:
    with records.writing(ctx):
        near = records.create(ctx, Store, {"code": "N", "name": "台灯店"}).id
        far = records.create(ctx, Store, {"code": "F", "name": "远店"}).id
        buyer = records.create(ctx, Buyer, {"name": "王小明", "card": "11010519491231002X"}).id
        article = records.create(ctx, Article, {"name": "台灯", "price": "5"}).id
        records.create(ctx, Clerk, {"name": "台灯侠", "store": near})
        first = records.create(ctx, Sale, {"store": near, "buyer": buyer, "summary": "三盏台灯"}).id
        second = records.create(ctx, Sale, {"store": far, "summary": "一盏台灯"}).id
    return {"near": near, "buyer": buyer, "article": article, "first": first, "second": second}


def found(ctx: Context, typed: str, registry: Registry) -> dict[str, list[int]]:
    groups = everywhere(ctx, typed, [entry.entity for entry in registry.entities()])
    return {group.entity.key(): [row["id"] for row in group.rows] for group in groups}


def test_a_word_finds_records_of_every_entity_and_the_newest_first(
    town: dict[str, int], ctx: Context, registry: Registry
) -> None:
    everything = found(ctx, "台灯", registry)
    assert everything["sale"] == [town["second"], town["first"]]
    assert everything["store"] == [town["near"]]
    assert {"article", "clerk"} <= set(everything)


def test_what_is_called_exactly_so_comes_first(
    town: dict[str, int], ctx: Context, registry: Registry
) -> None:
    groups = everywhere(ctx, "台灯", [entry.entity for entry in registry.entities()])
    assert groups[0].entity is Article
    assert [group.is_exact for group in groups].count(True) == 1


def test_a_number_leads_to_its_record(
    town: dict[str, int], ctx: Context, registry: Registry
) -> None:
    number = ctx.get(Sale, town["first"]).sale_no
    group = everywhere(ctx, number.lower(), [entry.entity for entry in registry.entities()])[0]
    # Every store counts apart: two sales have this number.
    assert (group.entity, group.is_exact) == (Sale, True)
    assert [row["id"] for row in group.rows] == [town["second"], town["first"]]


def test_everybody_finds_only_what_he_may_see(
    town: dict[str, int],
    ctx: Context,
    registry: Registry,
    people: People,
    as_user: Callable[..., Context],
) -> None:
    user = people.user("clerk")
    records.create(ctx, StoreRole, {"user": user, "store": town["near"]})
    with Context.for_user(user) as clerk, as_user("buyer") as buyer, as_user() as nobody:
        assert found(clerk, "台灯", registry)["sale"] == [town["first"]]
        assert "sale" not in found(buyer, "台灯", registry)
        assert found(nobody, "台灯", registry) == {}


def test_a_sensitive_value_leads_whoever_may_read_it_to_its_record(
    town: dict[str, int], registry: Registry, as_user: Callable[..., Context]
) -> None:
    with as_user("manager") as manager, as_user("auditor") as auditor:
        assert found(manager, "11010519491231002x", registry)["buyer"] == [town["buyer"]]
        assert found(auditor, "11010519491231002x", registry) == {}


def test_a_group_counts_up_to_fifty(ctx: Context, registry: Registry) -> None:
    with records.writing(ctx):
        for number in range(MOST_COUNTED + 5):
            records.create(ctx, Store, {"code": str(number), "name": f"分店 {number}"})
    (group,) = _of(ctx, registry, "分店")
    assert (group.count, len(group.rows)) == (MOST_COUNTED + 1, module.EACH)


def _of(ctx: Context, registry: Registry, typed: str) -> list[Group]:
    return everywhere(ctx, typed, [entry.entity for entry in registry.entities()])


def test_a_word_that_is_nearly_everywhere_hides_no_group(
    town: dict[str, int], ctx: Context, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = found(ctx, "台灯", registry)
    monkeypatch.setattr(module, "MOST_ENTRIES", 1)
    assert found(ctx, "台灯", registry) == before


def test_it_costs_two_statements_and_one_for_each_group_shown(
    town: dict[str, int], ctx: Context, registry: Registry, statements: Heard
) -> None:
    everything = [entry.entity for entry in registry.entities()]
    with statements() as few:
        groups = everywhere(ctx, "台灯", everything)
    with records.writing(ctx):
        for number in range(30):
            records.create(ctx, Sale, {"store": town["near"], "summary": f"台灯 {number}"})
    with statements() as many:
        assert len(everywhere(ctx, "台灯", everything)) == len(groups)
    assert len(few) == len(many) == 2 + len(groups)
    with statements() as least:
        assert len(everywhere(ctx, "台灯", everything, groups=1)) == 1
    assert len(least) == 3


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "'; drop table sale --", '"*', "没有这个"])
def test_what_finds_nothing_is_no_error(
    town: dict[str, int], ctx: Context, registry: Registry, typed: str
) -> None:
    assert found(ctx, typed, registry) == {}
