"""What a migration will not do unasked: lose what is not empty, or lose a name that looks renamed."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from app.cli import migrations
from app.cli.planning.rehearsal import rehearse
from generator.effects import effects
from generator.migration import migration
from generator.plan import Plan, Role
from generator.problem import SchemaProblems
from migrations.operations import MigrationRefused
from migrations.run import Run
from tests.generator.plans import both, expression, field, plan, with_field, workflow
from tests.migrations.road import Road
from tests.migrations.test_adding import fill, shop
from tests.migrations.test_changing import sale_with, sale_without, with_sale


def forth(road: Road, *confirmed: str) -> Run:
    run = Run(confirmed=frozenset(confirmed))
    migrations.upgrade(road.url, folder=road.folder, run=run)
    return run


def test_a_filled_column_and_a_filled_table_are_dropped_only_by_name(road: Road) -> None:
    road.publish(shop())
    fill(road)
    road.write(plan(sale_without("store").entities[1], enums=shop().enums))
    shape = road.shape()
    for names in ((), ("sale.store",), ("store",), ("sale.store_id", "other")):
        with pytest.raises(MigrationRefused, match="dougong plan --drop"):
            forth(road, *names)
    assert road.shape() == shape
    run = forth(road, "sale.store", "store")
    assert run.dropped == {"sale.store_id": 3, "store": 1}
    assert road.column("_trash_store_0003", "name") == ["North"]


def test_what_is_empty_is_dropped_unasked(road: Road) -> None:
    road.publish(shop())
    road.write(plan(sale_without("store").entities[1], enums=shop().enums))
    assert forth(road).dropped == {}


def test_a_rehearsal_shows_every_refusal_and_changes_nothing(road: Road) -> None:
    road.publish(sale_with(field("x", max=20), field("y")))
    fill(road)
    road.run("UPDATE sale SET x = 'much too long'")
    shape = road.shape()
    road.write(sale_with(field("x", max=20, unique=True), field("y", required=True)))
    run = Run(confirmed=frozenset())
    assert rehearse(road.url, road.folder, run, None) is None
    assert [text.rpartition(" / ")[2].partition(",")[0] for text in run.refusals] == [
        "Sale.y becomes required",
        "Sale: x will be unique",
    ]
    assert road.shape() == shape
    assert migrations.current(road.url) == "0002"


def test_values_of_using_that_do_not_fit_are_told(road: Road) -> None:
    road.publish(shop())
    fill(road)
    choice = with_field(shop(), "Sale", field("code", "enum", enum="Level", using="summary"))
    needed = with_field(shop(), "Sale", field("code", required=True, using="store.name"))
    road.run("UPDATE sale SET store_id = NULL WHERE id = 2")
    road.write(needed)
    with pytest.raises(MigrationRefused, match=r"Sale\.code becomes required, but id 2"):
        road.forth()
    road.count, road.plan = 2, shop()
    for file in road.folder.glob("versions/0003_*.py"):
        file.unlink()
    road.write(choice)
    with pytest.raises(MigrationRefused, match=r"Sale\.code will only take low, high"):
        road.forth()


def test_a_formula_is_worked_out_anew_when_it_or_what_it_reads_changes() -> None:
    double = expression("count + count", ["add", ["field", "count"], ["field", "count"]])
    base = with_field(shop(), "Sale", field("count", "int"))
    computed = with_field(base, "Sale", field("double", "int", formula=double))
    further = with_field(
        computed,
        "Sale",
        field("more", "int", formula=expression("double", ["field", "double"])),
    )
    added = migration(base, further, revision="0003", down_revision="0002")
    assert added is not None
    assert 'recompute("sale", "double", "more")' in added.text
    filled = with_field(shop(), "Sale", field("count", "int", required=True, default=1))
    filled = with_field(filled, "Sale", field("double", "int", formula=double))
    required = migration(computed, filled, revision="0003", down_revision="0002")
    assert required is not None
    assert 'recompute("sale", "double")' in required.text
    same = replace(double, source="count  +  count")
    spelled = with_field(base, "Sale", field("double", "int", formula=same))
    assert migration(computed, spelled, revision="0003", down_revision="0002") is None


FLOW = workflow("new", "packed", "done", final="done")


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (
            with_sale(
                {
                    "workflow": replace(
                        FLOW,
                        transitions=(
                            replace(FLOW.transitions[0], name="wrap"),
                            FLOW.transitions[1],
                        ),
                    )
                }
            ),
            "was: to_packed",
        ),
        (replace(shop(), roles=(Role("clerks", both("Clerks")),)), "was: clerk"),
    ],
)
def test_transitions_and_roles_that_look_renamed_are_refused(changed: Plan, line: str) -> None:
    with pytest.raises(SchemaProblems, match=f"M001(.|\n)*`{line}`"):
        migration(shop(), changed, revision="0003", down_revision="0002")


def test_the_lock_and_the_way_back_of_each_statement_are_known() -> None:
    wider = with_field(shop(), "Sale", field("count", "int", required=True, default=1))
    made = migration(shop(), wider, revision="0003", down_revision="0002")
    assert made is not None
    told = {(effect.column, effect.act): effect.postgresql for effect in effects(made.text)}
    assert told["count", "add"] == "ACCESS EXCLUSIVE, a moment"
    assert told["count", "fill"] == "row locks on the rows that change"
    assert told["count", "require"] == "ACCESS EXCLUSIVE while every row is read"
    longer = migration(
        shop(), sale_with(field("summary", max=90)), revision="0003", down_revision="0002"
    )
    shorter = migration(
        shop(), sale_with(field("summary", max=9)), revision="0003", down_revision="0002"
    )
    assert longer is not None
    assert shorter is not None
    assert [effect.postgresql for effect in effects(longer.text)] == ["ACCESS EXCLUSIVE, a moment"]
    assert "written anew" in effects(shorter.text)[0].postgresql
    assert [e.act for e in effects("def upgrade():\n    op.execute('x')\n")] == ["hand-written"]


def test_no_step_that_the_generator_writes_is_told_as_hand_written() -> None:
    worlds = (
        shop(),
        sale_with(field("card", max=32, pii="sensitive")),
        sale_with(field("card", max=32)),
        sale_with(field("number", max=32, pii="sensitive", was="card")),
    )
    for before, after in itertools.permutations(worlds, 2):
        made = migration(before, after, revision="0003", down_revision="0002")
        assert made is not None
        told = effects(made.text)
        assert told
        assert "hand-written" not in {effect.act for effect in told}, made.text
        assert all(effect.table == "sale" for effect in told), made.text
