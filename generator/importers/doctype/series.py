"""How Frappe names records (`autoname`), as fields: numbers, unique texts."""

from __future__ import annotations

import re
from typing import Final

from generator.importers.model import Entity, Field
from generator.importers.places import Place
from generator.importers.report import Report

_DATES: Final = {"YYYY": "{yyyy}", "YY": "{yy}", "MM": "{mm}", "DD": "{dd}", "FY": "{yyyy}"}
_ELSEWHERE: Final = ("hash", "random", "autoincrement", "uuid", "")
LONGEST: Final = 40


def read(entity: Entity, autoname: str, rule: str, place: Place, report: Report) -> None:
    """Gives the entity what its records are called by."""
    kind, _, rest = autoname.partition(":")
    if kind.lower() == "field":
        one = entity.field(rest)
        if one is None:
            report.lost("naming", place, entity.name, autoname, f"there is no field {rest}")
            return
        if one.type == "text":
            one.type = "string"
        one.unique = one.required = True
        entity.key = one.name
    elif kind == "naming_series":
        one = entity.field("naming_series")
        if one is None:
            report.lost("naming", place, entity.name, autoname, "there is no field naming_series")
            return
        _number(entity, one, [choice.name for choice in one.choices], report)
    elif kind.lower() == "prompt" or rule == "Set by user":
        made = Field(
            "name",
            "string",
            place,
            kind="key",
            label={"zh": "名称", "en": "Name"},
            required=True,
            unique=True,
        )
        entity.fields.insert(0, made)
        entity.key = "name"
    elif kind.lower() in _ELSEWHERE or rule in ("Random", "Autoincrement", "UUID"):
        if rule == "By script":
            report.lost(
                "naming",
                place,
                entity.name,
                rule,
                "the name is made by a program",
                "make it in a hook",
            )
        return
    else:
        made = Field(
            "name", "number", place, kind="key", label={"zh": "编号", "en": "No."}, stays_open=True
        )
        entity.fields.insert(0, made)
        _number(entity, made, [rest if kind == "format" else autoname], report)
    report.carried("naming")


def _number(entity: Entity, one: Field, patterns: list[str], report: Report) -> None:
    name = f"{entity.name}.{one.name}"
    pattern, dropped = numbering(patterns[0] if patterns else "")
    one.type, one.number, one.choices, one.default = "number", pattern, [], None
    one.required = one.readonly = False
    one.readonly_if = one.required_if = None
    one.unique = True
    entity.key = one.name
    if dropped:
        report.changed(
            "naming",
            one.place,
            name,
            patterns[0],
            f"{', '.join(dropped)} cannot be part of a number here",
        )
    if len(patterns) > 1:
        report.changed(
            "naming",
            one.place,
            name,
            ", ".join(patterns[1:]),
            "a field has one series; the first was taken",
            "add a field with `scope:`",
        )


def numbering(source: str) -> tuple[str, list[str]]:
    """`INV-.YYYY.-.#####` or `INV-{YYYY}-{#####}` → (`INV-{yyyy}-{seq:5}`, pieces that are left out)."""
    pieces = re.split(r"(\{[^{}]*\})" if re.search(r"\{#+\}", source) else r"\.", source)
    made: list[str] = []
    dropped: list[str] = []
    for piece in pieces:
        inner = piece.strip("{}") if piece.startswith("{") else piece
        if re.fullmatch(r"#+", inner):
            if not any(each.startswith("{seq") for each in made):
                made.append(f"{{seq:{min(12, len(inner))}}}")
        elif inner in _DATES:
            made.append(_DATES[inner])
        elif piece.startswith("{") or inner in ("WW", "timestamp", "JJJ"):
            dropped.append(inner)
        else:
            made.append("".join(sign for sign in piece if sign.isprintable() and sign not in "{}"))
    if not any(each.startswith("{y") for each in made):
        made = [each for each in made if each not in ("{mm}", "{dd}")]
    if not any(each.startswith("{seq") for each in made):
        made.append("{seq:5}")
    plain = sum(len(each) for each in made if not each.startswith("{"))
    if plain > LONGEST - 20:
        made = [each if each.startswith("{") else each[:4] for each in made]
    return "".join(made), dropped
