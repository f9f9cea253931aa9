"""The jobs of an import: each row once whatever dies, stopped and gone on with, forgotten in time, by the rights of now."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import clock, jobs, records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import InvalidState, RuleViolation
from app.runtime.imports import batch, forget, plan, store, work
from app.runtime.imports.tables import (
    CHECKED,
    CHECKING,
    DONE,
    MAPPING,
    RUNNING,
    STOPPED,
    Import,
    ImportMark,
    ImportRow,
)
from app.runtime.privacy import keys, rotation
from app.runtime.system import AuditLog
from app.runtime.writing.transaction import transaction
from tests.sample.models import Article, Keyword, Store
from tests.sample.registry import registry as sample

ROWS = 7
TEXT = "名称,单价\n" + "".join(f"货{n},{n}\n" for n in range(1, ROWS + 1))
MAPPED = plan.Plan("a", 1, {0: "name", 1: "price"})


class Killed(BaseException):
    """What a process does not live to tell."""


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    monkeypatch.setattr(work, "CHUNK", 3)
    monkeypatch.setattr(work, "PAUSE", 0)


@pytest.fixture
def manager(as_user: Any) -> Context:
    made: Context = as_user("manager")
    return made


def checked(ctx: Context, text: str = TEXT, wanted: plan.Plan = MAPPED) -> int:
    id = batch.upload(ctx, Article, text.encode(), "a.csv")
    heads = text.partition("\n")[0].split(",")
    batch.prepare(ctx, id, wanted, heads)
    jobs.run_due()
    assert state(ctx, id).state == CHECKED, state(ctx, id).why
    return id


def state(ctx: Context, id: int) -> Import:
    ctx.session.rollback()
    ctx.session.expire_all()
    return batch.find(ctx, id)


def names(ctx: Context) -> Counter[str]:
    ctx.session.rollback()
    return Counter(ctx.session.scalars(sa.select(Article.name)))


def test_a_run_that_dies_goes_on_and_writes_each_row_once(
    manager: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = checked(manager)
    batch.start(manager, id)
    write, calls = work._write, [0]

    def dies(*arguments: Any, **named: Any) -> Any:
        found = write(*arguments, **named)
        calls[0] += 1
        if calls[0] == 2:
            # Its rows are written, the commit is not reached.
            raise Killed
        return found

    monkeypatch.setattr(work, "_write", dies)
    with pytest.raises(Killed):
        jobs.run_due()
    assert sum(names(manager).values()) == 3
    jobs.run_due(clock.now() + dt.timedelta(hours=1))
    assert state(manager, id).counts == {"created": ROWS}
    assert names(manager) == Counter({f"货{n}": 1 for n in range(1, ROWS + 1)})


def test_the_check_leaves_nothing_of_what_it_tried(manager: Context, database: Database) -> None:
    with database.read_session() as session:
        before = session.scalar(sa.select(sa.func.count()).where(AuditLog.entity == Article.key()))
    checked(manager)
    with database.read_session() as session:
        after = session.scalar(sa.select(sa.func.count()).where(AuditLog.entity == Article.key()))
    assert before == after
    assert not names(manager)


def test_what_was_stopped_is_gone_on_with_where_it_was(manager: Context, ctx: Context) -> None:
    id = checked(manager)
    batch.start(manager, id)
    with transaction(ctx):
        work.run(ctx, jobs.Progress(), batch=id, whole=False)
    batch.stop(manager, id)
    jobs.run_due()
    row = state(manager, id)
    assert (row.state, row.counts) == (STOPPED, {"created": 3})
    batch.start(manager, id)
    jobs.run_due()
    row = state(manager, id)
    assert (row.state, row.counts) == (DONE, {"created": ROWS})
    assert set(names(manager).values()) == {1}


def test_a_check_that_is_stopped_leads_back_to_the_columns(manager: Context, ctx: Context) -> None:
    id = batch.upload(manager, Article, TEXT.encode(), "a.csv")
    batch.prepare(manager, id, MAPPED, ["名称", "单价"])
    work.read(ctx, batch=id)
    assert state(manager, id).state == CHECKING
    batch.stop(manager, id)
    jobs.run_due()
    assert state(manager, id).state == MAPPING
    batch.prepare(manager, id, MAPPED, ["名称", "单价"])
    jobs.run_due()
    assert state(manager, id).counts == {"new": ROWS}


def test_a_file_that_puts_each_of_two_under_the_other_is_told_at_the_second_row(
    manager: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = sample.entity(Store).policy
    grants = {**policy._grants, "import": policy._grants["update"]}
    monkeypatch.setattr(policy, "_grants", grants)
    one, two = (records.create(manager, Store, {"code": c, "name": c}).id for c in ("R1", "R2"))
    text = f"code,above\nR1,#{two}\nR2,#{one}\n"
    id = batch.upload(manager, Store, text.encode(), "a.csv")
    wanted = plan.Plan("a", 1, {0: "code", 1: "above"}, mode=plan.UPDATE, key=("code",))
    batch.prepare(manager, id, wanted, ["code", "above"])
    jobs.run_due()
    assert state(manager, id).counts == {"change": 1, "wrong": 1}
    line = manager.session.scalar(
        sa.select(ImportRow).where(ImportRow.import_id == id, ImportRow.state == "wrong")
    )
    told = store.unseal(line.told, work.place_of(id, line.line))
    assert (line.line, [(column, code) for column, code, _zh, _en in told]) == (3, [(1, "circle")])


def test_two_runs_at_once_are_one(manager: Context) -> None:
    id = checked(manager)
    batch.start(manager, id)
    with pytest.raises(InvalidState):
        batch.start(manager, id)
    with pytest.raises(InvalidState):
        batch.remove(manager, id)
    assert state(manager, id).state == RUNNING


def test_a_column_that_is_not_mapped_is_read_past(manager: Context) -> None:
    assert [entity.key() for entity in batch.open_to(manager)] == ["article"]
    id = checked(manager, "名称,单价,标签\n笔,1,没有\n")
    batch.start(manager, id)
    jobs.run_due()
    assert state(manager, id).counts == {"created": 1}


def test_several_refs_in_one_cell_are_found_by_name(manager: Context, ctx: Context) -> None:
    for name in ("热销", "新品"):
        records.create(ctx, Keyword, {"name": name})
    text = "名称,单价,标签\n笔,1,热销; 新品\n纸,1,热销、没有\n"
    id = checked(manager, text, plan.Plan("a", 1, {0: "name", 1: "price", 2: "keywords"}))
    row = state(manager, id)
    assert row.counts == {"new": 1, "wrong": 1}
    assert batch.problems(manager, row)[0].told[0][2] == "没有找到标签“没有”，或您无权查看"
    batch.start(manager, id)
    jobs.run_due()
    made = manager.session.scalars(sa.select(Article).where(Article.name == "笔")).one()
    assert sorted(one.name for one in made.keywords) == ["新品", "热销"]


def test_a_file_whose_rows_are_too_many_says_so_where_the_columns_are_chosen(
    manager: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.runtime.imports import sheets

    monkeypatch.setattr(sheets, "ROWS", 3)
    id = batch.upload(manager, Article, TEXT.encode(), "a.csv")
    batch.prepare(manager, id, MAPPED, ["名称", "单价"])
    jobs.run_due()
    row = state(manager, id)
    assert row.state == MAPPING
    assert "最多导入 3 行" in (row.why or "")


def test_all_or_none_is_for_a_few_rows_only(
    manager: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "WHOLE", 5)
    id = checked(manager)
    with pytest.raises(RuleViolation):
        batch.start(manager, id, whole=True)
    assert state(manager, id).state == CHECKED


def test_content_is_forgotten_after_a_month_and_the_import_after_a_year(
    manager: Context, ctx: Context, database: Database, data: Path
) -> None:
    id = checked(manager)
    orphan = data / "imports" / store.keep(b"cut off")
    assert len(store.names()) == 2
    _age(database, id, 31)
    forget.forget(ctx)
    with database.read_session() as session:
        assert not session.scalars(sa.select(ImportRow.line)).all()
        assert not session.scalars(sa.select(ImportMark.mark)).all()
    assert state(manager, id).counts == {"new": ROWS}
    assert [file.name for file in store.names()] == [orphan.name]
    _age(database, id, 370)
    forget.forget(ctx)
    with database.read_session() as session:
        assert session.get(Import, id) is None


def _age(database: Database, id: int, days: int) -> None:
    with database.begin() as session:
        session.get_one(Import, id).created_at = clock.now() - dt.timedelta(days=days)


def test_a_person_keeps_a_few_files_only_that_were_never_run(
    manager: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MOST_OPEN", 2)
    for _ in range(2):
        batch.upload(manager, Article, TEXT.encode(), "a.csv")
    with pytest.raises(RuleViolation, match="2 of your imports"):
        batch.upload(manager, Article, TEXT.encode(), "a.csv")
    assert len(store.names()) == 2


def test_what_people_brought_goes_under_a_new_key_with_everything_else(
    manager: Context, ctx: Context, database: Database
) -> None:
    id = checked(manager, "名称,单价\n笔,abc\n")
    before = keys.current()
    keys.use(replace(before, data={"new": bytes(range(32)), **before.data}))
    try:
        places = {place for place, _count in rotation.rotate(ctx)}
        assert {"sys_import.peek", "sys_import_row.cells", "imports"} <= places
        # The old key is gone for good.
        keys.use(replace(before, data={"new": bytes(range(32))}))
        row = state(manager, id)
        assert batch.problems(manager, row)[0].told[0][1] == "abc"
        assert store.content(row.kept) == "名称,单价\n笔,abc\n".encode()
        assert batch.sheets_of(row)[0].name == "a"
        assert list(rotation.rotate(ctx)) == []
    finally:
        keys.use(before)
