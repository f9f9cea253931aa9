"""Where a schema mentions a field, a state, a transition or a value: screens, reports, rules, permissions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from generator.plan import Entity, Expression, Plan

Key = tuple[str, str]


def of_field(plan: Plan, entity: str, field: str) -> list[str]:
    """Places, `entities.Task.screens.list` first for the lists, each once."""
    found = [place for place, key in _fields(plan) if key == (entity, field)]
    return list(dict.fromkeys(found))


def of_entity(plan: Plan, entity: str) -> list[str]:
    """Other entities, reports and user values that point to it."""
    found: list[str] = []
    for other in plan.entities:
        for field in other.fields:
            if field.target == entity and other.name != entity:
                found.append(f"entities.{other.name}.fields.{field.name}")
        for children in other.children:
            if children.entity == entity:
                found.append(f"entities.{other.name}.children.{children.name}")
    found += [f"reports.{report.name}" for report in plan.reports if report.entity == entity]
    found += [f"home.{home.name}" for home in plan.homes if entity in [task.entity for task in home.tasks]]  # fmt: skip
    found += [f"users.{user.name}" for user in plan.users if entity in (user.target, user.through)]
    return found


def of_value(plan: Plan, value: str, entity: str | None = None) -> list[str]:
    """Expressions that compare with the text, and, with an entity, the transitions and clocks of the state."""
    quoted = re.compile(rf"""['"]{re.escape(value)}['"]""")
    found = [place for place, _, rule in _expressions(plan) if quoted.search(rule.source)]
    for owner in plan.entities:
        if owner.name != entity or owner.workflow is None:
            continue
        flow = f"entities.{owner.name}.workflow"
        for move in owner.workflow.transitions:
            if value in (*move.sources, move.target):
                found.append(f"{flow}.transitions.{move.name}")
        for clock in owner.workflow.clocks:
            if value in (*clock.start, *clock.stop, *clock.pause):
                found.append(f"{flow}.sla.{clock.name}")
    return list(dict.fromkeys(found))


def _fields(plan: Plan) -> Iterator[tuple[str, Key]]:
    """Every mention of a field, paths through refs with each of their steps."""
    for entity in plan.entities:
        for place, dotted in _dotted(entity):
            for key in _steps(plan, entity.name, dotted.lstrip("-").split(".")):
                yield place, key
    for place, owner, rule in _expressions(plan):
        for key in _tree(plan, owner, rule.tree):
            yield place, key
    for report in plan.reports:
        names = [
            str(item[key])
            for item in report.measures
            for key in ("field", "from", "to")
            if item.get(key)
        ]
        names += [*report.group, *([str(report.period["field"])] if report.period and "field" in report.period else [])]  # fmt: skip
        names += [report.pivot] if report.pivot else []
        for name in names:
            for key in _steps(plan, report.entity, name.split(".")):
                yield f"reports.{report.name}", key
        trees = [item[key]["tree"] for item in report.measures for key in ("when", "of") if item.get(key)]  # fmt: skip
        for tree in trees:
            for key in _tree(plan, report.entity, tree):
                yield f"reports.{report.name}", key


def _dotted(entity: Entity) -> Iterator[tuple[str, str]]:
    """(place, field or path) of what an entity lists."""
    place = f"entities.{entity.name}"
    screens = entity.screens
    if screens:
        lists = [*screens.columns, *screens.filters, *screens.sort]
        yield from ((f"{place}.screens.list", name) for name in lists)
        for section in screens.sections:
            yield from ((f"{place}.screens.form", name) for name in section.fields)
        yield from ((f"{place}.screens.portal", name) for name in screens.portal)
        for kind in ("kanban", "calendar", "tree"):
            if name := getattr(screens, kind):
                yield f"{place}.screens.{kind}", name
        yield from ((f"{place}.screens.gantt", name) for name in screens.gantt or ())
    yield from ((f"{place}.title", name) for name in re.findall(r"\{([^{}]+)\}", entity.title))
    for names in (*entity.unique, *entity.indexes):
        yield from ((f"{place}.unique and indexes", name) for name in names)
    yield from ((f"{place}.permissions.fields", rule.field) for rule in entity.permissions.fields)
    for field in entity.fields:
        if field.lookup:
            yield f"{place}.fields.{field.name}.lookup", ".".join(field.lookup)
    for move in entity.workflow.transitions if entity.workflow else ():
        reset = move.approve.reset_on if move.approve else ()
        names = (*move.asks, *move.needs, *reset)
        yield from ((f"{place}.workflow.transitions.{move.name}", name) for name in names)
    for clock in entity.workflow.clocks if entity.workflow else ():
        given = (clock.due, clock.status, clock.minutes_by, ".".join(clock.target or ()))
        yield from ((f"{place}.workflow.sla.{clock.name}", name) for name in given if name)


def _expressions(plan: Plan) -> Iterator[tuple[str, str, Expression]]:
    """(place, entity that it is about, expression)."""
    for entity in plan.entities:
        place = f"entities.{entity.name}"
        for scope in entity.scopes:
            yield f"{place}.scopes.{scope.name}", entity.name, scope.expression
        for check in entity.checks:
            yield f"{place}.checks.{check.name}", entity.name, check.test
        for field in entity.fields:
            rules = {
                "required": field.required, "readonly": field.readonly, "visible": field.visible,
                "default": field.default_expression, "formula": field.formula,
            }  # fmt: skip
            for name, rule in rules.items():
                if isinstance(rule, Expression):
                    yield f"{place}.fields.{field.name}.{name}", entity.name, rule
            if field.aggregate and field.aggregate.where:
                child = next(c for c in entity.children if c.name == field.aggregate.children)
                yield f"{place}.fields.{field.name}.where", child.entity, field.aggregate.where
        for move in entity.workflow.transitions if entity.workflow else ():
            if move.when:
                yield f"{place}.workflow.transitions.{move.name}.when", entity.name, move.when
    for report in plan.reports:
        if report.where:
            yield f"reports.{report.name}", report.entity, report.where
    for home in plan.homes:
        for task in home.tasks:
            yield f"home.{home.name}.tasks", task.entity, task.where


def _tree(plan: Plan, entity: str, tree: Any) -> Iterator[Key]:
    if not isinstance(tree, list) or not tree or tree[0] in ("lit", "user", "custom"):
        return
    if tree[0] == "field":
        yield entity, str(tree[1])
    elif tree[0] == "path":
        yield from _steps(plan, entity, [*tree[1], tree[2]])
    else:
        for part in tree[1:]:
            yield from _tree(plan, entity, part)


def _steps(plan: Plan, entity: str, steps: Sequence[str]) -> Iterator[Key]:
    by_name = {each.name: each for each in plan.entities}
    here = by_name.get(entity)
    for step in steps:
        if here is None:
            return
        yield here.name, step
        field = next((each for each in here.fields if each.name == step), None)
        here = by_name.get(field.target or "") if field else None
