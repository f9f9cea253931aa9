"""Two plans → what changed, in the words of the schema: kind, thing, place, risk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from generator.emit.tables import singly_indexed
from generator.matching import Pair, entities, enums, pairs
from generator.plan import Entity, Enum, Expression, Field, Plan, Transition

Kind = Literal["add", "drop", "rename", "widen", "narrow", "change"]
Risk = Literal["none", "data", "access"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `what`: entity, field, enum value, state, transition, grant, unique, index, role, … `path`: the place in
    the new schema (of a drop: in the old one). `risk`: `data` when rows may be refused, moved or converted;
    `access` when somebody sees or may do more than before.
    """

    kind: Kind
    what: str
    path: str
    before: str = ""
    after: str = ""
    risk: Risk = "none"

    def __str__(self) -> str:
        text = f"{self.kind:6} {self.what} {self.path}"
        if self.before and self.after:
            text += f": {self.before} → {self.after}"
        elif self.before or self.after:
            text += f": {self.before or self.after}"
        return text + (f"  [{self.risk}]" if self.risk != "none" else "")


FIELD_DETAILS = (
    *("labels", "help", "readonly", "visible", "default", "default_expression", "index"),
    *("search", "min", "pattern", "on_delete", "trace", "numbering", "total", "expires", "color"),
)
"""What is summed up in one line when it changes."""
APP: dict[str, Risk] = {
    "name": "none",
    "labels": "none",
    "languages": "none",
    "timezone": "data",
    "currency": "data",
}
"""Of the application itself: days and amounts that are stored mean something else by another clock or currency."""


def diff(before: Plan, after: Plan) -> list[Change]:
    """Every change, entities in schema order. Labels and screens are summed up, not listed one by one."""
    changes = [*_named("role", "roles", before.roles, after.roles, drop="access", change="access")]
    for name, risk in APP.items():
        old, new = getattr(before.app, name), getattr(after.app, name)
        if old != new:
            texts = ("", "") if name == "labels" else (str(old), str(new))
            changes.append(Change("change", "app", f"app.{name}", *texts, risk))
    for value in pairs(
        [_WithWas(one) for one in before.users], [_WithWas(one) for one in after.users]
    ):
        name = (value.after or value.before).name  # type: ignore[union-attr]
        if value.before is None or value.after is None or value.before.item != value.after.item:
            new = value.before is None
            changes.append(
                Change(
                    "add" if new else "change",
                    "user value",
                    f"users.{name}",
                    risk="none" if new else "access",
                )
            )
    changes += _named("module", "modules", before.modules, after.modules)
    for enum_pair in enums(before, after):
        changes += _enum(enum_pair)
    for pair in entities(before, after):
        changes += _entity(pair)
    changes += _named("report", "reports", before.reports, after.reports)
    changes += _named("first page", "home", before.homes, after.homes)
    if before.separations != after.separations:
        changes.append(Change("change", "separation of duties", "separate", risk="access"))
    return changes


def _named(
    what: str, place: str, before: Any, after: Any, *, drop: Risk = "none", change: Risk = "none"
) -> Iterator[Change]:
    """Added, dropped, renamed and otherwise changed things with a name; `change`: the risk of the last two."""
    for pair in pairs([_WithWas(item) for item in before], [_WithWas(item) for item in after]):
        old, new = pair.before, pair.after
        if new is None:
            yield Change("drop", what, f"{place}.{old.name if old else ''}", risk=drop)
        elif old is None:
            publishes = getattr(new.item, "publishes", False)
            yield Change("add", what, f"{place}.{new.name}", risk=change if publishes else "none")
        elif old.name != new.name:
            yield Change("rename", what, f"{place}.{new.name}", old.name, new.name, risk=change)
        elif old.item != new.item:
            only_words = _without_words(old.item) == _without_words(new.item)
            yield Change(
                "change", what, f"{place}.{new.name}", risk="none" if only_words else change
            )


def _without_words(item: Any) -> Any:
    """Neither labels nor a former name give anybody a right."""
    return replace(
        item, **{key: value for key, value in (("labels", {}), ("was", None)) if hasattr(item, key)}
    )


class _WithWas:
    """Modules and reports have no `was:`."""

    def __init__(self, item: Any) -> None:
        self.item = item
        self.name: str = item.name
        self.was: str | None = getattr(item, "was", None)


def _enum(pair: Pair[Enum]) -> Iterator[Change]:
    old, new = pair.before, pair.after
    if new is None:
        assert old is not None  # noqa: S101 - a pair is never empty
        yield Change("drop", "enum", f"enums.{old.name}")
        return
    if old is None:
        yield Change("add", "enum", f"enums.{new.name}")
        return
    for value in pairs(old.values, new.values):
        path = f"enums.{new.name}"
        if value.after is None:
            name = value.before.name if value.before else ""
            yield Change("narrow", "enum value", f"{path}.{name}", risk="data")
        elif value.before is None:
            yield Change("widen", "enum value", f"{path}.{value.after.name}")
        elif value.before.name != value.after.name:
            place = f"{path}.{value.after.name}"
            names = (value.before.name, value.after.name)
            yield Change("rename", "enum value", place, *names, risk="data")


GUARDS: dict[str, Risk] = {
    "scopes": "access",
    "api": "access",
    "comments": "access",
    "checks": "access",
    "retain": "data",
}
"""Parts of an entity whose change lets somebody do what was refused, or erases what was kept."""


def _entity(pair: Pair[Entity]) -> Iterator[Change]:
    old, new = pair.before, pair.after
    if new is None:
        assert old is not None  # noqa: S101 - a pair is never empty
        yield Change("drop", "entity", f"entities.{old.name}", risk="data")
        return
    path = f"entities.{new.name}"
    if old is None:
        yield Change("add", "entity", path)
        return
    if old.name != new.name:
        yield Change("rename", "entity", path, old.name, new.name, risk="data")
    for field_pair in pairs(old.fields, new.fields):
        yield from _field(field_pair, f"{path}.fields")
    yield from _workflow(old, new, path)
    yield from _groups(old, new, path)
    yield from _grants(old, new, path)
    for name in (
        "labels",
        "module",
        "process",
        "children",
        "title",
        "help",
        "screens",
        "api",
        "checks",
        "scopes",
        "retain",
        "comments",
    ):
        if getattr(old, name) != getattr(new, name):
            yield Change("change", name, f"{path}.{name}", risk=GUARDS.get(name, "none"))
    if any(test not in new.tests for test in old.tests):
        yield Change("drop", "permission test", f"{path}.tests", risk="access")
    elif old.tests != new.tests:
        yield Change("add", "permission test", f"{path}.tests")
    if old.ledger != new.ledger:
        yield Change("change", "ledger", path, str(old.ledger), str(new.ledger), risk="data")


def _field(pair: Pair[Field], place: str) -> Iterator[Change]:
    old, new = pair.before, pair.after
    if new is None:
        assert old is not None  # noqa: S101 - a pair is never empty
        yield Change("drop", "field", f"{place}.{old.name}", risk="data")
        return
    path = f"{place}.{new.name}"
    if old is None:
        yield Change("add", "field", path, after=new.type)
        return
    if old.name != new.name:
        yield Change("rename", "field", path, old.name, new.name, risk="data")
    if (old.type, old.target, old.enum) != (new.type, new.target, new.enum):
        names = (_type(old), _type(new))
        yield Change("change", "type", path, *names, risk="data")
    yield from _size("length", path, old.max, new.max)
    yield from _size("scale", path, old.scale, new.scale)
    if old.required != new.required:
        kind: Kind = "narrow" if new.required is True else "widen"
        texts = (_condition(old.required), _condition(new.required))
        yield Change(kind, "required", path, *texts, risk="data" if kind == "narrow" else "none")
    if old.unique != new.unique:
        kind = "narrow" if new.unique else "widen"
        yield Change(kind, "unique", path, risk="data" if new.unique else "access")
    if old.pii != new.pii:
        yield Change("change", "pii", path, old.pii or "none", new.pii or "none", risk="access")
    for name in ("formula", "lookup", "aggregate"):
        if getattr(old, name) != getattr(new, name):
            # What is stored is worked out again, and may then tell what its readers could not see.
            yield Change("change", name, path, risk="data")
    changed = [name for name in FIELD_DETAILS if getattr(old, name) != getattr(new, name)]
    if changed:
        yield Change("change", "field", path, after=", ".join(changed), risk=_of_details(old, new))


def _of_details(old: Field, new: Field) -> Risk:
    """Whether what was fixed may be typed over, or rows go with those that they point to."""
    if old.readonly != new.readonly and new.readonly is not True:
        return "access"
    return "data" if old.on_delete != new.on_delete else "none"


def _size(what: str, path: str, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    numbers = isinstance(before, int) and isinstance(after, int)
    narrower = (numbers and after < before) or (not numbers and before is None)
    kind: Kind = "narrow" if narrower else "widen"
    texts = ("" if before is None else str(before), "" if after is None else str(after))
    yield Change(kind, what, path, *texts, risk="data" if narrower else "none")


def _workflow(old: Entity, new: Entity, path: str) -> Iterator[Change]:
    place = f"{path}.workflow"
    if old.workflow is None or new.workflow is None:
        if old.workflow != new.workflow:
            yield Change("drop" if new.workflow is None else "add", "workflow", place, risk="data")
        return
    for pair in pairs(old.workflow.states, new.workflow.states):
        if pair.after is None:
            name = pair.before.name if pair.before else ""
            yield Change("narrow", "state", f"{place}.states.{name}", risk="data")
        elif pair.before is None:
            yield Change("widen", "state", f"{place}.states.{pair.after.name}")
        elif pair.before.name != pair.after.name:
            names = (pair.before.name, pair.after.name)
            yield Change(
                "rename", "state", f"{place}.states.{pair.after.name}", *names, risk="data"
            )
        elif pair.before.final != pair.after.final:
            # What is final is what retention erases, and what rules look at.
            yield Change("change", "state", f"{place}.states.{pair.after.name}", risk="data")
    before = _by_name(old.workflow.transitions)
    after = _by_name(new.workflow.transitions)
    for moved in pairs([b[0] for b in before.values()], [a[0] for a in after.values()]):
        was, now = moved.before, moved.after
        where = f"{place}.transitions.{now.name if now else was.name if was else ''}"
        if was is None:
            yield Change("add", "transition", where, risk="access")
        elif now is None:
            yield Change("drop", "transition", where)
        elif was.name != now.name:
            yield Change("rename", "transition", where, was.name, now.name, risk="data")
        elif before[was.name] != after[now.name]:
            same = _unexplained(before[was.name]) == _unexplained(after[now.name])
            yield Change("change", "transition", where, risk="none" if same else "access")
    if old.workflow.clocks != new.workflow.clocks:
        yield Change("change", "sla", f"{place}.sla")
    if old.workflow.initial != new.workflow.initial:
        names = (old.workflow.initial, new.workflow.initial)
        yield Change("change", "initial state", place, *names, risk="access")
    elif old.workflow.begins != new.workflow.begins:
        before_it, after_it = (", ".join(flow.beginnings) for flow in (old.workflow, new.workflow))
        more = set(new.workflow.begins) - set(old.workflow.begins)
        yield Change(
            "change", "initial state", place, before_it, after_it, "access" if more else "none"
        )


def _unexplained(transitions: list[Transition]) -> list[Transition]:
    """Without what only the manual says of them."""
    return [replace(one, help=None, caution=None) for one in transitions]


def _by_name(transitions: tuple[Transition, ...]) -> dict[str, list[Transition]]:
    result: dict[str, list[Transition]] = {}
    for transition in transitions:
        result.setdefault(transition.name, []).append(transition)
    return result


def _groups(old: Entity, new: Entity, path: str) -> Iterator[Change]:
    for what, before, after in (
        ("unique", old.unique, new.unique),
        ("index", old.indexes, new.indexes),
    ):
        for names in after:
            if names not in before:
                risk: Risk = "data" if what == "unique" else "none"
                yield Change("add", what, f"{path}.{what}", after=", ".join(names), risk=risk)
        for names in before:
            if names not in after:
                loosened: Risk = "access" if what == "unique" else "none"
                yield Change("drop", what, f"{path}.{what}", before=", ".join(names), risk=loosened)
    yield from _own_indexes(old, new, path)


def _own_indexes(old: Entity, new: Entity, path: str) -> Iterator[Change]:
    """Of fields that were there before."""
    before, after = singly_indexed(old), singly_indexed(new)
    for name in after:
        if name not in before and any(name == field.name for field in old.fields):
            yield Change("add", "index", f"{path}.index", after=name)
    for name in before:
        if name not in after and any(name == field.name for field in new.fields):
            yield Change("drop", "index", f"{path}.index", before=name)


def _grants(old: Entity, new: Entity, path: str) -> Iterator[Change]:
    before, after = _flat(old.permissions.grants), _flat(new.permissions.grants)
    for (action, role), scope in after.items():
        place = f"{path}.permissions.{action}.{role}"
        if (action, role) not in before:
            yield Change("widen", "permission", place, after=scope, risk="access")
        elif before[action, role] != scope:
            texts = (before[action, role], scope)
            kind: Kind = "narrow" if texts[0] == "all" else "widen" if scope == "all" else "change"
            risk: Risk = "none" if kind == "narrow" else "access"
            yield Change(kind, "permission", place, *texts, risk=risk)
    for (action, role), scope in before.items():
        if (action, role) not in after:
            place = f"{path}.permissions.{action}.{role}"
            yield Change("narrow", "permission", place, before=scope)
    if old.permissions.fields != new.permissions.fields:
        yield Change("change", "field permission", f"{path}.permissions.fields", risk="access")


def _flat(grants: Mapping[str, Mapping[str, str | None]]) -> dict[tuple[str, str], str]:
    return {
        (action, role): scope or "all"
        for action, roles in grants.items()
        for role, scope in roles.items()
    }


def _type(field: Field) -> str:
    of = field.target or field.enum
    return f"{field.type} to {of}" if of else field.type


def _condition(value: bool | Expression) -> str:
    return value.source if isinstance(value, Expression) else str(value).lower()
