"""Importing on pages: a file, its columns, the check, the run, what was refused, taking it back."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.imports import batch
from app.runtime.imports.tables import Import, ImportRow
from app.runtime.system import AuditLog, Job
from tests.sample.models import Article
from tests.web.conftest import Shop
from tests.web.imports.importing import mapped, press, push, token
from tests.web.pages import Page, visit

GOOD = "名称,单价,库存,在售\n酱油,¥12.50,30,是\n米醋,８.００,12,否\n"


@pytest.fixture
def bring(manager: FlaskClient) -> Callable[..., Page]:
    """`bring("a,b\\n1,2")`: the page after a file was sent."""

    def send(text: str | bytes, name: str = "articles.csv", *, of: str = "article") -> Page:
        content = text.encode() if isinstance(text, str) else text
        return visit(manager, f"/imports/new/{of}").send(file=(io.BytesIO(content), name))

    return send


def names(ctx: Context) -> set[str]:
    ctx.session.rollback()
    return set(ctx.session.scalars(sa.select(Article.name).where(Article.deleted_at.is_(None))))


def tiles(page: Page) -> list[str]:
    return [" ".join(one.get_text(" ").split()) for one in page.html.select(".tiles li")]


def test_a_file_becomes_records_after_a_check_that_writes_nothing(
    bring: Callable[..., Page], shop: Shop, ctx: Context
) -> None:
    before = names(ctx)
    page = bring(GOOD).follow()
    chosen = [str(one["value"]) for one in page.html.select("tbody select option[selected]")]
    assert chosen == ["name", "price", "stock", "active"]
    checked = mapped(bring(GOOD))
    assert tiles(checked) == ["2 将新建"]
    assert names(ctx) == before
    done = press(checked, "/run")
    assert tiles(done) == ["2 已新建"]
    assert names(ctx) == before | {"酱油", "米醋"}
    soy = ctx.session.scalars(sa.select(Article).where(Article.name == "酱油")).one()
    assert (str(soy.price), soy.stock, soy.active) == ("12.50", 30, True)
    assert soy.created_by_id is not None


def test_what_is_wrong_is_told_by_row_and_column_and_the_good_rows_go_in(
    bring: Callable[..., Page], shop: Shop, ctx: Context
) -> None:
    page = mapped(bring("名称,单价,库存\n酱油,abc,3\n米醋,8,-1\n,5,5\n白糖,6,7\n"))
    assert tiles(page) == ["1 将新建", "3 有问题"]
    assert [row[:3] for row in page.rows] == [
        ["2", "单价", "abc"],
        ["3", "库存", "-1"],
        ["4", "名称", "—"],
    ]
    press(page, "/run")
    assert "白糖" in names(ctx)
    assert "酱油" not in names(ctx)


def test_all_rows_or_none_writes_nothing_when_one_is_refused(
    bring: Callable[..., Page], shop: Shop, ctx: Context
) -> None:
    before = names(ctx)
    page = press(mapped(bring("名称,单价\n酱油,abc\n白糖,6\n")), "/run", whole="1")
    assert "没有写入任何内容" in page.text
    assert names(ctx) == before
    page = press(mapped(bring("名称,单价\n酱油,5\n白糖,6\n")), "/run", whole="1")
    assert tiles(page) == ["2 已新建"]


def test_the_workbook_of_refused_rows_comes_back_as_it_is_once_corrected(
    bring: Callable[..., Page], manager: FlaskClient, shop: Shop, ctx: Context
) -> None:
    page = mapped(bring("名称,单价,货号\n酱油,abc,0071\n白糖,6,2\n"))
    press(page, "/run")
    link = next(url for url in page.links() if url.endswith("/refused"))
    book = openpyxl.load_workbook(io.BytesIO(manager.get(link).data))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["名称", "单价", "货号", "导入问题"]
    assert [cell.value for cell in sheet[2]] == ["酱油", "abc", "0071", "单价：应为数字"]
    assert sheet.max_row == 2
    assert sheet["B2"].comment is not None
    assert sheet["B2"].comment.text == "应为数字"
    sheet["B2"] = 12
    out = io.BytesIO()
    book.save(out)
    again = mapped(bring(out.getvalue(), "again.xlsx"))
    assert tiles(again) == ["1 将新建"]
    press(again, "/run")
    assert {"酱油", "白糖"} <= names(ctx)


def test_the_same_file_again_is_noticed(bring: Callable[..., Page], shop: Shop) -> None:
    press(mapped(bring(GOOD)), "/run")
    assert "导入过" in bring(GOOD).follow().text
    assert "导入过" not in bring(GOOD + "盐,2,1,是\n").follow().text


@pytest.mark.database
def test_two_rows_that_name_one_record_are_told(bring: Callable[..., Page], shop: Shop) -> None:
    page = mapped(
        bring(f"ID,单价\n{shop.articles[0]},5\n#{shop.articles[0]},6\n"), mode="update", key="id"
    )
    assert tiles(page) == ["1 将修改", "1 有问题"]
    assert "与第 2 行重复" in page.text


def test_an_import_is_run_once_however_often_the_button_is_pressed(
    bring: Callable[..., Page], manager: FlaskClient, shop: Shop, ctx: Context
) -> None:
    checked = mapped(bring(GOOD))
    for _ in range(2):
        assert push(checked, "/run").status == 302
    jobs.run_due()
    made = ctx.session.scalars(sa.select(Article.id).where(Article.name == "酱油")).all()
    assert len(made) == 1


@pytest.mark.database
def test_an_import_is_taken_back_but_for_what_somebody_changed_since(
    bring: Callable[..., Page], as_user: Any, shop: Shop, ctx: Context
) -> None:
    rice, oil = shop.articles
    text = f"ID,名称,单价,库存\n{rice},大米,50,5\n{oil},菜油,60,6\n,酱油,7,7\n,米醋,8,8\n"
    page = press(mapped(bring(text), mode="upsert", key="id"), "/run")
    assert tiles(page) == ["2 已新建", "2 已修改"]
    other = as_user("manager")
    vinegar = ctx.session.scalars(sa.select(Article.id).where(Article.name == "米醋")).one()
    records.update(other, Article, vinegar, {"stock": 80})
    records.update(other, Article, oil, {"price": "61"})
    page = press(page, "/undo")
    assert tiles(page) == ["2 已撤销", "2 未撤销"]
    assert "酱油" not in names(ctx)
    assert "米醋" in names(ctx)
    ctx.session.expire_all()
    stored = {one: ctx.session.get_one(Article, one) for one in (rice, oil)}
    assert (str(stored[rice].price), stored[rice].stock) == ("45.50", 0)
    assert (str(stored[oil].price), stored[oil].stock) == ("61.00", 0)
    assert [row[:2] for row in page.rows] == [["3", "单价"], ["5", "—"]]


@pytest.mark.database
def test_an_import_that_is_a_week_old_is_not_taken_back(
    bring: Callable[..., Page], manager: FlaskClient, database: Database, shop: Shop, ctx: Context
) -> None:
    page = press(mapped(bring(GOOD)), "/run")
    with database.begin() as session:
        session.scalars(sa.select(Import)).one().finished_at -= dt.timedelta(days=8)
    assert "7 天内" in push(page, "/undo").follow().text
    assert "酱油" in names(ctx)


def test_who_may_not_import_finds_neither_page_nor_button(
    login: Any, client: FlaskClient, bring: Callable[..., Page], clerk: FlaskClient, shop: Shop
) -> None:
    page = mapped(bring(GOOD))
    id = page.response.request.path.rpartition("/")[2]
    assert "/imports/new/article" not in visit(clerk, "/article/list/").links()
    for url in ("/imports/new/article", "/imports/template/article"):
        assert clerk.get(url).status_code == 403
    assert clerk.post("/imports/new/article", data=token(clerk)).status_code == 403
    for path in ("", "/progress", "/refused"):
        assert clerk.get(f"/imports/{id}{path}").status_code == 404
        assert client.get(f"/imports/{id}{path}").status_code == 302
    for path in ("", "/run", "/stop", "/again", "/undo", "/remove"):
        assert clerk.post(f"/imports/{id}{path}", data=token(clerk)).status_code == 404, path
    assert clerk.get("/imports/").status_code == 200
    assert "articles.csv" not in visit(clerk, "/imports/").text
    assert login("buyer").get("/imports/").location == "/portal/"


@pytest.mark.database
def test_another_manager_sees_nothing_of_it_and_an_administrator_looks_on_record(
    bring: Callable[..., Page], login: Any, shop: Shop, database: Database
) -> None:
    page = mapped(bring("名称,单价\n酱油,abc\n"))
    path = page.response.request.path
    other = login("manager", username="manager_two")
    assert other.get(path).status_code == 404
    admin = login("sysadmin", username="admin")
    seen = visit(admin, path)
    assert "abc" in seen.text
    assert not seen.html.select("form[action$='/run']")
    assert admin.post(f"{path}/run", data=token(admin)).status_code == 403
    with database.read_session() as session:
        logged = session.scalars(
            sa.select(AuditLog.action).where(
                AuditLog.entity == batch.KEY, AuditLog.actor == "admin"
            )
        ).all()
    assert "read" in logged


@pytest.mark.database
def test_who_lost_the_right_meanwhile_writes_nothing(
    bring: Callable[..., Page], shop: Shop, database: Database, ctx: Context
) -> None:
    from app.runtime.accounts.users import user_roles

    page = mapped(bring(GOOD))
    push(page, "/run")
    with database.begin() as session:
        session.execute(sa.delete(user_roles))
    jobs.run_due()
    assert "酱油" not in names(ctx)
    with database.read_session() as session:
        row = session.scalars(sa.select(Import)).one()
    assert row.state == "stopped"
    assert "无权" in (row.why or "")


def test_a_hidden_or_computed_field_is_not_offered(bring: Callable[..., Page], shop: Shop) -> None:
    page = bring("名称,毛利,接口密钥,说明书\na,1,2,3\n").follow()
    offered = {str(one["value"]) for one in page.html.select("tbody option")}
    assert not offered & {"margin", "token", "manual", "papers", "version", "created_by"}


@pytest.mark.database
def test_what_people_brought_stands_in_no_plain_text(
    bring: Callable[..., Page], shop: Shop, database: Database, data: Any
) -> None:
    mapped(bring("名称,单价\n秘密酱油,abc\n"))
    with database.read_session() as session:
        row = session.execute(sa.select(ImportRow.cells, ImportRow.told)).one()
        peek = session.scalar(sa.select(Import.peek))
    assert "秘密酱油" not in f"{row}{peek}"
    kept = [file.read_bytes() for file in (data / "imports").iterdir()]
    assert kept
    assert not any("秘密酱油".encode() in one for one in kept)


@pytest.mark.database
def test_a_removed_import_leaves_its_records_and_nothing_else(
    bring: Callable[..., Page], shop: Shop, database: Database, ctx: Context, data: Any
) -> None:
    press(press(mapped(bring(GOOD)), "/run"), "/remove")
    press(mapped(bring("名称,单价\n白糖,6\n")), "/remove")
    assert "酱油" in names(ctx)
    assert "白糖" not in names(ctx)
    with database.read_session() as session:
        for table in (Import, ImportRow):
            assert session.scalar(sa.select(sa.func.count()).select_from(table)) == 0
    assert list((data / "imports").iterdir()) == []


def test_columns_are_remembered_for_the_next_file(bring: Callable[..., Page], shop: Shop) -> None:
    mapped(bring("品名,售价\n酱油,5\n"), **{"column-0": "name", "column-1": "price"})
    page = bring("售价,品名\n6,米醋\n").follow()
    chosen = [str(one["value"]) for one in page.html.select("tbody select option[selected]")]
    assert chosen == ["price", "name"]


def test_a_mapping_that_cannot_be_is_said_at_its_place(
    bring: Callable[..., Page], shop: Shop
) -> None:
    page = bring("名称,单价\n酱油,5\n").follow()
    page = page.send(**{"column-0": "name", "column-1": "name", "mode": "create"})
    assert page.status == 422
    assert "缺少必填字段：单价" in page.text
    assert "已是这个字段" in page.text
    assert page.html.select_one("option[value=name][selected]") is not None


@pytest.mark.database
def test_the_empty_workbook_maps_itself(
    bring: Callable[..., Page], manager: FlaskClient, shop: Shop, ctx: Context
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(manager.get("/imports/template/article").data))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert {"名称*", "单价*", "季节"} <= set(heads)
    assert "毛利" not in heads
    assert sheet.data_validations.dataValidation
    assert "说明 Guide" in book.sheetnames
    sheet.cell(2, heads.index("名称*") + 1, "酱油")
    sheet.cell(2, heads.index("单价*") + 1, 5)
    sheet.cell(2, heads.index("季节") + 1, "春、Autumn")
    out = io.BytesIO()
    book.save(out)
    press(mapped(bring(out.getvalue(), "filled.xlsx")), "/run")
    made = ctx.session.scalars(sa.select(Article).where(Article.name == "酱油")).one()
    assert made.seasons == ["spring", "autumn"]


def test_work_that_was_given_up_goes_on_at_a_press(
    bring: Callable[..., Page], shop: Shop, database: Database, ctx: Context
) -> None:
    checked = mapped(bring(GOOD))
    push(checked, "/run")
    with database.begin() as session:
        job = session.scalars(sa.select(Job).where(Job.name == "imports.run")).one()
        job.state = "failed"
    page = visit(checked.client, checked.response.request.path)
    assert "因错误中断" in page.text
    assert not page.html.select("[data-poll]")
    done = press(page, "/again")
    assert tiles(done) == ["2 已新建"]


def test_a_page_that_follows_the_work_asks_for_a_new_one_at_its_end(
    bring: Callable[..., Page], manager: FlaskClient, shop: Shop
) -> None:
    page = bring(GOOD).follow().send().follow()
    part = page.html.select_one("[data-poll]")
    assert part is not None
    busy = manager.get(str(part["data-poll"]))
    assert "X-Reload" not in busy.headers
    assert "正在读取" in busy.get_data(as_text=True)
    jobs.run_due()
    assert manager.get(str(part["data-poll"])).headers["X-Reload"] == "1"


def test_pages_cost_the_same_however_many_rows_are_refused(
    bring: Callable[..., Page], manager: FlaskClient, shop: Shop, statements: Any
) -> None:
    def cost(count: int) -> int:
        path = mapped(bring("名称,单价\n" + "酱油,abc\n" * count)).response.request.path
        manager.get(path)
        with statements() as seen:
            manager.get(path)
        return len(seen)

    assert cost(1) == cost(40)


def test_a_file_that_is_not_taken_is_told_at_its_box(
    bring: Callable[..., Page], shop: Shop
) -> None:
    page = bring(b"\xd0\xcf\x11\xe0", "old.xls")
    assert page.status == 422
    error = page.html.select_one("#file-error")
    assert error is not None
    assert "密码" in error.text


def test_pages_speak_the_language_of_their_reader(
    bring: Callable[..., Page], manager: FlaskClient, shop: Shop
) -> None:
    page = mapped(bring("名称,单价\n酱油,abc\n"))
    path = page.response.request.path
    english = visit(manager, path, **{"Accept-Language": "en"})
    assert "This must be a number." in english.text
    answer = manager.get(f"{path}/refused", headers={"Accept-Language": "en"})
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert [cell.value for cell in book.worksheets[0][1]][-1] == "Import problem"


def test_the_menu_and_the_palette_lead_whoever_may_import_to_his_imports(
    login: Any, manager: FlaskClient
) -> None:
    for client, offered in ((manager, True), (login("auditor"), False)):
        links = visit(client, "/").html.select("#navigation a[href='/imports/']")
        assert (len(links) == 1) is offered
        groups = client.get("/palette/").json["groups"]  # type: ignore[index]
        urls = {item["url"] for group in groups for item in group["items"]}
        assert ("/imports/" in urls) is offered
        assert {"/manual/", "/reports/"} <= urls
