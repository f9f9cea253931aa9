"""Enum values, states, transitions and roles that were renamed or dropped: the rows that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.matching import entities, enums, pairs
from generator.migration import lookalike
from generator.migration.changes import Changes
from generator.migration.steps import helper
from generator.plan import Entity, Field, Workflow


def change_states(changes: Changes, entity: Entity, before: Workflow, after: Workflow) -> None:
    """States live in a column, so a new one needs nothing."""
    found = list(pairs(before.states, after.states))
    place = f"entities.{entity.name}.workflow.states"
    changes.suspect(found, lookalike.named_alike, place, "state")
    gone = [pair.before.name for pair in found if pair.before and not pair.after]
    if gone:
        where = f"{entity.name}.state"
        check = helper("refuse_values", entity.table, "state", gone, where=where)
        changes.add("convert", [check])
    for old, new in _renamed(before.states, after.states):
        changes.words.append(f"rename state {old} to {new}")
        changes.rename("rename_state", (entity.table,), old, new, "fill")
    moves = list(pairs(_once(before.transitions), _once(after.transitions)))
    place = f"entities.{entity.name}.workflow.transitions"
    changes.suspect(moves, lookalike.transitions_alike, place, "transition")
    for old, new in _renamed(_once(before.transitions), _once(after.transitions)):
        changes.words.append(f"rename transition {old} to {new}")
        changes.rename("rename_transition", (entity.table,), old, new, "fill")


def change_values(changes: Changes) -> None:
    """Enum values, in every column that holds them."""
    for pair in enums(changes.before, changes.after):
        if not pair.before or not pair.after:
            continue
        found = list(pairs(pair.before.values, pair.after.values))
        changes.suspect(found, lookalike.named_alike, f"enums.{pair.after.name}", "value")
        gone = [item.before.name for item in found if item.before and not item.after]
        renamed = _renamed(pair.before.values, pair.after.values)
        if not renamed and not gone:
            continue
        for entity, field in _fields_with(changes, pair.after.name, pair.before.name):
            many = field.type == "enums"
            for old, new in renamed:
                changes.words.append(f"rename value {old} to {new}")
                function = "rename_in_lists" if many else "rename_value"
                changes.rename(function, (entity.table, field.name), old, new, "fill")
            if gone:
                where = f"{entity.name}.{field.name}"
                function = "refuse_in_lists" if many else "refuse_values"
                check = helper(function, entity.table, field.name, gone, where=where)
                changes.add("convert", [check])


def _fields_with(changes: Changes, enum: str, was: str) -> Iterator[tuple[Entity, Field]]:
    """Fields of this enum that had it before."""
    for pair in entities(changes.before, changes.after):
        if not pair.before or not pair.after:
            continue
        for fields in pairs(pair.before.fields, pair.after.fields):
            if not fields.before or not fields.after:
                continue
            if fields.after.enum == enum and fields.before.enum == was:
                yield pair.after, fields.after


def change_roles(changes: Changes) -> None:
    """A role keeps its people."""
    found = list(pairs(changes.before.roles, changes.after.roles))
    changes.suspect(found, lookalike.named_alike, "roles", "role")
    for old, new in _renamed(changes.before.roles, changes.after.roles):
        changes.words.append(f"rename role {old} to {new}")
        changes.rename("rename_role", (), old, new, "fill")


def _renamed(before: Iterable[Any], after: Iterable[Any]) -> list[tuple[str, str]]:
    return [
        (pair.before.name, pair.after.name)
        for pair in pairs(before, after)
        if pair.before and pair.after and pair.before.name != pair.after.name
    ]


def _once(items: Iterable[Any]) -> list[Any]:
    """Mappings that share a name are one transition."""
    return list({item.name: item for item in items}.values())
