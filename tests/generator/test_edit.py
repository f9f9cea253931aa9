"""Edits of a schema file: each touches its own lines, says exactly what was meant, and is undone to the byte."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import load_text, source
from generator.codes import CODES, chinese
from generator.edit import EditFailed, meaning, move, put, remove, rename
from generator.edit.renaming import renamed
from generator.nodes import MapNode

SHOP = (Path(__file__).parents[1] / "schemas" / "shop.yaml").read_text(encoding="utf-8")
PART = SHOP[SHOP.index("entities:") : SHOP.index("  Keyword:")]
SMALL = """\
entities:
  # The first one.
  Task:   # of everybody
    label: {zh: 任务, en: Task}
    fields:
      # What it is called.
      name:   {type: string, max: 20, label: {zh: 名称, en: Name}}  # shown in lists

      # When it ends.
      due_on: {type: date, label: {zh: 截止, en: Due}}
      note:
        type: text
        label: {zh: 备注, en: Note}
    workflow: {states: {open: {zh: 开, en: Open}, done: {zh: 完, en: Done, final: true}}}
    help: |
      Two
      lines
  Other: {label: {zh: 它, en: Other}, fields: {a: {type: int}, b: {type: int}}}
"""
FIELDS = ("entities", "Task", "fields")


def changed(before: str, after: str) -> list[str]:
    """The lines that went and came."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_a_new_field_is_one_more_line_below_the_column_of_the_others() -> None:
    made = put(SMALL, (*FIELDS, "who"), {"type": "ref", "to": "User", "label": {"zh": "谁", "en": "Who"}})  # fmt: skip
    assert changed(SMALL, made) == ["+      who: {type: ref, to: User, label: {zh: 谁, en: Who}}"]
    aligned = put(SHOP, ("entities", "Store", "fields", "tax"), {"type": "int"})
    assert changed(SHOP, aligned) == ["+      tax:    {type: int}"]


def test_a_new_option_stands_before_the_label_and_texts_that_yaml_would_misread_are_quoted() -> None:  # fmt: skip
    made = put(SMALL, (*FIELDS, "due_on", "default"), "today()")
    assert "due_on: {type: date, default: today(), label: {zh: 截止, en: Due}}" in made
    for text in ("yes", "1.4", "null", "a: b", "a, b", "#x", "", "true", "甲：乙", "it's", 'say "x"', "two\nlines"):  # fmt: skip
        made = put(SMALL, (*FIELDS, "name", "pattern"), text)
        assert meaning.read(made)["entities"]["Task"]["fields"]["name"]["pattern"] == text


def test_what_is_taken_out_leaves_the_rest_and_its_comments() -> None:
    assert changed(SMALL, remove(SMALL, (*FIELDS, "due_on"))) == [
        "-      # When it ends.",
        "-      due_on: {type: date, label: {zh: 截止, en: Due}}",
    ]
    assert "{type: string, label: {zh: 名称, en: Name}}  # shown" in remove(SMALL, (*FIELDS, "name", "max"))  # fmt: skip
    assert "Other: {label: {zh: 它, en: Other}, fields: {b: {type: int}}}" in remove(
        SMALL, ("entities", "Other", "fields", "a")
    )


def test_a_mapping_that_would_be_empty_goes_with_its_last_key() -> None:
    text = "a:\n  b:\n    c: 1\n  d: 2\n"
    assert remove(text, ("a", "b", "c")) == "a:\n  d: 2\n"


def test_a_renamed_key_keeps_its_value_below_the_others() -> None:
    made = rename(SMALL, (*FIELDS, "due_on"), "due")
    assert "      due:    {type: date" in made
    assert len(changed(SMALL, made)) == 2


def test_a_field_moves_with_the_comment_above_it() -> None:
    made = move(SMALL, (*FIELDS, "due_on"), None)
    assert list(meaning.read(made)["entities"]["Task"]["fields"]) == ["due_on", "name", "note"]
    assert made.index("# When it ends.") < made.index("due_on") < made.index("# What it is called.")


def test_a_block_of_lines_becomes_one_value_and_missing_mappings_are_made() -> None:
    made = put(SMALL, ("entities", "Task", "help"), {"zh": "一", "en": "One"})
    assert "    help: {zh: 一, en: One}\n  Other" in made
    made = put(SMALL, ("entities", "Task", "permissions", "read"), ["csr"])
    assert meaning.read(made)["entities"]["Task"]["permissions"] == {"read": ["csr"]}


def test_an_edit_of_what_is_not_there_is_refused() -> None:
    for act in (
        lambda: remove(SMALL, (*FIELDS, "nothing")),
        lambda: rename(SMALL, (*FIELDS, "name"), "note"),
        lambda: move(SMALL, (*FIELDS, "name"), "nothing"),
        lambda: put("a: [", ("a",), 1),
    ):
        with pytest.raises(EditFailed):
            act()


@cache
def _places() -> tuple[tuple[str, ...], ...]:
    """Every key of some entities of the sample."""
    root = source.read_text(PART, [])
    assert root is not None

    def below(node: MapNode, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for entry in node:
            yield (*path, entry.key)
            if isinstance(entry.node, MapNode) and len(path) < 6:
                yield from below(entry.node, (*path, entry.key))

    found = below(root.mapping("entities"), ("entities",))
    return tuple(path for path in found if len(path) > 2)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(_places()), st.text("abz09 ,:{}[]#'\"-甲", max_size=12))
def test_any_edit_changes_only_its_own_lines_and_its_opposite_gives_the_same_bytes(
    path: tuple[str, ...], text: str
) -> None:
    added = put(PART, (*path[:-1], "zz_new"), text)
    assert all(line.startswith("+") or "zz_new" not in line for line in changed(PART, added))
    assert len(changed(PART, added)) <= 2
    assert remove(added, (*path[:-1], "zz_new")) == PART
    there = rename(PART, path, "zz_new")
    assert len(changed(PART, there)) == 2
    back = rename(there, (*path[:-1], "zz_new"), path[-1])
    # How wide a column was is not known any more when its only short name has gone.
    assert " ".join(back.split()) == " ".join(PART.split())


def test_every_problem_is_called_something_in_chinese_too() -> None:
    assert set(chinese.TITLES) == set(CODES)
    assert chinese.hint("did you mean 'manager'?") == "是否应为“manager”？"
    assert chinese.hint("something else") == "something else"


def _renamed(entity: str, *path: str, to: str) -> str:
    root = source.read_text(SHOP, [])
    assert root is not None
    files = {"schema.yaml": SHOP}
    return renamed(files, root, ("entities", entity, *path), to, published=True)["schema.yaml"]


@pytest.mark.parametrize(
    "path",
    [
        *(("Sale", "fields", name) for name in ("summary", "store", "buyer", "internal_note")),
        ("Clerk", "fields", "login"), ("Clerk", "fields", "wage"), ("Article", "fields", "price"),
        ("Store", "fields", "above"), ("StoreRole", "fields", "store"),
    ],
)  # fmt: skip
def test_what_the_schema_says_of_a_renamed_field_follows(path: tuple[str, ...]) -> None:
    made = _renamed(*path, to="quite_new")
    field = next(
        one
        for entity in load_text(made).entities
        if entity.name == path[0]
        for one in entity.fields
        if one.name == "quite_new"
    )
    assert field.was == path[-1]


def test_states_and_transitions_are_renamed_where_the_workflow_and_rules_name_them() -> None:
    sale = next(one for one in load_text(SHOP).entities if one.name == "Sale")
    assert sale.workflow is not None
    for state in sale.workflow.states[1:3]:
        load_text(_renamed("Sale", "workflow", "states", state.name, to="quite_new"))
    for name in sorted({one.name for one in sale.workflow.transitions})[:2]:
        load_text(_renamed("Sale", "workflow", "transitions", name, to="quite_new"))


def test_a_second_renaming_remembers_the_first_name_and_the_way_back_forgets_it() -> None:
    first = _renamed("Clerk", "fields", "wage", to="pay")
    root = source.read_text(first, [])
    assert root is not None
    path = ("entities", "Clerk", "fields", "pay")
    again = renamed({"schema.yaml": first}, root, path, "salary", published=False)["schema.yaml"]
    assert "was: wage" in again
    back = renamed({"schema.yaml": first}, root, path, "wage", published=False)["schema.yaml"]
    assert back == SHOP
