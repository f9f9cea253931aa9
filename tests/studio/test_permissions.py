"""The permission workbench: the rights in use, why somebody may, and who may do this with this record."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import database
from app.runtime.access import why
from app.runtime.context import Context
from app.runtime.system import AuditLog
from app.studio.schema.files import PROJECT
from tests.support.statements import heard
from tests.support.worlds import SAMPLE, World
from tests.web.conftest import Shop
from tests.web.pages import visit

HOME = "/studio/permissions/"
SCHEMA = Path(__file__).parents[1] / "schemas" / "shop.yaml"


@pytest.fixture(scope="module")
def world() -> World:
    return SAMPLE


@pytest.fixture
def desk(login: Any, app: Flask, tmp_path: Path) -> Iterator[FlaskClient]:
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copy(SCHEMA, folder / "schema.yaml")
    app.config[PROJECT] = folder
    yield login("sysadmin", username="wang")
    del app.config[PROJECT]


def line_of(text: str, after: str) -> int:
    """The first line with `text` below the one with `after`."""
    lines = SCHEMA.read_text("utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if after in line)
    return next(number for number in range(start, len(lines)) if text in lines[number]) + 1


def test_nobody_but_the_administrator_opens_the_workbench(login: Any, shop: Shop) -> None:
    clerk = login("manager", username="chen")
    for path in ("", "rule/sale/clerk", "rights.xlsx", "why/", "why/who?entity=sale&id=1"):
        assert clerk.get(f"{HOME}{path}").status_code == 403, path


def test_the_matrix_shows_each_right_once_and_leads_to_its_rule(desk: FlaskClient) -> None:
    page = visit(desk, f"{HOME}?q=Sale")
    cell = page.html.select_one('a[href="/studio/permissions/rule/sale/clerk"]')
    assert cell is not None
    assert cell.get_text(strip=True).startswith("查建改")
    rule = visit(desk, f"{HOME}rule/sale/clerk")
    assert f"schema.yaml:{line_of('read:', '  Sale:')}" in rule.text
    assert "store in user.stores" in rule.text
    assert "门店 属于 本人的" in rule.text
    change = next(link for link in rule.links() if "/studio/schema/entity/" in link)
    assert visit(desk, change).html.select_one("a[aria-current][href='?tab=permissions']")


def test_who_may_delete_is_one_question(desk: FlaskClient) -> None:
    page = visit(desk, f"{HOME}?action=delete")
    heads = [head.get_text(strip=True) for head in page.html.select("table.rights thead th")]
    known = {one.get_text(strip=True) for one in page.html.select("select[name=role] option")}
    assert 1 < len(heads) < len(known)


def test_every_page_of_the_matrix_asks_the_same_number_of_statements(desk: FlaskClient) -> None:
    counts = set()
    for path in ("", "?action=read", "?role=clerk", "?entity=sale", "rule/sale/clerk"):
        with heard(database.current()) as statements:
            assert desk.get(f"{HOME}{path}").status_code == 200
        counts.add(len(statements))
    assert len(counts) == 1


def test_the_fields_of_an_entity_say_who_writes_reads_and_does_not_see(desk: FlaskClient) -> None:
    page = visit(desk, f"{HOME}?entity=sale")
    rows = {row.select_one("th")["title"]: row.get_text(" ") for row in page.html.select(".sights tbody tr")}  # type: ignore[index]  # fmt: skip
    assert "不可见" in rows["internal_note"]


def test_the_workbook_holds_what_the_filter_shows_and_is_audited(desk: FlaskClient) -> None:
    answer = desk.get(f"{HOME}rights.xlsx?role=clerk")
    texts = ZipFile(io.BytesIO(answer.data)).read("xl/sharedStrings.xml").decode()
    assert "store in user.stores" in texts
    assert "manager" not in texts
    with database.current().read_session() as session:
        told = session.scalars(sa.select(AuditLog.diff).where(AuditLog.entity == "permissions"))
        assert [one["filter"] for one in told] == [{"role": "clerk"}]


def test_why_draws_the_tree_that_the_check_itself_asked(desk: FlaskClient, shop: Shop) -> None:
    from tests.sample.models import Sale

    page = visit(desk, f"{HOME}why/?who=clerk&entity=sale&id={shop.far_sale}&action=update")
    with Context.for_user(shop.clerk_user) as ctx:
        from app.runtime import registry

        entry = registry.current().entity(Sale)
        asked = why.tree(ctx, entry, "update", ctx.session.get(Sale, shop.far_sale))
    assert not asked.holds
    for line in asked.lines("zh"):
        assert line.split(maxsplit=1)[1] in page.text
    with database.current().read_session() as session:
        told = session.scalar(sa.select(AuditLog.diff).where(AuditLog.action == "explained"))
        assert told == {"about": f"user-{shop.clerk_user}", "act": "update"}


def test_who_may_lists_each_holder_with_the_answer_of_the_check(
    desk: FlaskClient, shop: Shop
) -> None:
    def verdict(sale: int) -> str:
        page = visit(desk, f"{HOME}why/who?entity=sale&id={sale}&action=update&role=clerk")
        return next(row[3] for row in page.rows if row[1] == "clerk")

    assert verdict(shop.sales[0]) == "可以"
    assert verdict(shop.far_sale) == "不可以"


def test_what_an_address_misspells_is_not_found_and_no_error(desk: FlaskClient, shop: Shop) -> None:
    for path in ("rule/nothing/clerk", "rule/sale/nobody", "why/?subject=user-x&entity=sale",
                 "why/?subject=user-99999999999999999999", "why/who?entity=sale&id=99999"):  # fmt: skip
        assert desk.get(f"{HOME}{path}").status_code == 404, path
    odd = visit(desk, f"{HOME}why/?who=clerk&entity=sale&id=99999&action=fly&field=gone")
    assert "没有记录 99999" in odd.text
    assert "没有角色有此权限" in visit(desk, f"{HOME}?module=none&role=none").text
