"""A dictionary as cells: each row is saved or refused by itself, nobody's typing is lost, every value goes through `records`."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.runtime import records
from app.runtime.context import Context
from app.runtime.system import AuditLog
from app.studio import sheet
from tests.support.worlds import APPLICATION, World
from tests.web.pages import Page, visit

HOME = "/studio/ticket_category/"


@pytest.fixture(scope="module")
def world() -> World:
    return APPLICATION


@pytest.fixture
def rows(ctx: Context, app: Any) -> list[int]:
    """Three categories of one department: leak, lift, noise."""
    from app.generated.models import Department, TicketCategory

    department = records.create(ctx, Department, {"code": "ENG", "name": "工程部", "kind": "eng"})
    with records.writing(ctx):
        return [
            int(records.create(ctx, TicketCategory, {"code": code, "name": name, "department": department.id}).id)
            for code, name in (("leak", "漏水"), ("lift", "电梯"), ("noise", "噪音"))
        ]  # fmt: skip


@pytest.fixture
def desk(login: Any, rows: list[int]) -> FlaskClient:
    browser: FlaskClient = login("sysadmin", username="wang")
    return browser


Boxes = dict[int, tuple[str, dict[str, list[str]]]]
"""Row → (how its boxes' names begin, what they hold)."""


def opened(page: Page, *ids: int) -> Boxes:
    """Go into the rows of these ids: their boxes as the server sends them."""
    place = {value: name.removesuffix("-_id") for name, value in page.values() if name.endswith("-_id") and value}  # fmt: skip
    found: Boxes = {}
    for id in ids:
        start = place[str(id)]
        row = visit(page.client, f"{HOME}row/?id={id}&index={start.rpartition('-')[2]}")
        boxes: dict[str, list[str]] = {}
        for box in row.html.select("input, select, textarea"):
            name = str(box.get("name") or "")
            if not name or (box.get("type") == "checkbox" and not box.has_attr("checked")):
                continue
            chosen = box.select_one("option[selected]") if box.name == "select" else box
            value = chosen.get("value") if chosen is not None else None
            boxes.setdefault(name, []).append(str(value or ""))
        found[id] = (start, boxes)
    return found


def sent(page: Page, *ids: int, boxes: Boxes | None = None, **typed: str) -> Page:
    """Send the table with these rows open: `name_1="…"` is typed into the second of them."""
    boxes = boxes or opened(page, *ids)
    changes: dict[str, Any] = {}
    for number, id in enumerate(ids):
        start, values = boxes[id]
        changes |= values
        for key, value in typed.items():
            field, _dash, which = key.rpartition("_")
            if which == str(number):
                changes[f"{start}-{field}"] = value
    return page.send(**changes)


def names(ctx: Context) -> dict[str, str]:
    from app.generated.models import TicketCategory

    ctx.session.rollback()
    found = sa.select(TicketCategory.code, TicketCategory.name).where(TicketCategory.deleted_at.is_(None))  # fmt: skip
    return {str(code): str(name) for code, name in ctx.session.execute(found)}


def written(ctx: Context) -> list[str]:
    """Whose rows were written in the studio, in the order of the log."""
    ctx.session.rollback()
    found = sa.select(AuditLog.action, AuditLog.record_id).where(AuditLog.channel == "studio", AuditLog.entity == "ticket_category").order_by(AuditLog.id)  # fmt: skip
    return [f"{action} {id}" for action, id in ctx.session.execute(found)]


@pytest.mark.database
def test_of_three_rows_two_are_saved_and_the_third_says_why_not(
    desk: FlaskClient, rows: list[int], ctx: Context
) -> None:
    leak, lift, noise = rows
    answer = sent(visit(desk, HOME), leak, lift, noise, name_0="漏水渗水", code_1="Not A Code", name_1="升降机", name_2="噪音扰民")  # fmt: skip
    assert answer.status == 422
    assert names(ctx) == {"leak": "漏水渗水", "lift": "电梯", "noise": "噪音扰民"}
    assert "已保存 2 行" in answer.text
    # The one that was refused stands there as it was typed, open, with the reason; the others are closed.
    open_rows = [row for row in answer.html.select("tbody tr[data-row]") if not row.has_attr("data-closed")]  # fmt: skip
    assert len(open_rows) == 1
    typed = {box["name"].rpartition("-")[2]: box["value"] for box in open_rows[0].select("input[type=text]") if box.has_attr("name")}  # fmt: skip
    assert (typed["code"], typed["name"]) == ("Not A Code", "升降机")
    assert open_rows[0].select_one("p.error") is not None
    # Sent again with the mistake mended, it is saved too.
    index = str(open_rows[0].select_one("input[name$='-_id']")["name"]).removesuffix("-_id")  # type: ignore[index]
    assert answer.send(**{f"{index}-code": "lift2"}).status == 302
    assert names(ctx)["lift2"] == "升降机"


def test_a_row_that_was_only_looked_into_writes_nothing(
    desk: FlaskClient, rows: list[int], ctx: Context
) -> None:
    assert sent(visit(desk, HOME), rows[0], rows[1], name_1="直梯").status == 302
    assert written(ctx) == [f"update {rows[1]}"]
    ctx.session.rollback()
    diff = ctx.session.scalars(sa.select(AuditLog.diff).where(AuditLog.channel == "studio")).one()
    assert set(diff) == {"name"}


@pytest.mark.database
def test_two_administrators_at_one_row_lose_nothing(
    desk: FlaskClient, login: Any, rows: list[int], ctx: Context
) -> None:
    mine, theirs = visit(desk, HOME), visit(login("sysadmin", username="li"), HOME)
    boxes = opened(mine, rows[0], rows[1])
    assert sent(theirs, rows[0], name_0="水管漏水").status == 302
    # The boxes know the version that they were opened with: what came since is not overwritten unseen.
    answer = sent(mine, rows[0], rows[1], boxes=boxes, name_0="渗水", name_1="直梯")
    assert answer.status == 409
    assert names(ctx)["leak"] == "水管漏水"
    assert names(ctx)["lift"] == "直梯"
    assert "水管漏水" in answer.text
    assert "渗水" in dict(answer.values()).values()
    assert answer.send().status == 302
    assert names(ctx)["leak"] == "渗水"


@pytest.mark.database
def test_rows_are_pasted_from_a_spreadsheet_and_may_name_the_one_above(
    desk: FlaskClient, ctx: Context
) -> None:
    block = (
        "gas\t燃气\t\t是\t工程部\ngas.leak\t燃气泄漏\t燃气\t是\t工程部\nGAS BAD\t坏码\t\t是\t工程部"
    )
    page = visit(desk, HOME).send(button=("_paste", "rows"), rows__paste=block)
    assert page.status == 200
    assert "gas" not in names(ctx)
    answer = page.send(rows__paste="")
    assert answer.status == 422
    found = names(ctx)
    assert (found["gas"], found["gas.leak"], "GAS BAD" in found) == ("燃气", "燃气泄漏", False)
    assert "GAS BAD" in dict(answer.values()).values()


def test_without_a_script_a_row_is_opened_and_another_added(
    desk: FlaskClient, rows: list[int], ctx: Context
) -> None:
    page = visit(desk, HOME)
    opened = page.send(button=("_open_row", "rows-0"))
    assert dict(opened.values())["rows-0-name"] == "漏水"
    more = opened.send(button=("_add_row", "rows"), **{"rows-0-name": "漏水点"})
    assert dict(more.values())["rows-0-name"] == "漏水点"
    index = max(int(n.split("-")[1]) for n, _v in more.values() if n.startswith("rows-") and n.endswith("-code"))  # fmt: skip
    saved = more.send(**{f"rows-{index}-code": "fire", f"rows-{index}-name": "消防", f"rows-{index}-department__text": "工程部"})  # fmt: skip
    assert saved.status == 302
    assert (names(ctx)["leak"], names(ctx)["fire"]) == ("漏水点", "消防")


def test_a_row_is_removed_through_records(desk: FlaskClient, rows: list[int], ctx: Context) -> None:
    page = visit(desk, HOME)
    start = next(name for name, value in page.values() if value == str(rows[2])).removesuffix("_id")
    assert page.send(**{f"{start}_delete": "1"}).status == 302
    assert "noise" not in names(ctx)
    assert written(ctx) == [f"delete {rows[2]}"]


def test_a_new_row_below_a_parent_begins_with_it(desk: FlaskClient, rows: list[int]) -> None:
    page = visit(desk, f"{HOME}?parent={rows[0]}")
    new = page.html.select_one("template")
    assert new is not None
    assert f'name="rows-INDEX-parent" type="hidden" value="{rows[0]}"' in str(new) or f'value="{rows[0]}"' in str(new)  # fmt: skip


def test_child_rows_are_edited_beside_the_table_and_lead_back_to_it(
    desk: FlaskClient, rows: list[int], ctx: Context
) -> None:
    from app.generated.models import TicketKeyword

    page = visit(desk, f"{HOME}?q=&open={rows[0]}")
    drawer = page.html.select_one("aside form")
    assert drawer is not None
    page.form = lambda: drawer  # type: ignore[method-assign]
    answer = page.send(**{"keywords-0-term": "滴水", "keywords-0-_id": ""})
    assert answer.status == 302
    assert f"open={rows[0]}" in answer.response.location
    ctx.session.rollback()
    assert list(ctx.session.scalars(sa.select(TicketKeyword.term))) == ["滴水"]


def test_what_finance_keeps_is_named_and_stays_closed(desk: FlaskClient) -> None:
    home = visit(desk, "/studio/")
    assert "收费项目" in home.text
    assert "财务经理" in home.text
    assert "/studio/fee_item/" not in home.links()
    for path in ("", "row/?id=1&index=0", "edit/?id=1", "new/"):
        assert desk.get(f"/studio/fee_item/{path}").status_code == 403, path


@pytest.mark.database
def test_a_table_of_many_rows_costs_as_many_statements_and_stays_light(
    desk: FlaskClient, ctx: Context, rows: list[int], statements: Any
) -> None:
    from app.generated.models import Skill

    costs = []
    for first in (0, 35):
        with records.writing(ctx):
            for number in range(first, first + 35):
                records.create(ctx, Skill, {"code": f"s{number:02}", "name": f"技能{number:02}"})
        with statements() as seen:
            page = visit(desk, "/studio/skill/")
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 5
    assert len(page.html.select("tbody tr[data-row]")) == 30
    assert len(page.html.find_all(True)) <= 1500
    last = next(link for link in page.links() if "cursor=" in link)
    assert len(visit(desk, last).html.select("tbody tr[data-row]")) == 30


def test_nobody_else_sends_the_table_and_nobody_without_a_token(
    login: Any, desk: FlaskClient, rows: list[int], ctx: Context
) -> None:
    start = {"rows-0-_id": str(rows[0]), "rows-0-_version": "1", "rows-0-name": "x"}
    assert desk.post(HOME, data=start).status_code == 400
    stranger = login("csr")
    token = visit(stranger, "/me/").html.select_one("input[name=csrf_token]")
    assert token is not None
    assert stranger.post(HOME, data={**start, "csrf_token": token["value"]}).status_code == 403
    assert names(ctx)["leak"] == "漏水"


def test_what_was_typed_into_a_row_that_somebody_has_removed_is_not_lost(
    desk: FlaskClient, rows: list[int], ctx: Context
) -> None:
    from app.generated.models import TicketCategory

    page = visit(desk, HOME)
    boxes = opened(page, rows[0])
    records.delete(ctx, TicketCategory, rows[0])
    answer = sent(page, rows[0], boxes=boxes, name_0="漏水与渗水")
    assert answer.status == 409
    assert "漏水与渗水" in [box.get("value") for box in answer.html.select("input[type=text]")]
    assert "已被删除" in answer.text
    assert "leak" not in names(ctx)
    # Sent once more it becomes a row of its own.
    assert answer.send().status == 302
    assert names(ctx)["leak"] == "漏水与渗水"


def test_a_row_that_does_not_say_which_version_was_read_overwrites_nothing(
    desk: FlaskClient, rows: list[int], ctx: Context
) -> None:
    page = visit(desk, HOME)
    boxes = opened(page, rows[0])
    start, values = boxes[rows[0]]
    values[f"{start}-_version"] = [""]
    answer = sent(page, rows[0], boxes=boxes, name_0="盲写")
    assert answer.status == 409
    assert names(ctx)["leak"] == "漏水"


def test_more_rows_than_are_taken_at_once_stay_open_for_the_next_save(
    desk: FlaskClient, rows: list[int], ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "MOST_SENT", 1)
    monkeypatch.setattr(sheet, "MOST_PASTED", 2)
    block = "\n".join(f"{code}\t{code}\t\t是\t工程部" for code in ("gas", "fire", "dust"))
    page = visit(desk, HOME).send(button=("_paste", "rows"), rows__paste=block)
    assert "最后 1 行没有粘贴" in page.text
    answer = page.send(rows__paste="")
    assert "还有 1 行未保存" in answer.text
    assert names(ctx).keys() == {"leak", "lift", "noise", "gas"}
    assert answer.send().status == 302
    assert "fire" in names(ctx)
