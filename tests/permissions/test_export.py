"""CSV: what the list shows, row by row and field by field, in pieces, on record, and harmless to a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.runtime import records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import BadRequest, Forbidden
from app.runtime.system import AuditLog
from app.runtime.transfer import export
from tests.sample.models import Article, Buyer, Sale, Store
from tests.support.people import People


def lines(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def exported(ctx: Context, *columns: str, **more: Any) -> list[list[str]]:
    wanted = export.Export(more.pop("entity", Article), columns, columns, **more)
    return lines(b"".join(export.stream(ctx, wanted)).decode())


@pytest.fixture
def articles(ctx: Context) -> list[int]:
    names = ("=1+1", "+2", "-3", "@SUM(A1)", "\tTab", "Lamp, red", "台灯")
    return [
        records.create(ctx, Article, {"name": name, "price": n, "cost": 80}).id
        for n, name in enumerate(names)
    ]


def test_whoever_may_only_read_does_not_export(
    as_user: Callable[..., Context], articles: list[int], database: Database
) -> None:
    with pytest.raises(Forbidden):
        exported(as_user("clerk"), "name")
    with database.read_session() as session:
        assert session.scalar(sa.select(AuditLog).where(AuditLog.action == "export")) is None


def test_no_cell_is_a_formula_and_numbers_stay_numbers(
    as_user: Callable[..., Context], articles: list[int]
) -> None:
    found = exported(as_user("manager"), "name", "price")
    assert [row[0] for row in found[1:5]] == ["'=1+1", "'+2", "'-3", "'@SUM(A1)"]
    assert not any(row[0].startswith(export.FORMULA) for row in found[1:])
    assert ["Lamp, red", "5.00"] in found


@pytest.mark.parametrize(("language", "text"), [("zh", "新建"), ("en", "New"), (None, "new")])
def test_a_state_reads_as_on_the_screen_and_for_programs_by_its_name(
    as_user: Callable[..., Context], ctx: Context, language: str | None, text: str
) -> None:
    store = records.create(ctx, Store, {"code": "N", "name": "近店"}).id
    records.create(ctx, Sale, {"store": store, "summary": "一袋米"})
    found = exported(as_user("manager"), "summary", "state", entity=Sale, language=language)
    assert found[1:] == [["一袋米", text]]


def test_a_field_of_others_is_no_column(
    as_user: Callable[..., Context], articles: list[int], people: People
) -> None:
    user = people.user("manager", "auditor")
    with Context.for_user(user) as both:
        assert exported(both, "name", "cost")[1][1] == "80.00"
    with pytest.raises(BadRequest):
        exported(as_user("manager"), "name", "nothing")


def test_the_audit_row_says_who_what_and_how_many(
    as_user: Callable[..., Context], articles: list[int], database: Database
) -> None:
    manager = as_user("manager")
    exported(manager, "name", asked=[("active", "true")])
    with database.read_session() as session:
        row = session.scalars(sa.select(AuditLog).where(AuditLog.action == "export")).one()
    assert (row.actor_id, row.entity, row.record_id) == (manager.actor.id, "article", None)
    assert row.diff == {
        "rows": 7,
        "columns": ["name"],
        "filter": ["active=true"],
        "search": None,
    }


def test_a_sensitive_value_leaves_masked(as_user: Callable[..., Context], ctx: Context) -> None:
    records.create(ctx, Buyer, {"name": "Wang", "phone": "13800138000", "card": "E12345678"})
    found = exported(as_user("manager"), "name", "card", entity=Buyer)
    assert found[1][0] == "Wang"
    assert "E12345678" not in found[1][1]
    assert found[1][1]


def test_each_chunk_costs_the_same_and_no_row_is_twice_or_missing(
    as_user: Callable[..., Context],
    articles: list[int],
    statements: Callable[[], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export, "CHUNK", 2)
    manager = as_user("manager")
    wanted = export.Export(Article, ["id"], ["id"])
    pieces = export.stream(manager, wanted)
    assert next(pieces).startswith(b"\xef\xbb\xbf")
    found, costs = [], []
    while True:
        with statements() as seen:
            piece = next(pieces, None)
        if piece is None:
            break
        costs.append(len(seen))
        found += [int(row[0]) for row in lines(piece.decode())]
    assert found == articles
    assert costs == [1, 1, 1, 1]


@pytest.mark.database
def test_the_list_page_offers_its_own_rows_to_whoever_may(
    login: Callable[..., FlaskClient], ctx: Context, database: Database
) -> None:
    for number, name in enumerate(("Wang", "Li", "=Zhang")):
        records.create(ctx, Buyer, {"name": name, "phone": f"1380013800{number}"})
    manager, clerk = login("manager"), login("clerk")
    page = manager.get("/buyer/list/?sort=-name&name__contains=a").text
    assert "/buyer/export?name__contains=a&amp;sort=-name" in page
    answer = manager.get("/buyer/export?name__contains=a&sort=-name", buffered=True)
    assert answer.content_type == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = lines(answer.text)
    assert [row[0] for row in rows[1:]] == ["Wang", "'=Zhang"]
    assert "/buyer/export" not in clerk.get("/buyer/list/").text
    assert clerk.get("/buyer/export").status_code == 403
    with database.read_session() as session:
        row = session.scalars(sa.select(AuditLog).where(AuditLog.action == "export")).one()
    assert (row.channel, row.diff["rows"]) == ("web", 2)
