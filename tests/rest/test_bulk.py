"""POST …/bulk: every row through the one write path, all of them or the good ones, and what each came to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import RuleViolation
from app.runtime.system import AuditLog, Job, SearchEntry, Sequence
from tests.rest.conftest import Api, Shop
from tests.sample.models import Sale, Store
from tests.sample.registry import registry as sample
from tests.sample.store.api import store_api

Make = Callable[..., Api]


def stores(database: Database) -> dict[str, str]:
    with database.read_session() as session:
        rows = session.execute(sa.select(Store.code, Store.name).where(Store.deleted_at.is_(None)))
        return {row.code: row.name for row in rows}


def traces(database: Database) -> list[Any]:
    """Everything that a write leaves behind, counted."""
    with database.read_session() as session:
        counted = [
            session.scalar(sa.select(sa.func.count()).select_from(table))
            for table in (AuditLog, Job, SearchEntry, Store, Sale)
        ]
        numbers = session.execute(sa.select(Sequence.key, Sequence.value).order_by(Sequence.key))
        return [*counted, *map(tuple, numbers)]


def test_rows_are_created_in_their_order(api: Make, shop: Shop, database: Database) -> None:
    rows = [{"code": f"N{n}", "name": f"New {n}"} for n in range(3)]
    answer = api("manager").post("/store/bulk", {"action": "create", "rows": rows})
    assert answer.status_code == 200, answer.text
    body = answer.get_json()
    assert body["totals"] == {"rows": 3, "succeeded": 3, "failed": 0}
    assert [(one["index"], one["status"], one["version"]) for one in body["results"]] == [
        (0, 201, 1), (1, 201, 1), (2, 201, 1),
    ]  # fmt: skip
    program = api("manager")
    names = [program.get(f"/store/{one['id']}").get_json()["name"] for one in body["results"]]
    assert names == ["New 0", "New 1", "New 2"]


@pytest.mark.database
def test_one_refused_row_undoes_all_and_every_row_is_told(
    api: Make, shop: Shop, database: Database
) -> None:
    program = api("manager")
    before = traces(database)
    rows = [
        {"code": "N1", "name": "Good"},
        {"code": "N2"},
        {"code": "N3", "name": "Three", "colour": "red"},
        "no row",
    ]
    answer = program.post("/store/bulk", {"action": "create", "rows": rows})
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    body = answer.get_json()
    assert body["code"] == "bulk_refused"
    assert body["totals"] == {"rows": 4, "succeeded": 0, "failed": 3}
    assert [(one["status"], one["code"]) for one in body["results"]] == [
        (424, "undone"), (422, "invalid"), (422, "invalid"), (422, "invalid"),
    ]  # fmt: skip
    assert body["results"][1]["errors"][0]["field"] == "name"
    assert body["results"][2]["errors"][0]["field"] == "colour"
    assert traces(database) == before


@pytest.fixture
def stumbling() -> Iterator[None]:
    """After everything of a sale is written, a hook asks for a job, writes another record, and refuses "Bad"."""
    hooks: Any = sample.entity(Sale).hooks
    before = list(hooks._hooks)

    @hooks.on_create
    def stumble(sale: Sale, ctx: Context) -> None:
        ctx.create(Store, code=f"H{sale.id}", name="by the hook")
        ctx.enqueue("hooks.after", entity="sale", id=sale.id, hook="-", phase="after_create",
                    transition=None, note="", user=None)  # fmt: skip
        if sale.summary == "Bad":
            raise RuleViolation("不 / No.", field="summary")

    yield
    hooks._hooks[:] = before


@pytest.mark.database
@pytest.mark.usefixtures("stumbling")
def test_without_atomic_the_good_rows_stay_and_a_bad_one_leaves_no_trace(
    api: Make, shop: Shop, database: Database
) -> None:
    """The bad row gets as far as the database: its number, its audit rows, its words and its jobs go again."""
    line = {"article": shop.article, "count": "1", "price": "1"}
    good = {"store": shop.here, "buyer": shop.buyer, "summary": "Good", "lines": [line]}
    bad = {**good, "summary": "Bad"}
    program = api("manager")
    none = traces(database)
    assert program.post("/sale", good).status_code == 201
    one = traces(database)
    body = {"action": "create", "atomic": False, "rows": [bad, good, bad, {**bad, "lines": 1}]}
    answer = program.post("/sale/bulk", body)
    assert answer.status_code == 200
    told = answer.get_json()
    assert told["totals"] == {"rows": 4, "succeeded": 1, "failed": 3}
    assert [row["status"] for row in told["results"]] == [422, 201, 422, 422]
    assert told["results"][0]["code"] == "rule"
    assert told["results"][3]["errors"][0]["field"] == "lines"
    two = traces(database)
    single = [after - before for before, after in zip(none[:5], one[:5], strict=True)]
    assert [after - before for before, after in zip(one[:5], two[:5], strict=True)] == single
    assert all(single)
    # The gapless number of the sale, counted once for each that stayed.
    series = [key for key, _ in one[5:] if key.startswith("sale.sale_no")]
    assert [[dict(some[5:])[key] for key in series] for some in (one, two)] == [[1], [2]]


@pytest.mark.database
@pytest.mark.usefixtures("stumbling")
def test_an_atomic_refusal_leaves_no_trace_of_any_row(
    api: Make, shop: Shop, database: Database
) -> None:
    good = {"store": shop.here, "buyer": shop.buyer, "summary": "Good"}
    program = api("manager")
    before = traces(database)
    for key in ({}, {"Idempotency-Key": "t-1"}):
        answer = program.post(
            "/sale/bulk",
            {"action": "create", "rows": [good, {**good, "summary": "Bad"}, good]},
            headers=key,
        )
        assert answer.status_code == 422
        assert [row["status"] for row in answer.get_json()["results"]] == [424, 422, 424]
        assert traces(database) == before


def test_a_rehearsal_answers_like_the_real_call_and_writes_nothing(
    api: Make, shop: Shop, database: Database
) -> None:
    program = api("manager")
    before = traces(database)
    rows = [{"code": "N1", "name": "One"}, {"code": "S1", "name": "Taken"}]
    body = {"action": "create", "rows": rows, "atomic": False, "dry_run": True}
    key = {"Idempotency-Key": "rehearsed"}
    rehearsal = program.post("/store/bulk", body, headers=key).get_json()
    assert rehearsal["dry_run"] is True
    assert [row["status"] for row in rehearsal["results"]] == [201, 422]
    assert traces(database) == before
    real = program.post("/store/bulk", {**body, "dry_run": False}, headers=key).get_json()
    assert [row["status"] for row in real["results"]] == [201, 422]
    assert stores(database)["N1"] == "One"


def test_an_update_asks_for_each_version(api: Make, shop: Shop, database: Database) -> None:
    program = api("manager")
    rows = [
        {"id": shop.here, "version": 1, "name": "East side"},
        {"id": shop.there, "name": "West side"},
        {"id": shop.article, "version": 7, "name": "?"},
        {"id": 999_999, "version": 1, "name": "?"},
        {"version": 1, "name": "?"},
        {"id": "1", "version": 1, "name": "?"},
        {"id": shop.here, "version": True, "name": "?"},
    ]
    answer = program.post("/store/bulk", {"action": "update", "atomic": False, "rows": rows})
    told = [(row["status"], row.get("code")) for row in answer.get_json()["results"]]
    assert told[0] == (200, None)
    assert told[1] == (428, "version_required")
    assert told[2][0] in (404, 412, 422)
    assert told[3:6] == [(404, "not_found"), (422, "invalid"), (422, "invalid")]
    assert told[6] == (422, "invalid")
    stale = [{"id": shop.here, "version": 1, "name": "Again"}]
    answer = program.post("/store/bulk", {"action": "update", "rows": stale})
    assert answer.get_json()["results"][0]["status"] == 412
    assert stores(database)["S1"] == "East side"


@pytest.mark.database
def test_one_record_twice_is_refused(api: Make, shop: Shop) -> None:
    program = api("manager")
    for action, row in (
        ("update", {"id": shop.here, "version": 1, "name": "x"}),
        ("delete", {"id": shop.there}),
    ):
        body = {"action": action, "rows": [row, row], "dry_run": True, "atomic": False}
        results = program.post("/store/bulk", body).get_json()["results"]
        assert results[0]["status"] < 300
        assert results[1]["errors"][0]["code"] == "repeated"


def test_an_upsert_makes_what_is_not_there_and_changes_what_is(
    api: Make, shop: Shop, database: Database
) -> None:
    program = api("manager")
    rows = [{"code": "S1", "name": "East, new"}, {"code": "S3", "name": "North"}]
    body = {"action": "upsert", "key": ["code"], "rows": rows}
    answer = program.post("/store/bulk", body)
    assert [(r["status"], r["version"]) for r in answer.get_json()["results"]] == [
        (200, 2), (201, 1),
    ]  # fmt: skip
    assert stores(database) == {"S1": "East, new", "S2": "West", "S3": "North"}
    again = program.post("/store/bulk", body).get_json()["results"]
    assert [(r["status"], r["version"]) for r in again] == [(200, 2), (200, 1)]


@pytest.mark.database
def test_an_upsert_refuses_a_key_twice_an_empty_one_and_one_that_is_not_unique(
    api: Make, shop: Shop
) -> None:
    program = api("manager")
    rows = [{"code": "S9", "name": "a"}, {"code": " S9 ", "name": "b"}, {"name": "c"}, {"code": 7}]
    body = {"action": "upsert", "key": ["code"], "rows": rows, "atomic": False}
    results = program.post("/store/bulk", body).get_json()["results"]
    told = [(r["status"], [e["code"] for e in r.get("errors", [])]) for r in results]
    assert told == [(201, []), (422, ["repeated"]), (422, ["required"]), (422, ["type"])]
    for key in (["name"], [], "code", ["code", "code"], None):
        answer = program.post("/store/bulk", {**body, "key": key})
        assert answer.status_code == 422
        assert answer.get_json()["errors"][0]["field"] == "key"
        assert "[code]" in answer.get_json()["errors"][0]["message"]


def test_a_step_is_taken_for_many(api: Make, shop: Shop, sale: int, database: Database) -> None:
    program = api("manager")
    rows = [{"id": sale, "clerk": shop.clerk}, {"id": 999_999, "clerk": shop.clerk}]
    body = {"action": "transition", "transition": "pack", "rows": rows, "atomic": False}
    results = program.post("/sale/bulk", body).get_json()["results"]
    assert [row["status"] for row in results] == [200, 404]
    assert program.get(f"/sale/{sale}").get_json()["state"] == "packing"
    again = program.post("/sale/bulk", {**body, "rows": rows[:1]}).get_json()["results"]
    assert again[0]["status"] == 409
    unknown = program.post("/sale/bulk", {**body, "transition": "fly"})
    assert unknown.get_json()["errors"][0]["field"] == "transition"


@pytest.mark.database
def test_where_names_the_rows_and_max_affected_guards_them(
    api: Make, shop: Shop, database: Database
) -> None:
    program = api("manager")
    change = {"action": "update", "where": {"code__in": ["S1", "S2"]}, "values": {"name": "Both"}}
    missing = program.post("/store/bulk", change)
    assert missing.get_json()["errors"][0]["field"] == "max_affected"
    few = program.post("/store/bulk", {**change, "max_affected": 1})
    assert few.status_code == 422
    assert few.get_json()["code"] == "too_many_affected"
    assert "2 rows" in few.get_json()["detail"]
    assert stores(database)["S1"] == "East"
    done = program.post("/store/bulk", {**change, "max_affected": 2})
    assert done.get_json()["totals"]["succeeded"] == 2
    assert stores(database) == {"S1": "Both", "S2": "Both"}
    values = {"name": "x" * 61}
    refused = program.post("/store/bulk", {**change, "values": values, "max_affected": 2})
    told = [(row["id"], row["status"]) for row in refused.get_json()["results"]]
    assert told == [(shop.here, 422), (shop.there, 422)]
    gone = program.post(
        "/store/bulk", {"action": "delete", "where": {"code": "S2"}, "max_affected": 5}
    )
    assert gone.get_json()["results"][0]["status"] == 204
    assert "S2" not in stores(database)
    unknown = program.post("/store/bulk", {**change, "where": {"colour": "red"}, "max_affected": 1})
    assert unknown.status_code == 400
    assert unknown.get_json()["errors"][0]["field"] == "colour"
    every = program.post("/store/bulk", {**change, "where": {}, "max_affected": 9})
    assert every.get_json()["errors"][0]["field"] == "where"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "action"),
        ({"action": "merge", "rows": []}, "action"),
        ({"action": "transition", "transition": "pack", "rows": []}, "action"),
        ({"action": "create"}, "rows"),
        ({"action": "create", "rows": {}}, "rows"),
        ({"action": "create", "rows": [{}] * 1001}, "rows"),
        ({"action": "create", "rows": [], "colour": 1}, "colour"),
        ({"action": "create", "rows": [], "atomic": "yes"}, "atomic"),
        ({"action": "create", "rows": [], "key": ["code"]}, "key"),
        ({"action": "create", "rows": [], "transition": "pack"}, "transition"),
        ({"action": "create", "where": {"code": "S1"}, "max_affected": 1}, "where"),
        ({"action": "update", "rows": [], "values": {}}, "values"),
        ({"action": "update", "rows": [], "where": {}}, "rows"),
        ({"action": "update", "where": {"code": "S1"}, "max_affected": 1}, "values"),
        ({"action": "update", "rows": [], "max_affected": -1}, "max_affected"),
        ({"action": "update", "rows": [], "max_affected": True}, "max_affected"),
        ({"action": "update", "where": {"code": None}, "values": {"name": "x"}, "max_affected": 1}, "where.code"),
        ({"action": "update", "where": {"code": "S1"}, "values": {"id": 1}, "max_affected": 1}, "values.id"),
        ({"action": "delete", "where": {"search": ""}, "max_affected": 9}, "where.search"),
        ({"action": "delete", "where": {"search": " "}, "max_affected": 9}, "where.search"),
        ({"action": "delete", "where": {"search": "灯" * 501}, "max_affected": 9}, "where.search"),
        ({"action": "delete", "rows": [{"id": 1}, {"id": 2}], "max_affected": 1}, "max_affected"),
    ],
)  # fmt: skip
def test_a_body_that_is_not_understood_is_refused_at_its_field(
    api: Make, shop: Shop, database: Database, body: dict[str, Any], field: str
) -> None:
    before = traces(database)
    answer = api("manager").post("/store/bulk", body)
    assert answer.status_code == 422, answer.text
    assert field in [error["field"] for error in answer.get_json()["errors"]]
    assert traces(database)[1:] == before[1:]


def test_a_resource_offers_the_actions_that_its_methods_allow(
    api: Make, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = api("manager")
    create = {"action": "create", "rows": []}
    monkeypatch.setattr(store_api, "methods", frozenset({"list", "update"}))
    refused = program.post("/store/bulk", create)
    assert refused.status_code == 422
    assert "Must be one of update." in refused.get_json()["errors"][0]["message"]
    monkeypatch.setattr(store_api, "methods", frozenset({"list", "get"}))
    assert program.post("/store/bulk", create).status_code == 405
    monkeypatch.undo()
    assert program.get("/store/bulk").headers["Allow"] == "POST"
    assert program.post("/nothing/bulk", create).status_code == 404


def test_a_row_is_judged_as_a_single_call_is(
    api: Make, shop: Shop, sale: int, database: Database
) -> None:
    clerk = api(user=shop.clerk_user)
    refused = clerk.post("/store/bulk", {"action": "create", "rows": [{"code": "X", "name": "x"}]})
    assert refused.get_json()["results"][0]["status"] == 403
    alone = clerk.post("/store", {"code": "X", "name": "x"})
    assert refused.get_json()["results"][0]["detail"] == alone.get_json()["detail"]


def test_a_row_costs_no_more_statements_than_a_single_call(
    api: Make, shop: Shop, statements: Callable[[], Any]
) -> None:
    program = api("manager")
    with statements() as single:
        program.post("/store", {"code": "A", "name": "a"})
    rows = [{"code": f"B{n}", "name": "b"} for n in range(20)]
    with statements() as bulk:
        program.post("/store/bulk", {"action": "create", "rows": rows})
    assert len(bulk) <= 20 * len(single), (len(bulk), single)


def test_two_rows_that_put_each_record_under_the_other_are_refused_at_the_field(
    api: Make, shop: Shop
) -> None:
    program = api("manager")
    made = [{"code": f"R{n}", "name": "Ring"} for n in range(2)]
    answer = program.post("/store/bulk", {"action": "create", "rows": made})
    one, two = (row["id"] for row in answer.get_json()["results"])
    rows = [
        {"id": one, "version": 1, "above": two},
        {"id": two, "version": 1, "above": one},
    ]
    told = program.post("/store/bulk", {"action": "update", "rows": rows}).get_json()["results"]
    assert [row["status"] for row in told] == [424, 422]
    assert [(e["field"], e["code"]) for e in told[1]["errors"]] == [("above", "circle")]
    assert [program.get(f"/store/{id}").get_json()["above"] for id in (one, two)] == [None, None]
