"""What a rendered condition is made of: pieces of text with their type, and what names and values become."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from generator.importers.model import Node

OR, AND, NOT, COMPARE, SUM, PRODUCT, ATOM = range(1, 8)
ORDERED: Final = ("int", "decimal", "date", "datetime", "time")
NUMBERS: Final = ("int", "decimal")
SIGNS: Final = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
TURNED: Final = {"eq": "eq", "ne": "ne", "lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}
DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?\Z")
MOST: Final = 50
_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")


class Untranslatable(Exception):
    """The condition means something that our expressions cannot say; the text says what."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a name of the source is here. `values`: choices of the source → ours; `key`: of a ref, the text that names its record."""

    text: str
    kind: str | None
    values: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    key_kind: str = "string"


class Scope(Protocol):
    """Where a condition stands."""

    def look(self, names: list[str]) -> Found | None:
        """The field of these names; None: there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text, how tightly it holds together, its type, and the field that it is, if it is one."""

    text: str
    strength: int
    kind: str | None
    found: Found | None = None
    literal: object = None
    is_literal: bool = False

    def inside(self, strength: int) -> str:
        return self.text if self.strength >= strength else f"({self.text})"


TRUE: Final = Piece("true", ATOM, "bool", literal=True, is_literal=True)
FALSE: Final = Piece("false", ATOM, "bool", literal=False, is_literal=True)


def flat(kind: str, nodes: list[Node]) -> list[Node]:
    """Conditions inside one of the same kind stand beside the others, so that none stands there twice."""
    return [
        each for node in nodes for each in (flat(kind, node[1:]) if node[0] == kind else [node])
    ]


def local(text: str) -> str:
    """A moment with an offset in the time of Asia/Shanghai, as imported applications show it; others as they are."""
    try:
        moment = dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return text
    if moment.tzinfo is None:
        return text
    return f"{moment.astimezone(_SHANGHAI):%Y-%m-%d %H:%M:%S}"


def flag_of(value: object) -> bool | None:
    text = str(value).casefold()
    if text in ("1", "true", "t", "yes", "y"):
        return True
    return False if text in ("0", "false", "f", "no", "n") else None


def number_of(value: object) -> Piece | None:
    if isinstance(value, bool):
        value = int(value)
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return None
    if not number.is_finite():
        return None
    if number == number.to_integral_value() and abs(number) < 10**15:
        whole = int(number)
        return Piece(
            str(whole), ATOM if whole >= 0 else PRODUCT, "int", literal=whole, is_literal=True
        )
    text = format(number.normalize(), "f")
    if not re.fullmatch(r"-?\d{1,15}\.\d{1,8}", text):
        return None
    return Piece(text, ATOM, "decimal", literal=number, is_literal=True)


def text_of(value: str) -> Piece:
    if "'" in value and '"' not in value and "\\" not in value:
        return Piece(f'"{value}"', ATOM, "string", literal=value, is_literal=True)
    if set(value) & set("'\\\n"):
        raise Untranslatable("a text with quotes or backslashes cannot stand in an expression")
    return Piece(f"'{value}'", ATOM, "string", literal=value, is_literal=True)


def fitted(a: Piece, literal: Piece) -> Piece | None:
    """The literal as a value of a's type; None: it can never be one."""
    value = literal.literal
    if a.kind in NUMBERS:
        return number_of(value)
    if a.kind == "enum" and a.found:
        ours = a.found.values.get(str(value))
        if ours is None:
            folded = {name.casefold(): one for name, one in a.found.values.items()}
            ours = folded.get(str(value).casefold())
        return None if ours is None else Piece(f"'{ours}'", ATOM, "enum")
    if a.kind == "ref":
        if a.found is None or not a.found.key:
            raise Untranslatable(f"'{a.text}' is a reference; its record has no lasting name here")
        return number_of(value) if a.found.key_kind in NUMBERS else text_of(str(value))
    if a.kind in ("date", "datetime", "time") and isinstance(value, str):
        value = local(value) if a.kind == "datetime" else value
        fits = DATE.match(value) if a.kind != "time" else re.match(r"\d{2}:\d{2}", value)
        cut = value[:10] if a.kind == "date" else value
        return Piece(f"'{cut}'", ATOM, a.kind) if fits else None
    if a.kind == "string" and not isinstance(value, bool):
        return text_of(str(value))
    return None
