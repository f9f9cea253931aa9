"""Conditions that ask for a masked value: the page gives nothing away, saving judges on what is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.runtime import records
from app.runtime.context import Context
from app.runtime.expression import expression, hangs_on
from tests.sample.models import Clerk
from tests.support.browser import enter
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.pages import Page, visit

WELL_PAID = ["gt", ["field", "wage"], ["lit", "int", 5000]]
PAID = ["not_null", ["field", "wage"]]


@pytest.fixture
def when(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`when(visible=tree)`: a condition on the field `bonus`."""

    def change(**trees: Any) -> None:
        made = {kind: expression(kind, tree) for kind, tree in trees.items()}
        fields = dict(Clerk.fields())
        fields["bonus"] = replace(fields["bonus"], **made)
        monkeypatch.setattr(Clerk, "_fields", MappingProxyType(fields))

    return change


@pytest.fixture
def clerks(manager: FlaskClient, shop: Shop, ctx: Context) -> tuple[int, int, int]:
    """One with a high wage, one with a low one, one without."""
    store = ctx.session.get_one(Clerk, shop.clerk).store_id
    made = []
    for wage in ("9000", "1000", None):
        given = {"name": f"W{wage}", "store": store, "wage": wage}
        made.append(int(records.create(ctx, Clerk, given).id))
    return made[0], made[1], made[2]


def _bonus(page: Page) -> tuple[bool, bool, bool]:
    """Whether the field is hidden, marked as required, closed to typing."""
    box = page.html.select_one("[data-field=bonus]")
    assert box is not None
    mark = box.select_one(".required-mark")
    control = box.select_one("input[name=bonus]")
    assert mark is not None
    assert control is not None
    return box.has_attr("hidden"), not mark.has_attr("hidden"), control.has_attr("readonly")


def _stored(id: int) -> str | None:
    with Context.system() as later:
        value = later.get(Clerk, id).bonus
        return None if value is None else str(value)


@pytest.mark.parametrize("kind", ["visible", "required", "readonly"])
def test_the_page_is_the_same_whatever_the_value_is(
    manager: FlaskClient, clerks: tuple[int, int, int], when: Any, kind: str
) -> None:
    when(**{kind: WELL_PAID})
    rich, poor, _none = clerks
    assert _bonus(visit(manager, f"/clerk/edit/{rich}")) == (False, False, False)
    pages = []
    for id in (rich, poor):
        text = visit(manager, f"/clerk/edit/{id}").text
        pages.append(text.replace("W9000", "W").replace("W1000", "W").replace(f"/{id}", "/ID"))
        assert "9000" not in text.replace("W9000", "")
    assert _without_token(pages[0]) == _without_token(pages[1])


def _without_token(text: str) -> str:
    import re

    return re.sub(r'name="csrf_token"[^>]*>', "", text)


@pytest.mark.database
def test_saving_judges_on_what_is_stored(
    manager: FlaskClient, clerks: tuple[int, int, int], when: Any
) -> None:
    when(visible=WELL_PAID)
    rich, poor, none = clerks
    assert visit(manager, f"/clerk/edit/{rich}").send(bonus="200").status == 302
    assert _stored(rich) == "200.00"
    refused = visit(manager, f"/clerk/edit/{poor}").send(bonus="200")
    assert (refused.status, list(refused.errors())) == (422, ["bonus"])
    assert _stored(poor) is None
    assert visit(manager, f"/clerk/edit/{poor}").send(name="Kept").status == 302
    assert _bonus(visit(manager, f"/clerk/edit/{none}"))[0]


def test_what_is_required_and_missing_is_said_when_it_is_saved(
    manager: FlaskClient, clerks: tuple[int, int, int], when: Any
) -> None:
    when(required=WELL_PAID)
    rich, poor, _none = clerks
    refused = visit(manager, f"/clerk/edit/{rich}").send(bonus="")
    assert (refused.status, list(refused.errors())) == (422, ["bonus"])
    assert visit(manager, f"/clerk/edit/{poor}").send(bonus="").status == 302


@pytest.mark.database
def test_a_value_that_is_typed_anew_is_judged_at_once(
    manager: FlaskClient, clerks: tuple[int, int, int], when: Any
) -> None:
    when(visible=WELL_PAID)
    _rich, poor, _none = clerks
    sent = visit(manager, f"/clerk/edit/{poor}").send(wage="8000", bonus="200")
    assert sent.status == 302
    assert _stored(poor) == "200.00"


def test_whether_there_is_a_value_may_be_asked(
    manager: FlaskClient, clerks: tuple[int, int, int], when: Any
) -> None:
    when(visible=PAID)
    rich, _poor, none = clerks
    assert not _bonus(visit(manager, f"/clerk/edit/{rich}"))[0]
    assert _bonus(visit(manager, f"/clerk/edit/{none}"))[0]


def test_a_condition_hangs_on_values_and_not_on_their_being_there() -> None:
    assert hangs_on(["and", PAID, WELL_PAID], {"wage"})
    assert not hangs_on(["and", PAID, ["field", "name"]], {"wage"})
    assert not hangs_on(["lit", "string", "wage"], {"wage"})
    assert hangs_on(["is_null", ["call", "coalesce", ["field", "wage"]]], {"wage"})


@pytest.mark.screen
def test_the_browser_leaves_it_open_until_another_value_is_typed(
    browser: Any, site: str, people: People, clerks: tuple[int, int, int], when: Any
) -> None:
    when(visible=WELL_PAID)
    shown = enter(browser, site, people)
    for id in clerks[:2]:
        shown.goto(f"{site}/clerk/edit/{id}")
        assert shown.is_visible("[data-field=bonus]")
    shown.fill("[name=wage]", "10")
    assert shown.is_hidden("[data-field=bonus]")
    shown.fill("[name=wage]", "8000")
    assert shown.is_visible("[data-field=bonus]")
    shown.fill("[name=wage]", "••••")
    assert shown.is_visible("[data-field=bonus]")
