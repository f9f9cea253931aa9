"""One field of the model → its mapping in the schema."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from generator.field_types import COMMON_OPTIONS, FIELD_TYPES
from generator.importers import labels
from generator.importers.conditions import Untranslatable, render
from generator.importers.conditions.render import render_value
from generator.importers.emit.choices import choices
from generator.importers.emit.defaults import default_of, without_zeros
from generator.importers.emit.patterns import is_mail, lawful
from generator.importers.emit.scope import EntityScope
from generator.importers.emit.writing import BY_HAND, Mapping, Writing
from generator.importers.model import Default, Entity, Field, Node

LONG: Final = 4_000
LONGEST: Final = 1_000_000
MOST_ITEMS: Final = 100
WIDEST: Final = 2**63 - 1
"""A limit beyond 32 bits gives a whole number a column of 64; this one forbids nothing."""
_OF_USERS: Final = ("email", "username", "first_name", "last_name")


def write(writing: Writing, entity: Entity, one: Field) -> Mapping:
    """The mapping of a field; everything that it says is carried, or told."""
    return _Field(writing, entity, one).write()


class _Field:
    def __init__(self, writing: Writing, entity: Entity, one: Field) -> None:
        self.writing = writing
        self.report = writing.report
        self.entity = entity
        self.one = one
        ours = writing.names.fields[entity.name][one.name]
        self.path = f"entities.{writing.names.entities[entity.name]}.fields.{ours}"
        self.name = f"{entity.name}.{one.name}"
        if (
            one.type == "string"
            and isinstance(one.max, int | Decimal)
            and one.max > LONG
            and not (one.unique or one.index)
        ):
            one.type = "text"
        self.row = FIELD_TYPES[one.type]
        self.made: Mapping = {"type": one.type}

    def has(self, option: str) -> bool:
        return option in self.row.options or option in COMMON_OPTIONS

    def carry(self, key: str, kind: str, what: object) -> None:
        self.writing.carry(f"{self.path}.{key}", kind, self.one.place, self.name, f"{key}: {what}")

    def lose(self, kind: str, what: str, why: str, todo: str = BY_HAND) -> None:
        self.report.lost(kind, self.one.place, self.name, what, why, todo)

    def write(self) -> Mapping:
        one = self.one
        self.writing.carry(self.path, one.kind, one.place, self.name, one.type)
        without_zeros(one, self.name, self.report)
        self.kind()
        self.computed()
        self.limits()
        self.pattern()
        self.flags()
        self.default()
        languages = self.writing.model.languages
        called = (
            re.sub(r"(?<=[a-z])(?:_id|Id|_ID|ID)\Z", "", one.name)
            if one.type == "ref"
            else one.name
        )
        self.made["label"] = labels.both(one.label, called, languages)
        if one.help:
            self.made["help"] = labels.both(one.help, one.name, languages, labels.HELP)
        return self.made

    def kind(self) -> None:
        """What the type cannot do without."""
        one, names = self.one, self.writing.names
        if one.type in ("ref", "refs"):
            self.made["to"] = names.entities.get(one.target, one.target)
            if one.on_delete and one.type == "ref":
                self.made["on_delete"] = one.on_delete
                self.carry("on_delete", "on delete", one.on_delete)
        elif one.type in ("enum", "enums") and one.enum:
            self.made["of"] = names.enums[one.enum]
        elif one.type in ("enum", "enums"):
            given = names.values[self.name]
            self.made["values"] = choices(self.writing, one.choices, given, f"{self.path}.values")
        elif one.type == "number":
            self.made["pattern"] = one.number or "{seq:6}"
            self.carry("pattern", "numbering", one.number)
            if one.number_scope:
                self.made["scope"] = names.fields[self.entity.name][one.number_scope]
        if self.has("scale") and one.scale is not None:
            self.made["scale"] = max(0, min(8, one.scale))

    def computed(self) -> None:
        """What fills the field; `formula` is typed here, for it gives a value and no condition."""
        one, names = self.one, self.writing.names
        if one.lookup:
            ref = names.fields[self.entity.name].get(one.lookup[0])
            target = self.entity.field(one.lookup[0])
            found = target and self.writing.model.entity(target.target)
            inner = found.field(one.lookup[1]) if found else None
            if ref and target and target.target == "User" and one.lookup[1] in _OF_USERS:
                self.made["lookup"] = f"{ref}.{one.lookup[1]}"
                self.carry("lookup", "fetch", ".".join(one.lookup))
                return
            if ref is None or found is None or inner is None or not self.has("lookup"):
                what = ".".join(one.lookup)
                self.lose(
                    "fetch", what, "the way leads through something that is not a reference here"
                )
                one.lookup = None
                return
            self.made["lookup"] = f"{ref}.{names.fields[found.name][inner.name]}"
            self.carry("lookup", "fetch", ".".join(one.lookup))
        elif one.formula:
            text, why = "", one.formula.why
            if one.formula.tree is not None:
                try:
                    scope = EntityScope(self.writing.model, names, self.entity)
                    text, _ = render_value(one.formula.tree, scope)
                except Untranslatable as error:
                    why = str(error)
            if not text or not self.has("formula"):
                self.lose("computed", one.formula.source, why or "the type has no formula")
                one.formula = None
                return
            self.made["formula"] = text
            self.carry("formula", "computed", one.formula.source)
        elif one.count_of:
            self.made["count"] = names.children[self.entity.name][one.count_of]

    def limits(self) -> None:
        for key in ("min", "max"):
            value = self.one.min if key == "min" else self.one.max
            if value is None:
                continue
            if self.one.is_computed:
                self.report.carried(key)  # what it is made from keeps the limit
                continue
            fitted = self.limit(key, value)
            if fitted is not None:
                self.made[key] = fitted
                self.carry(key, key, value)
        if (
            self.one.wide
            and self.one.type == "int"
            and "max" not in self.made
            and not self.one.lookup
        ):
            self.made["max"] = WIDEST

    def limit(self, key: str, value: Decimal | int) -> Decimal | int | None:
        row = self.row
        if not self.has(key):
            if row.name in ("file", "image", "signature") or row.kind is None:
                self.lose(key, f"{key}: {value}", f"a {row.name} field has no limit")
            else:
                self.lose(key, f"{key}: {value}", f"a {row.name} field has no `{key}`")
            return None
        if row.kind == "decimal":
            return self.within(key, value, value)
        whole = int(value)
        if whole != value and key == "min" and value > 0:
            whole += 1
        if row.kind == "int":
            if abs(whole) <= WIDEST:
                return whole
            self.one.wide = True
            return self.within(key, value, whole)
        if row.kind == "list" or row.name == "refs":
            most = MOST_ITEMS
        else:
            most = LONGEST if row.default_max is None else LONG
        if key == "min" and whole <= 0:
            self.report.carried(key)  # a length is never negative
            return None
        if not 1 <= whole <= most:
            self.report.changed(
                key,
                self.one.place,
                self.name,
                f"{key}: {value}",
                f"1 to {most} are possible",
                "shorten it",
            )
            return max(1, min(whole, most))
        return whole

    def within(self, key: str, value: Decimal | int, fitted: Decimal | int) -> Decimal | int | None:
        """The limit; None where no value of the column is ever beyond it."""
        if abs(Decimal(fitted)) < Decimal(10) ** 15:
            return fitted
        self.report.carried(key)
        self.report.changed(
            key,
            self.one.place,
            self.name,
            f"{key}: {value}",
            "no value of the column is ever beyond it",
        )
        return None

    def pattern(self) -> None:
        source = self.one.pattern
        if not source:
            return
        if not self.has("pattern") or self.row.name == "number":
            self.lose("pattern", source, f"a {self.row.name} field has no pattern")
            return
        longest = self.made.get("max") or self.row.default_max or 200
        made, why = lawful(source, int(longest))
        if why and self.made["type"] == "string" and is_mail(source):
            self.made["type"] = "email"
            self.made.pop("max", None)
            self.made.pop("min", None)
            self.report.carried("pattern")
            self.report.changed(
                "pattern", self.one.place, self.name, source, "it is checked as an e-mail address"
            )
            return
        if not made:
            self.lose("pattern", source, why, "check it in a hook (docs/hooks.md)")
            return
        self.made["pattern"] = made
        self.carry("pattern", "pattern", source)
        if why:
            self.report.changed("pattern", self.one.place, self.name, source, why)

    def flags(self) -> None:
        one = self.one
        self.condition_of("visible")
        if one.is_computed or one.type == "number":
            # Filled by the program: nobody could leave it empty or write into it.
            for kind, given in (("required", one.required), ("readonly", one.readonly)):
                if given:
                    self.report.carried(kind)
            for kind, condition in (
                ("required if", one.required_if),
                ("readonly if", one.readonly_if),
            ):
                if condition:
                    self.report.carried(kind)
        else:
            self.required()
            self.condition_of("readonly")
        for key in ("unique", "index", "search"):
            if not getattr(one, key):
                continue
            if not self.has(key):
                self.lose(key, f"{key}: true", f"a {one.type} field has no `{key}`", "leave it")
            elif not (key == "index" and one.unique):
                self.made[key] = True
                self.carry(key, key, "true")
            else:
                self.report.carried(key)

    def required(self) -> None:
        one = self.one
        if one.required and self.made.get("visible") is False:
            self.report.carried("required")
            self.report.changed(
                "required",
                one.place,
                self.name,
                "required",
                "nobody is shown the field, so nobody can fill it",
                "let a hook fill it",
            )
        elif one.required and one.readonly and one.default is None:
            self.report.carried("required")
            self.report.changed(
                "required",
                one.place,
                self.name,
                "required",
                "people may not fill it",
                "let a hook fill it",
            )
        elif one.required:
            self.made["required"] = True
            self.carry("required", "required", "true")
        elif one.required_if:
            self.put("required", "required if", one.required_if)

    def condition_of(self, key: str) -> None:
        one = self.one
        if key == "visible":
            if not one.visible:
                self.made["visible"] = False
                self.carry("visible", "visible", "false")
                return
            self.visible()
        elif one.readonly:
            self.made["readonly"] = True
            self.carry("readonly", "readonly", "true")
        else:
            if one.readonly_if:
                self.put("readonly", "readonly if", one.readonly_if)
            self.closed()

    def closed(self) -> None:
        """Nothing is changed any more once the record has left the states in which it is drafted."""
        if not self.entity.drafts or self.one.stays_open or self.made.get("readonly") is True:
            return
        names = self.writing.names.states[self.entity.name]
        drafts = [names[each] for each in self.entity.drafts]
        text = f"state != '{drafts[0]}'"
        if len(drafts) > 1:
            listed = ", ".join(f"'{each}'" for each in drafts)
            text = f"state not in [{listed}]"
        given = self.made.get("readonly")
        self.made["readonly"] = f"{given} or {text}" if given else text
        self.report.carried("closed after submission")

    def visible(self) -> None:
        """Several conditions (the field's, its section's, its tab's) hold together."""
        trees: list[Node] = []
        for condition in self.one.visible_if:
            path = f"{self.path}.visible"
            text = self.writing.condition(
                self.entity, path, "visible", condition, self.one.place, self.name
            )
            if text is not None and condition.tree is not None:
                trees.append(condition.tree)
        if not trees:
            return
        scope = EntityScope(self.writing.model, self.writing.names, self.entity)
        text = render(["and", *trees], scope)
        if text != "true":
            self.made["visible"] = False if text == "false" else text

    def put(self, key: str, kind: str, condition: Any) -> None:
        path = f"{self.path}.{key}"
        text = self.writing.condition(self.entity, path, kind, condition, self.one.place, self.name)
        if text in ("true", "false"):
            if text == "true":
                self.made[key] = True
        elif text:
            self.made[key] = text

    def default(self) -> None:
        given = self.one.default
        if given is None:
            return
        if self.one.is_computed or self.one.type == "number":
            self.report.carried("default")
            return
        if given.tree is not None:
            self.fetched(given)
            return
        values = self.writing.names.values.get(self.one.enum or self.name, {})
        made, why = default_of(self.one, given, values)
        if why:
            self.lose(
                "default",
                f"default: {given.value if given.value is not None else given.expression}",
                why,
            )
        elif made is None:
            self.report.carried("default")  # empty: what a new record has anyway
        else:
            self.made["default"] = made
            self.carry(
                "default", "default", given.value if given.value is not None else given.expression
            )

    def fetched(self, given: Default) -> None:
        """A default that is read from another record."""
        try:
            scope = EntityScope(self.writing.model, self.writing.names, self.entity)
            text, kind = render_value(given.tree or [], scope)
        except Untranslatable as error:
            self.lose("fetch", str(given.value), str(error))
            return
        if kind != self.row.kind or not self.has("default"):
            self.lose(
                "fetch",
                str(given.value),
                f"it is a {kind or 'value of another type'}, the field is {self.one.type}",
            )
            return
        self.made["default"] = {"expression": text}
        self.carry("default", "fetch", given.value)
