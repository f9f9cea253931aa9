"""Search finds what its reader may read, on both databases alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
import sqlalchemy as sa

from app.runtime import clock, records, search
from app.runtime.context import SYSTEM_ACTOR, Actor, Context
from app.runtime.database import Database
from app.runtime.registry import Registry
from app.runtime.system import SearchEntry

TEXTS = {
    "leak": "厨房水管漏水，请尽快处理",
    "lift": "3号楼电梯停运",
    "name": "张三丰要求开发票",
    "mixed": "Router WO2607-00012 无法连接 wifi",
    "english": "Leaking tap in the KITCHEN",
}


@pytest.fixture
def stores(ctx: Context, registry: Registry) -> dict[str, int]:
    store = registry.entity("Store").entity
    return {
        key: records.create(ctx, store, {"code": key, "name": text}).id
        for key, text in TEXTS.items()
    }


def _found(
    database: Database, registry: Registry, typed: str, actor: Actor = SYSTEM_ACTOR
) -> set[int]:
    store = registry.entity("Store").entity
    with database.read_session() as session:
        return set(session.scalars(sa.select(store.id).where(search.match(store, typed, actor))))


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("漏水", ["leak"]),
        ("水管", ["leak"]),
        ("厨房漏水", ["leak"]),
        ("张三", ["name"]),
        ("三丰", ["name"]),
        ("漏", ["leak"]),
        ("电梯 停运", ["lift"]),
        ("电梯 漏水", []),
        ("wo26", ["mixed"]),
        ("WO2607-00012", ["mixed"]),
        ("ｗｉｆｉ", ["mixed"]),
        ("kitchen", ["english"]),
        ("leak", ["english"]),
        ("漏电", []),
        ("", []),
        ("'; drop table store --", []),
        ('" OR "1', []),
        ("*", []),
    ],
)
def test_what_is_typed_finds(
    stores: dict[str, int], database: Database, registry: Registry, typed: str, keys: list[str]
) -> None:
    assert _found(database, registry, typed) == {stores[key] for key in keys}


def test_a_changed_text_is_found_under_its_new_words_only(
    stores: dict[str, int], ctx: Context, database: Database, registry: Registry
) -> None:
    store = registry.entity("Store").entity
    records.update(ctx, store, stores["lift"], {"name": "门禁失灵"})
    assert _found(database, registry, "门禁") == {stores["lift"]}
    assert _found(database, registry, "电梯") == set()


def test_a_deleted_record_is_not_in_the_index(
    stores: dict[str, int], ctx: Context, database: Database, registry: Registry
) -> None:
    records.delete(ctx, registry.entity("Store").entity, stores["leak"])
    with database.read_session() as session:
        left = session.scalars(
            sa.select(SearchEntry.id).where(SearchEntry.record_id == stores["leak"])
        )
        assert list(left) == []


def test_a_write_that_is_undone_leaves_no_words(
    ctx: Context, database: Database, registry: Registry
) -> None:
    with records.dry_run(ctx):
        records.create(ctx, registry.entity("Store").entity, {"code": "x", "name": "幽灵门店"})
    assert _found(database, registry, "幽灵") == set()


@pytest.fixture
def hidden_name(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this test only managers may read a store's name."""
    policy = registry.entity("Store").policy
    monkeypatch.setattr(policy, "_rules", dict(policy._rules))
    policy.restrict_field("name", read=["manager"])


def test_a_field_that_one_may_not_read_is_not_searched(
    hidden_name: None,
    stores: dict[str, int],
    database: Database,
    registry: Registry,
    as_user: Callable[..., Context],
) -> None:
    with as_user("manager") as manager, as_user("clerk") as clerk:
        assert _found(database, registry, "漏水", manager.actor) == {stores["leak"]}
        assert _found(database, registry, "漏水", clerk.actor) == set()


def _words(database: Database, ids: Iterable[int]) -> dict[int, str]:
    with database.read_session() as session:
        rows = session.execute(
            sa.select(SearchEntry.record_id, SearchEntry.words).where(
                SearchEntry.record_id.in_(list(ids))
            )
        )
        return dict(rows.all())


def test_indexing_all_anew_gives_the_same_words(
    stores: dict[str, int], database: Database, registry: Registry
) -> None:
    before = _words(database, stores.values())
    with database.begin() as session:
        session.execute(sa.delete(SearchEntry))
        assert search.index_all(session, registry.entity("Store").entity) == len(stores)
    assert _words(database, stores.values()) == before


def test_the_index_is_used_among_many(database: Database, registry: Registry) -> None:
    store = registry.entity("Store").entity
    stores = [
        {"code": f"c{n}", "name": f"n{n}", "created_at": clock.now(), "updated_at": clock.now()}
        for n in range(5000)
    ]
    rows = [
        {"entity": "store", "record_id": n, "part": "", "words": f"common word{n}"}
        for n in range(5000)
    ]
    with database.begin() as session:
        session.execute(sa.insert(store), stores)
        session.execute(sa.insert(SearchEntry), rows)
        session.execute(sa.text("ANALYZE"))
    statement = sa.select(store.id).where(search.match(store, "word77", SYSTEM_ACTOR))
    sql = str(statement.compile(database.reader, compile_kwargs={"literal_binds": True}))
    explain, sign = (
        ("EXPLAIN QUERY PLAN ", "VIRTUAL TABLE INDEX")
        if database.is_sqlite
        else ("EXPLAIN ", "ix_sys_search_entry_words")
    )
    with database.reader.connect() as connection:
        plan = connection.exec_driver_sql(explain + sql).all()
    assert sign in str(plan), plan
