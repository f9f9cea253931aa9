"""What a second administrator has to see: changes that widen a right, take a guard away or touch what is stored."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from app.studio.publish import proposing
from app.studio.schema.text import beside
from generator.access import tells_more
from generator.diff import diff
from generator.plan import (
    Aggregate,
    Check,
    Children,
    Entity,
    FieldGrant,
    Permissions,
    PermissionTest,
    Plan,
    Role,
    UserValue,
)
from tests.generator.plans import both, entity, expression, field, plan, workflow

LOCKED = expression("state != 'draft'", ["ne", ["field", "state"], ["lit", "str", "draft"]])
TRUE = expression("true", ["lit", "bool", True])


def _bill(**more: Any) -> Entity:
    fields = (field("name"), field("amount", "money", readonly=LOCKED))
    given: dict[str, Any] = {
        "workflow": workflow("draft", "paid", final="paid"),
        "checks": (Check("positive", TRUE, both("Positive")),),
        "tests": (PermissionTest("clerk", may_not=("delete",)),),
    }
    return entity("Bill", *fields, **given | more)


def _flow(**more: Any) -> Any:
    return replace(workflow("draft", "paid", final="paid"), **more)


def _amount(**more: Any) -> Entity:
    made = _bill()
    return replace(made, fields=(made.fields[0], replace(made.fields[1], **more)))


def _risks(before: Plan, after: Plan) -> set[str]:
    return {one.risk for one in diff(before, after)} - {"none"}


@pytest.mark.parametrize(
    "after",
    [
        _bill(workflow=_flow(initial="paid")),
        _bill(workflow=_flow(begins=("paid",))),
        _bill(workflow=workflow("draft", "paid", final="draft")),
        _bill(retain="1 month"),
        _bill(checks=()),
        _bill(tests=()),
        _amount(unique=True),
        _amount(readonly=False),
        _amount(on_delete="cascade"),
        _amount(formula=expression("1", ["lit", "int", 1], "money")),
        _amount(lookup=("name",)),
        _amount(aggregate=Aggregate("count", "rows")),
    ],
    ids=["initial", "begins", "final", "retain", "check", "permission test", "unique", "readonly", "on_delete", "formula", "lookup", "aggregate"],
)  # fmt: skip
def test_a_guard_that_goes_and_a_value_that_is_worked_out_anew_are_dangerous(after: Entity) -> None:
    assert _risks(plan(_bill()), plan(after))


def test_what_holds_for_everybody_is_told_and_dangerous() -> None:
    before = plan(_bill())
    (clerk,) = before.roles
    for after in (
        replace(before, app=replace(before.app, timezone="Europe/Berlin")),
        replace(before, app=replace(before.app, currency="EUR")),
        replace(before, roles=(replace(clerk, portal=True),)),
        replace(before, roles=(replace(clerk, publishes=True),)),
        replace(before, roles=(clerk, Role("editor", both("Editor"), publishes=True))),
        replace(before, roles=(Role("sysadmin", clerk.labels, was="clerk"),)),
    ):
        assert _risks(before, after)
    own = replace(before, users=(UserValue("bill", "Bill", by="name"),))
    assert not _risks(before, own)
    assert _risks(own, replace(own, users=(UserValue("bill", "Bill", by="amount"),)))


def test_words_and_further_tests_are_not_dangerous() -> None:
    before = plan(_bill())
    (clerk,) = before.roles
    more = (*_bill().tests, PermissionTest("clerk", may=("read",)))
    assert not _risks(before, replace(before, roles=(replace(clerk, labels=both("Desk")),)))
    assert not _risks(before, plan(_bill(tests=more)))
    assert not _risks(before, plan(_amount(help=both("In yuan"))))


def _paid(*, rule: tuple[str, ...] | None = None, scope: str | None = None, **more: Any) -> Entity:
    """People with a salary, read by clerks: as far as `scope` goes, their salary by those of the `rule`."""
    fields = [field("name"), field("salary", "money", **more)]
    grants = Permissions({"read": {"clerk": scope}}, (FieldGrant("salary", read=rule),))
    children = (Children("rows", "Note", "person", both("Rows")),)
    return entity("Person", *fields, permissions=grants, children=children)


NOTE = entity("Note", field("name"), field("person", "ref", target="Person"))
COPY = field("copy", "money", lookup=("person", "salary"))
HALF = field("half", "money", formula=expression("salary / 2", ["div", ["field", "salary"], ["lit", "int", 2]], "money"))  # fmt: skip
SUM = field("sum", "money", aggregate=Aggregate("sum", "rows", "person"))


def test_a_new_field_that_copies_what_its_readers_may_not_see_is_told() -> None:
    def copied(person: Entity) -> bool:
        return tells_more(plan(person, NOTE), NOTE, COPY)

    assert not copied(_paid())
    assert copied(_paid(rule=("boss",)))
    assert copied(_paid(scope="own"))
    assert copied(_paid(pii="plain"))
    for made in (HALF, SUM):
        assert not tells_more(plan(_paid(scope="own"), NOTE), _paid(scope="own"), made)
    assert tells_more(plan(_paid(rule=("boss",)), NOTE), _paid(rule=("boss",)), HALF)


ELSEWHERE = {"name", "table", "was", "covered", "parent", "fields", "unique", "indexes", "tests", "permissions", "using"}  # fmt: skip
"""Names, what follows from other parts, and what the other tests look at."""


class _Other:
    """Another value of whatever part."""


def test_no_part_of_an_entity_or_a_field_changes_without_a_line() -> None:
    """A key that the language gets is forgotten by nobody."""
    name, amount = _bill().fields
    bare = _bill(workflow=None)
    for part in {one.name for one in fields(bare)} - ELSEWHERE:
        assert diff(plan(bare), plan(replace(bare, **{part: _Other()}))), part
    for part in {one.name for one in fields(amount)} - (ELSEWHERE - {"unique"}):
        changed = replace(bare, fields=(name, replace(amount, **{part: _Other()})))
        assert diff(plan(bare), plan(changed)), part


def test_a_file_of_nothing_but_equal_lines_is_compared_at_once() -> None:
    lines = "x: 1\n" * 100_000
    assert beside(lines, lines + "y: 2\n")


def test_a_copy_and_tests_that_were_not_asked_stand_in_the_proposal_as_dangers() -> None:
    rule = _paid(rule=("boss",))
    more = replace(rule, fields=(*rule.fields, HALF))
    (told,) = proposing._of_copies(plan(rule), plan(more))
    assert told["danger"]
    assert "Person.fields.half" in told["en"]
    assert not [*proposing._of_copies(plan(more), plan(more))]
    assert not [*proposing._of_copies(plan(), plan(entity("Note", field("name"))))]
    assert [one["danger"] for one in (*proposing._of_late(0), *proposing._of_late(2))] == [True]
