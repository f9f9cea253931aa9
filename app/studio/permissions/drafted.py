"""The permission tests of a schema that is not in use yet: its rules, asked of the rows that there are. Only read.

What the draft grants is judged by the policy and the judgement of the application themselves, filled from the draft's plan.
Rows are those of the database as it is; whatever asks for a field or an entity that the database does not have is told as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.runtime.access import expectations
from app.runtime.access.expectations import Expectation, Failure
from app.runtime.expression import Expression, expression
from app.runtime.policy import FieldRule, Policy, Scope, everything
from app.runtime.registry import EntityEntry, Registry
from app.runtime.workflow import Approval, Workflow
from generator.nodes import MapNode
from generator.plan import Entity, Plan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SECONDS = 20.0
"""How long the studio asks; what is left then is told."""
Places = Mapping[str, Sequence[str]]
"""Entity → `file:line` of each of its tests, in the order of the plan."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A test that does not hold. `already`: nor does it hold by the rules that are in use."""

    failure: Failure
    already: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """`number` lines; `idle` had no row, `unknown` (line, name) wait for the migration, `late` for more time."""

    number: int
    questions: int
    broken: tuple[Broken, ...]
    idle: tuple[Expectation, ...]
    unknown: tuple[tuple[Expectation, str], ...]
    late: tuple[Expectation, ...]

    @property
    def in_the_way(self) -> list[Broken]:
        """What this change breaks: a plan with one of them is refused."""
        return [one for one in self.broken if not one.already]


def ask(
    session: Session,
    known: Registry,
    after: Plan,
    before: Plan | None,
    places: Places,
    *,
    seconds: float | None = SECONDS,
) -> Asked:
    """Every line of `tests:` of `after`, asked by its rules; what fails, by those of `before` too.

    `known` says which entities and fields the database has. Statements: two a line, action and person at most, and for
    steps those of 200 records.
    """
    lines = list(of(after, places))
    rules, old = entries(after, known), entries(before, known) if before else {}
    unknown = [(one, name) for one in lines if (name := _unknown(one, rules, known))]
    askable = [one for one in lines if one not in {line for line, _ in unknown}]
    outcome = expectations.run(session, askable, entries=rules, seconds=seconds)
    failures = outcome.failures
    again = [one for one in dict.fromkeys(f.expectation for f in failures) if one.entity in old and not _unknown(one, old, known)]  # fmt: skip
    then = expectations.run(session, again, entries=old, seconds=seconds)
    was = set(map(_key, then.failures))
    shown: dict[tuple[Any, ...], Broken] = {}
    for one in failures:
        # One row an act of a line: the first that proves it wrong.
        shown.setdefault(_key(one), Broken(one, _key(one) in was))
    return Asked(
        len(lines), outcome.asked, tuple(shown.values()), tuple(outcome.idle), tuple(unknown),
        tuple(outcome.late),
    )  # fmt: skip


def in_use(session: Session, lines: Sequence[Expectation], seconds: float = SECONDS) -> Asked:
    """The same of the policies that decide now."""
    found = expectations.run(session, lines, seconds=seconds)
    broken: dict[tuple[Any, ...], Broken] = {}
    for one in found.failures:
        broken.setdefault(_key(one), Broken(one, already=True))
    return Asked(
        len(lines), found.asked, tuple(broken.values()), tuple(found.idle), (), tuple(found.late)
    )


def of(plan: Plan, places: Places) -> Iterator[Expectation]:
    """Every line of `tests:` with its place."""
    for entity in plan.entities:
        at = places.get(entity.name, ())
        for number, test in enumerate(entity.tests):
            yield Expectation(
                at[number] if number < len(at) else entity.name,
                entity.name, test.role, test.may, test.may_not,
                expression(test.where.source, test.where.tree) if test.where else None,
            )  # fmt: skip


def places_of(root: MapNode) -> Places:
    """The places of a schema that was read."""
    return {
        entry.key: [
            f"{test.at.file}:{test.at.line}"
            for test in entry.node.items("tests")
            if isinstance(test, MapNode)
        ]
        for entry in root.mapping("entities")
        if isinstance(entry.node, MapNode)
    }


def entries(plan: Plan, known: Registry) -> dict[str, EntityEntry]:
    """The rules of a plan over the tables of the application: entities that both have."""
    found = {}
    for entity in plan.entities:
        if known.has(entity.name):
            now = known.entity(entity.name)
            found[entity.name] = EntityEntry(
                now.entity, _policy(entity, now.entity), now.hooks, _workflow(entity)
            )
    return found


def _policy(entity: Entity, mapped: Any) -> Policy:
    scopes = {one.name: Scope(one.name, _expression(one.expression)) for one in entity.scopes}
    grants = {
        action: {role: scopes[name] if name else everything for role, name in roles.items()}
        for action, roles in entity.permissions.grants.items()
    }
    rules = {
        one.field: FieldRule(
            None if one.read is None else frozenset(one.read),
            None if one.write is None else frozenset(one.write),
        )
        for one in entity.permissions.fields
    }
    # Not by `allow`: that tells the whole process that its policies are others now.
    return Policy(mapped, list(scopes.values()), grants, rules)


def _workflow(entity: Entity) -> Workflow[Any, Any] | None:
    flow = entity.workflow
    if flow is None:
        return None
    made: Workflow[Any, Any] = Workflow(initial=flow.initial, begins=flow.begins)
    for state in flow.states:
        made.state(state.name, final=state.final, rest=state.rest, **state.labels)
    for one in flow.transitions:
        approve, labels = one.approve, dict[str, Any](one.labels)
        made.add(
            one.name, source=one.sources, target=one.target, by=one.by,
            when=_expression(one.when) if one.when else None,
            approve=Approval(approve.need, approve.of, approve.exclude) if approve else None,
            exclude=one.exclude, **labels,
        )  # fmt: skip
    return made


def _expression(found: Any) -> Expression:
    return expression(found.source, found.tree)


def _key(one: Failure) -> tuple[Any, ...]:
    line = one.expectation
    return (line.place, line.entity, line.role, one.action, one.expected)


def _unknown(line: Expectation, rules: Mapping[str, EntityEntry], known: Registry) -> str:
    """The first name that the database, or the application, does not have yet; "" when all is there."""
    entry = rules.get(line.entity)
    if entry is None:
        return line.entity
    trees = [line.where.tree] if line.where else []
    for action in (*line.may, *line.may_not):
        scope = entry.policy.grants(action).get(line.role)
        named = [scope] if scope else []
        for step in entry.workflow.transitions.get(action, []) if entry.workflow else []:
            name = step.by.get(line.role)
            found = entry.policy.scope(name) if name else entry.policy.grants("read").get(line.role)
            named += [found] if found else []
        trees += [one.expression.tree for one in named if one.expression]
    return next((name for tree in trees if (name := _missing(tree, entry, known))), "")


def _missing(tree: Any, entry: EntityEntry, known: Registry) -> str:
    if not isinstance(tree, list) or not tree or tree[0] == "lit":
        return ""
    if tree[0] == "field":
        return "" if _has(entry.entity, tree[1]) else f"{entry.entity.meta.name}.{tree[1]}"
    if tree[0] == "user":
        return "" if tree[1][0] in ("id", "username") or any(one.name == tree[1][0] for one in known.users) else f"user.{tree[1][0]}"  # fmt: skip
    if tree[0] == "custom":
        try:
            known.custom_function("scope", entry.entity.meta.name, tree[1])
        except LookupError:
            return f"custom: {tree[1]}"
        return ""
    if tree[0] == "path":
        return _missing_on_path([*tree[1], tree[2]], entry, known)
    return next((name for part in tree[1:] if (name := _missing(part, entry, known))), "")


def _missing_on_path(names: Sequence[str], entry: EntityEntry, known: Registry) -> str:
    here: Any = entry.entity
    for name in names:
        if not _has(here, name):
            return f"{here.meta.name}.{name}"
        field = here.fields().get(name)
        if field is None or field.type != "ref" or not known.has(str(field.to)):
            return ""
        here = known.entity(str(field.to)).entity
    return ""


def _has(entity: Any, name: str) -> bool:
    return hasattr(entity, name) or hasattr(entity, f"{name}_id")
