"""One truth table: Python, SQL and the browser give the same answer to every expression of cases.json."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser, Page, Route
from sqlalchemy import select

from app.runtime import registry as registries
from app.runtime.context import Actor
from app.runtime.database import Database
from app.runtime.expression import Expression, expression
from tests.expressions import samples
from tests.expressions.cases import FOLDER, read
from tests.support.worlds import BARE, World

DOCUMENT = read()
CASES = DOCUMENT["cases"]
SCRIPT = FOLDER.parents[1] / "frontend/src/expression.js"


@pytest.fixture(scope="module")
def world() -> World:
    return BARE


@pytest.fixture(autouse=True)
def _samples() -> Iterator[None]:
    """The samples' own registry, at the moment that the table is about."""
    before = registries.active()
    registries.activate(samples.REGISTRY)
    with time_machine.travel(dt.datetime.fromisoformat(DOCUMENT["now"]), tick=False):
        yield
    if before is not None:
        registries.activate(before)


@pytest.fixture(scope="module")
def page(running_browser: Browser) -> Page:
    """A page that has nothing but the evaluator, far from the shop's time zone; nothing leaves the machine."""
    made = running_browser.new_page(timezone_id="America/New_York")
    made.route("http://app.test/**", _serve)
    made.goto("http://app.test/")
    return made


def _serve(route: Route) -> None:
    if route.request.url.endswith(".js"):
        route.fulfill(content_type="text/javascript", body=SCRIPT.read_text(encoding="utf-8"))
    else:
        route.fulfill(content_type="text/html", body="<!doctype html><title>x</title>")


def _parts(case: dict[str, Any]) -> tuple[Expression, Actor]:
    return expression(case["source"], case["tree"]), samples.actor(case.get("user"))


def _plain(value: Any) -> Any:
    """A result as the table writes it: a decimal as its shortest text."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    return value


def _expected(case: dict[str, Any]) -> Any:
    return str(case["expected"]) if _is_number(case["expected"]) else case["expected"]


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _same(case: dict[str, Any], found: Any) -> bool:
    """Null is false where a condition is wanted; whole numbers may come as 3 or 3.00."""
    plain = _plain(found)
    if case["type"] == "bool":
        return isinstance(plain, (bool, type(None))) and bool(plain) is case["expected"]
    if _is_number(plain):
        plain = str(plain)
    return bool(plain == _expected(case))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_python_agrees_with_the_table_on_the_values_of_a_form(case: dict[str, Any]) -> None:
    wanted, actor = _parts(case)
    record = samples.typed(samples.Sample, case.get("record") or {})
    assert _same(case, wanted.python(record, actor)), wanted.python(record, actor)


def test_python_and_sql_agree_with_the_table_on_stored_records(database: Database) -> None:
    registries.activate(samples.REGISTRY)
    samples.Case.metadata.create_all(database.writer)
    records = [case.get("record") or {} for case in CASES]
    with database.write_session() as session:
        ids = samples.insert(session, records)
        wrong = []
        for case, record_id in zip(CASES, ids, strict=True):
            wanted, actor = _parts(case)
            record = session.get_one(samples.Sample, record_id)
            in_python = wanted.python(record, actor)
            column = wanted.sql(samples.Sample, actor)
            here = samples.Sample.id == record_id
            in_sql = session.scalar(select(column).where(here))
            if case["type"] == "bool":
                in_sql = session.scalar(select(samples.Sample.id).where(here, column)) is not None
            for name, found in (("python", in_python), ("sql", in_sql)):
                if not _same(case, found):
                    wrong.append(f"{name} {case['name']}: {case['source']} = {found!r}")
    assert not wrong, "\n".join(wrong)


def test_a_path_may_begin_at_who_made_the_record(database: Database) -> None:
    registries.activate(samples.REGISTRY)
    samples.Case.metadata.create_all(database.writer)
    tree = ["eq", ["path", ["created_by"], "username"], ["lit", "string", "user5"]]
    wanted, nobody = expression("creator.username == 'user5'", tree), samples.actor(None)
    with database.write_session() as session:
        ids = samples.insert(session, [{"created_by": 5}, {"created_by": 6}, {}])
        records = [session.get_one(samples.Sample, one) for one in ids]
        assert [wanted.holds(record, nobody) for record in records] == [True, False, False]
        found = session.scalars(select(samples.Sample.id).where(wanted.sql(samples.Sample, nobody)))
        assert found.all() == ids[:1]


def test_the_browser_agrees_with_the_table(page: Page) -> None:
    found = page.evaluate(
        """async ([cases, now]) => {
          const { evaluate } = await import("/expression.js");
          return cases.map(({ tree, record, user }) => {
            try {
              const value = evaluate(tree, record ?? {}, user ?? {}, new Date(now));
              return typeof value === "object" && value !== null ? String(value) : value;
            } catch (error) {
              return String(error);
            }
          });
        }""",
        [CASES, DOCUMENT["now"]],
    )
    wrong = [
        f"{case['name']}: {case['source']} = {value!r}"
        for case, value in zip(CASES, found, strict=True)
        if not _same(case, value)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_browser_knows_what_it_cannot_judge(page: Page) -> None:
    judged = page.evaluate(
        """async (questions) => {
          const { isKnown } = await import("/expression.js");
          return questions.map(([tree, record]) => isKnown(tree, record));
        }""",
        [
            [["eq", ["path", ["owner"], "name"], ["lit", "string", "Anna"]], {"owner": 7}],
            [["eq", ["path", ["owner"], "name"], ["lit", "string", "Anna"]], {"owner": None}],
            [["path", ["owner"], "active"], {"owner": {"id": 7, "active": True}}],
            [["path", ["owner", "boss"], "active"], {"owner": {"id": 7, "boss": 8}}],
            [["not", ["custom", "rule"]], {}],
            [["eq", ["field", "kind"], ["lit", "string", "a"]], {}],
        ],
    )
    assert judged == [False, True, True, False, False, True]


def test_the_browser_script_evaluates_no_text() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    assert "eval(" not in script
    assert "Function(" not in script
