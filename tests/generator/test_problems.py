"""Schemas that are wrong: the complete text of what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import SchemaProblems, load, load_text
from generator.codes import CODES
from generator.problem import Problem, did_you_mean, render
from tests.golden.problems import bad_cases, found_problems

NOT_IN_GOLDEN_CASES = {"S001", "S003", "S005"}
"""A missing file, too many bytes, too many values: see test_source.py."""


@pytest.mark.parametrize("case", bad_cases(), ids=lambda case: case.name)
def test_a_bad_schema_prints_every_problem(case: Path) -> None:
    expected = (case / "problems.txt").read_text(encoding="utf-8")
    assert f"{found_problems(case)}\n" == expected


def test_every_code_of_the_schema_has_a_golden_case() -> None:
    shown = {problem.code for case in bad_cases() for problem in found_problems(case).problems}
    wanted = {code for code in CODES if code.startswith("S")} - NOT_IN_GOLDEN_CASES
    assert wanted - shown == set()


def test_problems_are_sorted_by_file_and_line() -> None:
    for case in bad_cases():
        places = [(p.file, p.line, p.col) for p in found_problems(case).problems]
        assert places == sorted(places)


def test_a_problem_prints_place_code_path_and_hint() -> None:
    path = "entities.Ticket.workflow.transitions.assign.by[0]"
    hint = "did you mean 'manager'?"
    problem = Problem("schema.yaml", 48, 48, "S401", "unknown role 'managr'", path, hint)
    assert render([problem, problem]) == (
        "schema.yaml:48:48: S401 unknown role 'managr'\n"
        "  at entities.Ticket.workflow.transitions.assign.by[0]\n"
        "  hint: did you mean 'manager'?\n"
        "schema.yaml:48:48: S401 unknown role 'managr'\n"
        "  at entities.Ticket.workflow.transitions.assign.by[0]\n"
        "  hint: did you mean 'manager'?\n"
        "2 problems; nothing was written."
    )


def test_one_problem_is_one_problem() -> None:
    assert render([Problem("s.yaml", 1, 1, "S012", "empty")]).endswith(
        "1 problem; nothing was written."
    )


def test_a_problem_needs_a_code_of_the_table() -> None:
    with pytest.raises(KeyError, match="S999"):
        Problem("schema.yaml", 1, 1, "S999", "new")


def test_a_hint_names_the_nearest_name_or_the_few_that_there_are() -> None:
    assert did_you_mean("managr", ["clerk", "manager"]) == "did you mean 'manager'?"
    assert did_you_mean("MANAGER", ["clerk", "manager"]) == "did you mean 'manager'?"
    assert did_you_mean("maxlength", ["min", "max"]) == "did you mean 'max'?"
    assert did_you_mean("xyz", ["clerk", "manager"]) == "known: clerk, manager"
    assert did_you_mean("xyz", [f"name{number}" for number in range(50)]) == ""


def test_an_included_file_is_named_in_its_problems(tmp_path: Path) -> None:
    case = next(case for case in bad_cases() if case.name == "bad_entry_only")
    files = {problem.file for problem in found_problems(case).problems}
    assert files == {"schema/more.yaml"}


def test_a_good_schema_has_no_problems() -> None:
    folder = Path(__file__).parents[1]
    for schema in ("schemas/shop.yaml", "golden/property/schema.yaml", "expressions/schema.yaml"):
        assert load(folder / schema).entities


def test_an_empty_text_is_one_problem() -> None:
    with pytest.raises(SchemaProblems) as found:
        load_text("")
    assert [problem.code for problem in found.value.problems] == ["S012"]
