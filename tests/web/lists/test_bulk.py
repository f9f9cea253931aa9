"""Acts on many rows: rehearsed, confirmed, carried out one by one, each under its own rights; long ones by a job."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from app.runtime import jobs, records
from app.runtime.bulk import runs
from app.runtime.bulk.tables import BulkRun
from app.runtime.context import Context
from app.runtime.system import AuditLog
from tests.web.conftest import Shop
from tests.web.pages import Page, visit


def begin(browser: Any, do: str, ids: list[int] | None, here: str = "", **more: Any) -> Page:
    """The list's bar, pressed."""
    page = visit(browser, f"/sale/list/?{here}")
    bar = page.html.select_one("#bulk")
    assert bar is not None, page.text
    data: dict[str, Any] = {
        box["name"]: box["value"] for box in bar.select("input[type=hidden][name]")
    }
    data |= {"_do": do, **({"_all": "1"} if ids is None else {"_ids": ids}), **more}
    return Page(browser, browser.post("/sale/bulk", data=data))


def results(page: Page) -> dict[str, str]:
    return {row[0]: row[1] for row in page.rows}


def press(page: Page) -> Page:
    """The button that confirms."""
    form = page.html.select_one("form[action$='/go']")
    assert form is not None, page.text
    token = form.select_one("[name=csrf_token]")["value"]
    answer = page.client.post(str(form["action"]), data={"csrf_token": token})
    return Page(page.client, answer).follow()


def levels(ctx: Context) -> list[str | None]:
    from tests.sample.models import Sale

    ctx.session.rollback()
    return list(ctx.session.scalars(select(Sale.level).order_by(Sale.id)))


@pytest.mark.database
def test_many_rows_are_changed_after_a_rehearsal(manager: Any, shop: Shop, ctx: Context) -> None:
    asked = begin(manager, "update", shop.sales)
    assert "3 条记录" in asked.text
    form = asked.send(_fields=["level", "internal_note"])
    assert {box["name"] for box in form.form().select("select, textarea")} == {
        "level",
        "internal_note",
    }
    before = ctx.session.scalar(select(func.count()).select_from(AuditLog))
    checked = form.send(level="high", internal_note="复查").follow()
    assert "3 条可以执行，0 条不可以" in checked.text
    assert levels(ctx) == ["normal"] * 4
    assert ctx.session.scalar(select(func.count()).select_from(AuditLog)) == before
    done = press(checked)
    assert "3 条已完成，0 条未执行" in done.text
    assert levels(ctx) == ["high"] * 3 + ["normal"]
    run = ctx.session.scalars(select(BulkRun)).one()
    # What was written stands in the records and the audit log, not here.
    assert run.act["values"] == {}
    # Sent again it does nothing.
    token = checked.html.select_one("[name=csrf_token]")["value"]
    assert manager.post(f"/sale/bulk/{run.id}/go", data={"csrf_token": token}).status_code == 409


@pytest.mark.database
def test_a_step_is_taken_where_it_can_be_and_the_others_say_why(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    records.update(ctx, Sale, shop.sales[0], {"clerk": shop.clerk})
    records.transition(ctx, Sale, shop.sales[0], "pack")
    checked = begin(manager, "transition:pack", shop.sales).send().follow()
    assert "2 条可以执行，1 条不可以" in checked.text
    first = next(iter(results(checked).values()))
    assert first.startswith("不可")
    assert len(first) > 6
    done = press(checked)
    assert "2 条已完成，1 条未执行" in done.text
    ctx.session.rollback()
    states = ctx.session.scalars(select(Sale.state).where(Sale.id.in_(shop.sales)))
    assert set(states) == {"packing"}


@pytest.mark.database
def test_all_that_the_list_finds_are_those_that_were_counted(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    asked = begin(manager, "delete", None, here=f"store={shop.near}")
    assert "3 条记录" in asked.text
    records.create(ctx, Sale, {"store": shop.near, "summary": "新来的"})
    again = asked.send()
    assert again.status == 422
    assert "记录数已有变化" in again.text
    assert "4 条记录" in again.text
    done = press(again.send().follow())
    assert "4 条已完成" in done.text
    ctx.session.rollback()
    left = ctx.session.scalars(select(Sale.id).where(Sale.deleted_at.is_(None))).all()
    assert left == [shop.far_sale]


@pytest.mark.database
def test_what_somebody_changed_meanwhile_is_left_alone(
    manager: Any, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Sale

    form = begin(manager, "update", shop.sales).send(_fields=["level"])
    checked = form.send(level="high").follow()
    records.update(ctx, Sale, shop.sales[1], {"summary": "改过了"})
    done = press(checked)
    assert "2 条已完成，1 条未执行" in done.text
    assert "记录已被他人修改" in done.text
    assert levels(ctx)[1] == "normal"


@pytest.mark.database
def test_rows_of_others_are_not_touched_and_not_told(clerk: Any, shop: Shop, ctx: Context) -> None:
    asked = begin(clerk, "update", [*shop.sales, shop.far_sale])
    assert "3 条记录" in asked.text
    checked = asked.send(_fields=["level"]).send(level="high").follow()
    press(checked)
    assert levels(ctx) == ["high"] * 3 + ["normal"]


def test_only_what_ones_roles_may_do_is_offered_and_done(
    clerk: Any, login: Any, manager: Any, shop: Shop
) -> None:
    def offered(browser: Any, path: str) -> list[str]:
        options = visit(browser, f"/{path}/list/").html.select("#bulk-do option")
        return [str(option["value"]) for option in options]

    assert "delete" in offered(manager, "sale")
    assert "update" in offered(clerk, "sale")
    assert "delete" not in offered(clerk, "sale")
    auditor = login("auditor")
    assert offered(auditor, "article") == []
    token = visit(clerk, "/sale/list/").html.select_one("#bulk [name=csrf_token]")["value"]
    sent = {"csrf_token": token, "_do": "delete", "_ids": shop.sales, "_send": "1"}
    assert clerk.post("/sale/bulk", data=sent).status_code == 400
    # A field that he may not write is not on the form, and is refused when it is sent all the same.
    fields = begin(clerk, "update", shop.sales)
    names = {box["value"] for box in fields.html.select("[name=_fields]")}
    assert "level" in names
    token = visit(clerk, "/article/list/").html.select_one("#bulk [name=csrf_token]")["value"]
    sent = {"csrf_token": token, "_do": "update", "_ids": shop.articles, "_fields": "cost"}
    page = Page(clerk, clerk.post("/article/bulk", data={**sent, "_send": "1", "cost": "1"}))
    assert page.html.select_one("[name=cost]") is None
    assert not [box for box in page.html.select("[name=_fields]") if box["value"] == "cost"]


def test_a_run_is_its_owners_alone(manager: Any, clerk: Any, shop: Shop) -> None:
    form = begin(manager, "update", shop.sales).send(_fields=["level"])
    page = form.send(level="high")
    address = page.response.location
    assert visit(manager, address).status == 200
    assert visit(clerk, address).status == 404
    token = visit(clerk, "/sale/list/").html.select_one("#bulk [name=csrf_token]")["value"]
    assert clerk.post(f"{address}/go", data={"csrf_token": token}).status_code == 404
    assert visit(manager, address.replace("sale", "article")).status == 404


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"_do": "update", "_ids": []}, "请先勾选记录"),
        ({"_do": "update", "_ids": list(range(1, 1100))}, "一次最多 1000 条"),
    ],
)
def test_a_choice_that_is_none_is_said(
    manager: Any, shop: Shop, more: dict[str, Any], said: str
) -> None:
    page = begin(manager, more["_do"], more["_ids"])
    assert page.status == 422
    assert said in page.text


def test_a_value_that_cannot_be_read_stays_in_its_box(manager: Any, shop: Shop) -> None:
    form = begin(manager, "update", shop.sales).send(_fields=["promised_at", "level"])
    page = form.send(promised_at="bald", level="high")
    assert page.status == 422
    assert "promised_at" in page.errors()
    assert page.html.select_one("[name=promised_at]")["value"] == "bald"
    assert page.html.select_one("[name=level] option[selected]")["value"] == "high"


@pytest.fixture
def many(ctx: Context, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Thirty sales, where ten are more than a person waits for, done eight at a time."""
    from tests.sample.models import Sale

    monkeypatch.setattr(runs, "AT_ONCE", 10)
    monkeypatch.setattr(runs, "CHUNK", 8)
    with records.writing(ctx):
        return [
            records.create(ctx, Sale, {"store": shop.near, "summary": f"单{n}"}).id
            for n in range(30)
        ]


@pytest.mark.database
def test_long_work_is_a_jobs_and_goes_on_where_a_process_died(
    manager: Any, many: list[int], ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = begin(manager, "update", many).send(_fields=["level"])
    page = form.send(level="high").follow()
    assert "0 / 30" in page.text
    jobs.run_due()
    checked = visit(manager, page.response.request.path)
    assert "30 条可以执行" in checked.text
    running = press(checked)
    assert "0 / 30" in running.text

    real, chunks = runs._chunk, []

    class Died(BaseException):
        """As a process that is killed."""

    def dying(own: Context, id: int) -> bool:
        if len(chunks) == 2:
            raise Died
        chunks.append(id)
        return real(own, id)

    monkeypatch.setattr(runs, "_chunk", dying)
    with pytest.raises(Died):
        runs._work(ctx, run=1, person=_owner(ctx), language="zh")
    assert "16 / 30" in visit(manager, page.response.request.path).text
    monkeypatch.setattr(runs, "_chunk", real)
    jobs.run_due()
    done = visit(manager, page.response.request.path)
    assert "30 条已完成，0 条未执行" in done.text
    assert levels(ctx)[4:] == ["high"] * 30
    changed = select(func.count()).select_from(AuditLog).where(AuditLog.action == "update")
    assert ctx.session.scalar(changed.where(AuditLog.record_id.in_(many))) == 30


def _owner(ctx: Context) -> int:
    ctx.session.rollback()
    return int(ctx.session.scalars(select(BulkRun.owner_id)).one())


@pytest.mark.database
def test_what_was_stopped_goes_no_further(manager: Any, many: list[int], ctx: Context) -> None:
    form = begin(manager, "update", many).send(_fields=["level"])
    page = form.send(level="high").follow()
    stop = page.html.select_one("form[action$='/stop']")
    token = stop.select_one("[name=csrf_token]")["value"]
    manager.post(str(stop["action"]), data={"csrf_token": token})
    jobs.run_due()
    assert "已停止，完成 0 / 30" in visit(manager, page.response.request.path).text
    assert set(levels(ctx)) == {"normal"}


def test_a_rehearsal_costs_no_statement_more_for_what_is_not_shown(
    manager: Any, shop: Shop, statements: Any
) -> None:
    form = begin(manager, "update", shop.sales).send(_fields=["level"])
    address = form.send(level="high").response.location
    with statements() as seen:
        visit(manager, address)
    assert len(seen) <= 5


def test_results_are_forgotten_after_a_week(
    manager: Any, shop: Shop, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = begin(manager, "update", shop.sales).send(_fields=["level"])
    address = form.send(level="high").response.location
    with records.writing(ctx):
        runs.forget(ctx)
    assert visit(manager, address).status == 200
    monkeypatch.setattr(runs, "KEPT", -runs.KEPT)
    with records.writing(ctx):
        runs.forget(ctx)
    assert visit(manager, address).status == 404
