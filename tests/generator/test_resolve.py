"""What a plan holds when the schema says little: the defaults of the language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator import load, load_text
from generator.diff import diff
from generator.plan import Clock, Entity, Field, Plan, Transition
from generator.resolve.indexes import counted

TESTS = Path(__file__).parents[1]

HEAD = """
version: 1
app: {name: desk, label: {zh: 服务台, en: Desk}, languages: [zh, en]}
roles: {agent: {zh: 客服, en: Agent}, manager: {zh: 经理, en: Manager}}
modules: {main: {label: {zh: 服务, en: Service}}}
"""
LABEL = "label: {zh: 甲, en: A}"


def plan(entities: str, more: str = "") -> Plan:
    return load_text(f"{HEAD}{more}\nentities:\n{entities}")


def entity(fields: str, more: str = "") -> Entity:
    text = f"  Thing:\n    module: main\n    {LABEL}\n    fields:\n"
    for line in fields.strip().splitlines():
        text += f"      {line.strip()}\n"
    for line in more.strip("\n").splitlines():
        text += f"    {line}\n"
    return plan(text).entities[0]


def field(options: str) -> Field:
    found = entity(f"name: {{type: string, {LABEL}}}\nit: {{{options}, {LABEL}}}").fields
    return found[1]


@pytest.fixture(scope="module")
def everything() -> dict[str, Entity]:
    found = load(TESTS / "golden" / "everything" / "schema.yaml")
    return {each.name: each for each in found.entities}


@pytest.fixture(scope="module")
def orders() -> Entity:
    found = load(TESTS / "golden" / "property" / "schema.yaml")
    return next(each for each in found.entities if each.name == "WorkOrder")


def transition(entity: Entity, name: str) -> Transition:
    assert entity.workflow
    return next(each for each in entity.workflow.transitions if each.name == name)


def clock(entity: Entity, name: str) -> Clock:
    assert entity.workflow
    return next(each for each in entity.workflow.clocks if each.name == name)


def test_an_application_has_a_zone_and_a_currency() -> None:
    app = plan(
        f"  Thing: {{module: main, {LABEL}, fields: {{name: {{type: string, {LABEL}}}}}}}"
    ).app
    assert (app.timezone, app.currency, app.languages) == ("UTC", "CNY", ("zh", "en"))


@pytest.mark.parametrize(
    ("options", "default"),
    [
        ("type: bool, default: true", True),
        ("type: int, default: 5", 5),
        ("type: string, default: today", "today"),
        ("type: string, default: '5'", "5"),
        ("type: date, default: 2026-01-31", "2026-01-31"),
        ("type: time, default: '09:00'", "09:00"),
        ("type: enum, values: {a: {zh: 甲, en: A}}, default: a", "a"),
        ("type: enums, values: {a: {zh: 甲, en: A}}, default: [a]", ["a"]),
        ("type: json, default: {a: [1, x]}", {"a": [1, "x"]}),
    ],
)
def test_a_default_is_a_value_of_the_type(options: str, default: Any) -> None:
    found = field(options)
    assert found.default == default
    assert found.default_expression is None


@pytest.mark.parametrize(
    ("options", "tree"),
    [
        ("type: date, default: today()", ["call", "today"]),
        ("type: ref, to: User, default: user.id", ["user", ["id"]]),
        ("type: string, default: {expression: user.username}", ["user", ["username"]]),
        ("type: int, default: len(name)", ["call", "len", ["field", "name"]]),
    ],
)
def test_a_default_is_an_expression_where_the_type_leaves_no_doubt(
    options: str, tree: list[Any]
) -> None:
    found = field(options)
    assert found.default is None
    assert found.default_expression is not None
    assert found.default_expression.tree == tree


def test_lengths_and_scales_come_from_the_table_of_types() -> None:
    assert field("type: string").max == 200
    assert field("type: text").max is None
    assert field("type: decimal").scale == 2
    assert field("type: decimal, scale: 0").scale == 0
    assert field("type: money").scale is None


def test_limits_with_digits_stay_exact() -> None:
    assert field("type: decimal, min: 0.1, max: 2.50").min == "0.1"


def test_conditions_are_flags_or_expressions() -> None:
    found = field("type: int, required: true, readonly: name == 'x', visible: name != null")
    assert found.required is True
    assert not isinstance(found.readonly, bool)
    assert found.visible
    assert found.visible.tree == ["not_null", ["field", "name"]]


def test_visible_false_hides_always() -> None:
    hidden = field("type: int, visible: false")
    assert hidden.visible
    assert hidden.visible.tree == ["lit", "bool", False]
    assert field("type: int, visible: true").visible is None


def test_on_delete_null_is_the_word() -> None:
    assert field("type: ref, to: User, on_delete: null").on_delete == "null"
    assert field("type: ref, to: User").on_delete == "restrict"


def test_an_enum_inside_a_field_is_named_after_both() -> None:
    assert field("type: enum, values: {a: {zh: 甲, en: A}}").enum == "ThingIt"


def test_a_check_passes_where_the_compared_field_is_empty(orders: Entity) -> None:
    assert orders.checks[0].test.tree == [
        "or",
        ["is_null", ["field", "due_at"]],
        ["ge", ["field", "due_at"], ["field", "created_at"]],
    ]


def test_a_ref_in_a_title_becomes_the_title_of_its_target() -> None:
    things = plan(
        f"""
  Place: {{module: main, {LABEL}, title: "{{name}} {{no}}", fields: {{no: {{type: int, {LABEL}}}, name: {{type: string, {LABEL}}}}}}}
  Visit: {{module: main, {LABEL}, title: "{{who}} {{place}}", fields: {{who: {{type: ref, to: User, {LABEL}}}, place: {{type: ref, to: Place, {LABEL}}}}}}}
"""
    ).entities
    assert things[1].title == "{who.username} {place.name} {place.no}"


def test_a_title_is_the_number_and_the_name() -> None:
    assert (
        entity(
            f"no: {{type: number, pattern: 'A{{seq:3}}', {LABEL}}}\nname: {{type: string, {LABEL}}}"
        ).title
        == "{no} {name}"
    )
    assert entity(f"size: {{type: int, {LABEL}}}").title == "{id}"


def test_fields_that_no_section_names_follow_in_a_closed_one(orders: Entity) -> None:
    assert orders.screens
    first, last = orders.screens.sections
    assert first.fields == ("customer", "summary", "priority")
    assert last.collapsed
    assert {*first.fields, *last.fields} == {field.name for field in orders.fields}


def test_columns_and_filters_are_chosen_when_nothing_is_said() -> None:
    found = entity(
        f"name: {{type: string, {LABEL}}}\nkind: {{type: enum, values: {{a: {{zh: 甲, en: A}}}}, {LABEL}}}\n"
        f"text: {{type: text, {LABEL}}}\npin: {{type: secret, {LABEL}}}"
    ).screens
    assert found
    assert found.columns == ("name", "kind")
    assert found.filters == ("kind",)
    assert found.sort == ("-id",)
    assert found.menu


def test_child_tables_have_no_menu_and_know_their_parent(everything: dict[str, Entity]) -> None:
    line = everything["OrderLine"]
    assert line.parent == "Order"
    assert line.screens
    assert not line.screens.menu
    assert everything["Order"].children[0].by == "order"


def test_every_method_exists_unless_the_schema_says_otherwise() -> None:
    name = f"name: {{type: string, {LABEL}}}"
    assert entity(name).api.methods == ("list", "get", "create", "update", "delete")
    assert entity(name, "api: false").api.methods == ()
    assert entity(name, "ledger: true").api.methods == ("list", "get", "create")
    assert entity(name, "api: {methods: [get], if_match: false}").api.methods == ("get",)


def test_grants_of_every_row_have_no_scope(orders: Entity) -> None:
    assert orders.permissions.grants["read"] == {
        "customer": "own",
        "technician": "mine",
        "csr": "projects",
        "eng_mgr": "projects",
        "fin_mgr": None,
    }


def test_a_transition_keeps_its_mappings_in_order(everything: dict[str, Entity]) -> None:
    workflow = everything["Order"].workflow
    assert workflow
    ships = [each for each in workflow.transitions if each.name == "ship"]
    assert [each.sources for each in ships] == [("packed",), ("placed",)]
    assert ships[0].exclude == ("actor_of(pack)",)
    assert transition(everything["Order"], "confirm").by == {"shopper": "own", "system": None}


def test_an_approval_is_resolved(orders: Entity) -> None:
    approval = transition(orders, "close_expensive").approve
    assert approval
    assert (approval.need, approval.of, approval.exclude, approval.reset_on) == (
        2,
        ("eng_mgr", "fin_mgr"),
        ("creator",),
        ("parts_cost",),
    )


def test_clocks_have_minutes_by_a_field_or_a_path_or_one_number(
    everything: dict[str, Entity], orders: Entity
) -> None:
    order = everything["Order"]
    assert clock(order, "settle").minutes == {"": 10080}
    assert clock(order, "answer").target == ("category", "answer_min")
    assert clock(order, "answer").calendar == ("category", "hours")
    assert clock(order, "finish").minutes_by == "urgency"
    assert clock(order, "finish").escalate == {80: ("clerk",), 100: ("clerk", "manager")}
    assert clock(orders, "resolve").minutes_by == "priority"


def test_the_first_state_is_the_initial_one(orders: Entity) -> None:
    assert orders.workflow
    assert orders.workflow.initial == "new"


def test_user_values_find_their_fields() -> None:
    found = load(TESTS / "golden" / "property" / "schema.yaml").users
    projects = next(value for value in found if value.name == "projects")
    assert (projects.through, projects.user_field, projects.target_field, projects.target) == (
        "RoleProject",
        "user",
        "project",
        "Project",
    )


def test_the_scope_of_a_number_is_called_scope(everything: dict[str, Entity]) -> None:
    number = everything["Order"].fields[0].numbering
    assert number
    assert number.pattern == "SO{yy}{mm}{scope.code}-{seq:5}"
    assert field("type: number, pattern: 'A{seq:3}'").numbering


def test_a_report_names_its_measures() -> None:
    report = load(TESTS / "golden" / "everything" / "schema.yaml").reports[0]
    assert [measure["function"] for measure in report.measures] == ["count", "sum", "avg"]
    assert report.measures[1]["labels"] == {"zh": "合计", "en": "Total"}


def test_separations_are_pairs() -> None:
    found = load(TESTS / "golden" / "everything" / "schema.yaml").separations
    assert [(each.kind, each.first, each.second, each.entity) for each in found] == [
        ("roles", "auditor", "manager", None),
        ("transitions", "pack", "ship", "Order"),
    ]


def test_custom_names_stand_in_the_tree(everything: dict[str, Entity]) -> None:
    scope = next(each for each in everything["Shopper"].scopes if each.name == "nearby")
    assert scope.expression.tree == ["custom", "nearby"]
    assert scope.expression.custom == "nearby"


def test_loading_twice_gives_the_same_plan() -> None:
    path = TESTS / "golden" / "everything" / "schema.yaml"
    assert load(path) == load(path)


LISTED = "screens: {list: {filters: [kind, done, due, name], sort: [-due]}}"
FIELDS = f"""
name: {{type: string, {LABEL}}}
kind: {{type: enum, values: {{a: {{zh: 甲, en: A}}, b: {{zh: 乙, en: B}}}}, {LABEL}}}
done: {{type: bool, {LABEL}}}
due: {{type: date, {LABEL}}}
"""


def test_what_a_list_filters_for_one_value_has_an_index_in_the_lists_order() -> None:
    assert entity(FIELDS, LISTED).indexes == (("due",), ("kind", "due"), ("done", "due"))


def test_what_has_an_index_already_gets_no_second_one() -> None:
    given = "indexes: [[kind, due, done], [due]]"
    assert entity(FIELDS, f"{LISTED}\n{given}").indexes == (
        ("kind", "due", "done"), ("due",), ("done", "due"),
    )  # fmt: skip
    with_index = FIELDS.replace("{type: date,", "{type: date, index: true,")
    assert entity(with_index, LISTED).indexes == (("kind", "due"), ("done", "due"))


def test_an_order_that_no_column_holds_makes_no_index() -> None:
    by_place = LISTED.replace("-due", "kind")
    assert entity(FIELDS, by_place).indexes == (("kind",), ("done",), ("due",))


def test_a_number_and_the_maker_of_ones_own_rows_have_an_index() -> None:
    more = "scopes: {own: created_by == user.id}\npermissions: {read: {agent: own}}"
    made = entity(f"no: {{type: number, pattern: 'T{{seq:4}}', {LABEL}}}", more)
    assert made.indexes == (("no",), ("created_by",))


def test_an_index_that_begins_another_one_is_left_out() -> None:
    with_index = FIELDS.replace("values: {a", "index: true, values: {a")
    assert entity(with_index, LISTED).covered == ("kind",)
    assert entity(with_index).covered == ()


def test_tabs_are_counted_by_the_state_and_by_whose_rows_they_are(orders: Entity) -> None:
    assert ("state", "project", "deleted_at") in orders.indexes
    own = entity(FIELDS, "scopes: {own: created_by == user.id, late: due < today()}").scopes
    assert counted([*orders.scopes, *own]) == ("state", "project", "created_by", "deleted_at")


def test_a_longer_index_is_told_as_the_end_of_the_short_one() -> None:
    def one(more: str) -> Plan:
        with_index = FIELDS.replace("values: {a", "index: true, values: {a")
        thing = "".join(f"      {line}\n" for line in with_index.strip().splitlines())
        return plan(f"  Thing:\n    module: main\n    {LABEL}\n    fields:\n{thing}    {more}\n")

    short, long = one("help: {zh: 甲, en: A}"), one("indexes: [[kind, due]]")
    assert {str(change) for change in diff(short, long) if change.what == "index"} == {
        "add    index entities.Thing.index: kind, due",
        "drop   index entities.Thing.index: kind",
    }
    assert {str(change) for change in diff(long, short) if change.what == "index"} == {
        "drop   index entities.Thing.index: kind, due",
        "add    index entities.Thing.index: kind",
    }
