"""The permission tests of a draft: asked by its rules of the rows that there are, before anything is published."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import database, registry
from app.runtime.system import AuditLog
from app.studio.permissions import drafted
from app.studio.permissions.drafted import Asked
from app.studio.schema.files import PROJECT
from generator import source
from generator.loading import load_text
from tests.studio.test_permissions import SCHEMA
from tests.studio.test_schema_pages import press
from tests.support.worlds import SAMPLE, World
from tests.web.conftest import Shop
from tests.web.pages import visit

GRANTS = "      update: {manager: all, clerk: stores}\n      delete: {manager: all}\n"
SCOPES = "      mine:   clerk == user.clerk\n      stores: store in user.stores\n"
BEFORE = "    checks:\n      promise_after_creation:"
WIDER = GRANTS.replace("clerk: stores", "clerk: told").replace(
    "delete: {manager: all}", "delete: {manager: all, clerk: stores}"
)


@pytest.fixture(scope="module")
def world() -> World:
    return SAMPLE


def text(*tests: str, grants: str = GRANTS) -> str:
    """The sample's schema with these tests of its sales."""
    written = SCHEMA.read_text("utf-8")
    assert GRANTS in written
    assert BEFORE in written
    lines = "    tests:\n" + "".join(f"      - {{{one}}}\n" for one in tests)
    # A scope that is wider than the clerk's own, and not every row: that the generator refuses by itself.
    written = written.replace(SCOPES, f"{SCOPES}      told: summary != ''\n", 1)
    return written.replace(GRANTS, grants).replace(BEFORE, lines + BEFORE)


def ask(after: str, before: str | None = None, seconds: float | None = None) -> Asked:
    root = source.read_text(after, [], file="schema.yaml")
    assert root is not None
    with database.current().read_session() as session:
        return drafted.ask(
            session, registry.current(), _plan(after), _plan(before) if before else None,
            drafted.places_of(root), seconds=seconds,
        )  # fmt: skip


@cache
def _plan(written: str) -> Any:
    return load_text(written)


KEPT = "as: clerk, may: [update], may_not: [delete], where: store in user.stores"
FAR = "as: clerk, may_not: [update], where: not (store in user.stores)"


@pytest.mark.database
def test_a_draft_that_breaks_a_test_is_told_with_the_line_and_a_row(app: Flask, shop: Shop) -> None:
    held = ask(text(KEPT, FAR))
    assert (held.number, held.broken, held.idle) == (2, (), ())
    wider = text(KEPT, FAR, grants=WIDER)
    asked = ask(wider, text(KEPT, FAR))
    line = wider.split("\n").index(f"      - {{{KEPT}}}") + 1
    told = {(one.failure.expectation.place, one.failure.action, one.failure.record) for one in asked.in_the_way}  # fmt: skip
    assert told == {
        (f"schema.yaml:{line}", "delete", shop.sales[0]),
        (f"schema.yaml:{line + 1}", "update", shop.far_sale),
    }


def test_what_did_not_hold_before_is_told_and_is_not_in_the_way(app: Flask, shop: Shop) -> None:
    wrong = text("as: clerk, may_not: [read]")
    asked = ask(wrong, wrong)
    assert [one.already for one in asked.broken] == [True]
    assert asked.in_the_way == []


def test_a_step_is_judged_by_the_drafts_workflow(app: Flask, shop: Shop) -> None:
    step = "as: clerk, may: [pack], where: state == 'new' and store in user.stores"
    assert ask(text(step)).broken == ()
    narrow = text(step).replace("by: [clerk, manager]", "by: {clerk: own, manager: all}")
    assert narrow != text(step)
    assert [one.failure.action for one in ask(narrow).broken] == ["pack"]


def test_a_field_that_the_database_does_not_have_yet_is_named_and_not_asked(
    app: Flask, shop: Shop
) -> None:
    new = text("as: clerk, may: [read], where: urgent").replace("  Sale:\n", "  Sale:\n", 1)
    place = new.index("    fields:\n", new.index("\n  Sale:\n")) + len("    fields:\n")
    new = new[:place] + "      urgent: {type: bool, label: {zh: 急, en: Urgent}}\n" + new[place:]
    asked = ask(new)
    assert [name for _line, name in asked.unknown] == ["Sale.urgent"]
    assert asked.broken == ()


def test_what_there_is_no_time_for_is_told(app: Flask, shop: Shop) -> None:
    asked = ask(text(KEPT, FAR), seconds=-1)
    assert (len(asked.late), asked.questions) == (2, 0)


def test_rules_that_are_only_asked_change_nothing_of_those_in_use(app: Flask, shop: Shop) -> None:
    from app.runtime import policy
    from tests.sample.models import Sale

    before = policy.generation()
    ask(text(KEPT, grants=WIDER))
    assert policy.generation() == before
    assert "clerk" not in registry.current().entity(Sale).policy.grants("delete")


@pytest.fixture
def project(app: Flask, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copy(SCHEMA, folder / "schema.yaml")
    (folder / "schema.yaml").write_text(text(KEPT, FAR), "utf-8")
    app.config[PROJECT] = folder
    yield folder
    del app.config[PROJECT]


def test_the_page_of_changes_shows_what_the_draft_breaks_and_writes_nothing(
    login: Any, project: Path, shop: Shop
) -> None:
    desk: FlaskClient = login("sysadmin", username="wang")
    press(desk, "/studio/schema/text/", "/studio/schema/text/", text=text(KEPT, FAR, grants=WIDER))
    assert visit(desk, "/studio/schema/plan/").html.select_one('[data-fragment="/studio/permissions/tests/draft"]')  # fmt: skip
    with database.current().read_session() as session:
        rows = session.scalar(sa.select(sa.func.count(AuditLog.id)))
    told = visit(desk, "/studio/permissions/tests/draft").text
    assert "此草稿使 2 条不成立" in told
    assert f"#{shop.far_sale}" in told
    with database.current().read_session() as session:
        assert session.scalar(sa.select(sa.func.count(AuditLog.id))) == rows
    press(desk, "/studio/schema/plan/", "/studio/schema/publish/submit", reason="试一试")
    refused = visit(desk, "/studio/schema/plan/").text
    assert "2 条权限测试不再成立，不能提交" in refused
    assert f"#{shop.far_sale}" in refused


def test_those_in_use_are_asked_at_the_press_of_a_button(
    login: Any, project: Path, shop: Shop
) -> None:
    desk: FlaskClient = login("sysadmin", username="wang")
    page = visit(desk, "/studio/permissions/tests/")
    assert len(page.rows) == 2
    assert "全部成立" in page.send().text
    with database.current().read_session() as session:
        told = session.scalar(sa.select(AuditLog.diff).where(AuditLog.action == "tested"))
    assert told == {"tests": "in use", "lines": 2, "broken": 0}
