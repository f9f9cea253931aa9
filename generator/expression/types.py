"""Static types of expressions. `of` is the enum, or the entity that a ref or set of ids belongs to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Type:
    """kind: null bool int decimal string date datetime time enum ref list set."""

    kind: str
    of: str | None = None

    @property
    def is_number(self) -> bool:
        return self.kind in ("int", "decimal")

    @property
    def is_ordered(self) -> bool:
        return self.kind in ("int", "decimal", "date", "datetime", "time")

    def __str__(self) -> str:
        match self.kind:
            case "enum":
                return f"a choice of {self.of}"
            case "ref":
                return f"a reference to {self.of}"
            case "set":
                return f"a set of {self.of}"
            case "null":
                return "null"
            case "int":
                return "a whole number"
            case "decimal":
                return "a number"
            case "bool":
                return "a condition"
            case "string":
                return "a text"
            case other:
                return f"a {other}"


BOOL = Type("bool")
INT = Type("int")
DECIMAL = Type("decimal")
STRING = Type("string")
DATE = Type("date")
DATETIME = Type("datetime")
TIME = Type("time")
NULL = Type("null")
