"""A workflow keeps what the schema says of its states, steps and clocks, and refuses what would be ambiguous."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime.workflow import Approval, Clock, Workflow


@pytest.fixture
def workflow() -> Workflow[Any, Any]:
    made = Workflow[Any, Any](initial="new")
    made.state("new", zh="新建", en="New", color="blue")
    made.state("open", zh="处理中", en="Open")
    made.state("done", zh="完成", en="Done", final=True)
    made.add("take", source=["new"], target="open", by={"clerk": None}, zh="受理", en="Take")
    made.add(
        "end",
        source=["open"],
        target="done",
        by={"clerk": "mine", "manager": None},
        asks=["note"],
        needs=["result"],
        note="required",
        approve=Approval(need=2, of=["manager"]),
        exclude=["creator"],
        zh="完成",
        en="End",
    )
    made.add(
        "end", source=["new"], target="done", by={"manager": None}, zh="直接完成", en="End now"
    )
    return made


def test_states_are_kept_in_the_order_of_the_schema(workflow: Workflow[Any, Any]) -> None:
    assert workflow.initial == "new"
    assert list(workflow.states) == ["new", "open", "done"]
    assert [state.color for state in workflow.states.values()] == ["blue", None, None]
    assert workflow.states["open"].label.in_language("zh") == "处理中"
    assert [workflow.is_final(name) for name in workflow.states] == [False, False, True]


def test_a_step_keeps_what_it_asks_for_and_who_takes_it(workflow: Workflow[Any, Any]) -> None:
    end = workflow.from_state("end", "open")
    assert end is not None
    assert (end.name, end.sources, end.target) == ("end", ("open",), "done")
    assert (end.by, end.asks, end.needs) == (
        {"clerk": "mine", "manager": None},
        ("note",),
        ("result",),
    )
    assert (end.note, end.exclude) == ("required", ("creator",))
    assert (end.when, end.message) == (None, None)
    assert end.approve == Approval(need=2, of=["manager"])
    assert end.label.in_language("en") == "End"


def test_one_name_means_the_mapping_that_leaves_the_state(workflow: Workflow[Any, Any]) -> None:
    now = workflow.from_state("end", "new")
    assert now is not None
    assert now.label.in_language("en") == "End now"
    assert workflow.from_state("end", "done") is None
    assert workflow.from_state("gone", "new") is None
    assert [mapping.label.in_language("en") for mapping in workflow.all()] == [
        "Take",
        "End",
        "End now",
    ]


def test_two_mappings_of_one_name_leave_no_common_state(workflow: Workflow[Any, Any]) -> None:
    with pytest.raises(ValueError, match=r"'end' leave the same state: \['open'\]"):
        workflow.add("end", source=["open"], target="new", by={}, zh="退回", en="Back")
    assert len(workflow.transitions["end"]) == 2


def test_a_clock_tells_its_levels_and_what_decides_its_target(
    workflow: Workflow[Any, Any],
) -> None:
    workflow.clock(
        "answer",
        start=["new"],
        stop=["done"],
        pause=["open"],
        minutes={"high": 30},
        minutes_by="level",
        due="due_at",
        status="sla",
        escalate={50: ["clerk"], 150: ["manager"]},
    )
    clock = workflow.clocks["answer"]
    assert (clock.start, clock.stop, clock.pause) == (("new",), ("done",), ("open",))
    assert (clock.minutes, clock.due, clock.status) == ({"high": 30}, "due_at", "sla")
    assert clock.levels == (50, 80, 100, 150)
    assert clock.escalate == {50: ("clerk",), 150: ("manager",)}
    assert clock.reads == {"level"}
    assert clock.calendar == "working"


def test_a_target_or_calendar_of_another_record_is_read_through_its_ref(
    workflow: Workflow[Any, Any],
) -> None:
    workflow.clock(
        "end",
        start=["new"],
        stop=["done"],
        target=["policy", "minutes"],
        calendar=["project", "calendar"],
    )
    assert workflow.clocks["end"].reads == {"policy", "project"}
    assert workflow.clocks["end"].levels == (80, 100)
    assert Clock("plain", ("new",), ("done",)).reads == frozenset()
