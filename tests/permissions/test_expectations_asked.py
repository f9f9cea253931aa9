"""Which rows, people and steps an expectation of the schema is asked of, and when it is asked of none."""

from __future__ import annotations

from typing import Any

from app.runtime.access.expectations import Expectation, Outcome, run
from app.runtime.database import current
from app.runtime.expression import expression
from tests.runtime.query.conftest import shop
from tests.runtime.query.shop import Shop
from tests.sample.models import Sale, Store
from tests.support.people import People

__all__ = ["shop"]

NEW = expression("state == 'new'", ["eq", ["field", "state"], ["lit", "str", "new"]])


def ask(**words: Any) -> Outcome:
    with current().read_session() as session:
        return run(session, [Expectation("x.yaml:7", "Sale", **words)])


def sales(shop: Shop, *states: str) -> list[int]:
    store = shop.add(Store, code="N", name="North")
    return [shop.add(Sale, summary="x", store_id=store, state=state) for state in states]


def test_without_a_row_it_is_asked_of_nobody_and_told_as_such(shop: Shop, people: People) -> None:
    people.user("manager")
    outcome = ask(role="manager", may=("read",))
    assert (outcome.asked, outcome.failures, len(outcome.idle)) == (0, [], 1)
    sales(shop, "new")
    outcome = ask(role="manager", may=("read",))
    assert (outcome.asked, outcome.failures, outcome.idle) == (1, [], [])


def test_it_is_asked_of_every_row_that_is_meant_for_each_action_and_holder(
    shop: Shop, people: People
) -> None:
    for _ in range(2):
        people.user("manager")
    people.user("clerk")
    sales(shop, "new", "new", "closed")
    outcome = ask(role="manager", may=("read", "update"), where=NEW)
    assert (outcome.asked, outcome.failures) == (2 * 2 * 2, [])


def test_five_holders_are_asked_and_three_rows_named(shop: Shop, people: People) -> None:
    for _ in range(7):
        people.user("manager")
    ids = sales(shop, *["new"] * 4)
    outcome = ask(role="manager", may_not=("read",))
    assert outcome.asked == 5 * 4
    assert [failure.record for failure in outcome.failures] == ids[:3] * 5
    assert {(failure.action, failure.expected) for failure in outcome.failures} == {("read", False)}


def test_a_role_that_nobody_holds_is_asked_of_whoever_is_there(shop: Shop, people: People) -> None:
    sales(shop, "new")
    nobody = ask(role="manager", may=("read",))
    assert nobody.asked == 1
    anna = people.user("clerk", username="anna")
    assert anna
    outcome = ask(role="manager", may_not=("read",))
    assert [failure.person for failure in outcome.failures] == ["anna"]


def test_a_step_is_asked_where_it_leads_on(shop: Shop, people: People) -> None:
    people.user("manager")
    ids = sales(shop, *["new"] * 4, "closed")
    outcome = ask(role="manager", may_not=("pack",))
    assert outcome.asked == 4
    assert [failure.record for failure in outcome.failures] == ids[:3]
    assert ask(role="manager", may=("pack",)).failures == []
    assert ask(role="auditor", may_not=("pack",)).failures == []


def test_a_step_that_no_workflow_has_is_asked_of_nothing(shop: Shop, people: People) -> None:
    people.user("manager")
    sales(shop, "new")
    outcome = ask(role="manager", may=("fly",))
    assert (outcome.asked, outcome.failures, len(outcome.idle)) == (0, [], 1)
    with current().read_session() as session:
        asked = run(session, [Expectation("x.yaml:8", "Store", role="manager", may=("pack",))])
    assert (asked.asked, len(asked.idle)) == (0, 1)
