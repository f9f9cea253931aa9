"""By what a report groups: the key of each row, which keys there are, what they are called, which filters say them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import field_types, registry
from ..errors import BadRequest, message
from ..field import Field
from ..filters import joined
from .pairs import Pair
from .span import Span, Step

if TYPE_CHECKING:
    from ..query.reading import Place, Reading

USUAL_TOP = 12
BLANK = message(zh="未填写", en="Not given")
REST = message(zh="其他", en="Others")
HIDDEN = message(zh="未向您开放", en="Not shared with you")
GROUPED = frozenset({"enum", "state", "ref", "bool", "string", "int", "region", "rating", "date"})

Key = tuple[Any, bool]
"""A value, and whether it stands for all the groups beyond the largest ones."""


@dataclass(slots=True)
class Dimension:
    """A field by which rows are grouped."""

    path: str
    place: Place
    field: Field
    top: int | None
    """How many groups; None where the schema lists all values."""
    is_masked: bool
    """Some rows hide the field from the reader: those without a value cannot be told from them."""
    titles: Mapping[int, str] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, path: str, top: int | None) -> Dimension:
        """Raises BadRequest for a field that is not there, not the reader's, or has too many values."""
        place, found = reading.find(path)
        if found.is_sensitive or found.type not in GROUPED:
            raise BadRequest(
                f"不能按 {path} 分组 / Nothing can be grouped by {path}.",
                field=path,
                code="not_countable",
            )
        masked = place.policy is not None and place.policy.hides(reading.actor, found.name)
        is_open = found.type not in ("enum", "state", "bool", "rating")
        return cls(path, place, found, (top or USUAL_TOP) if is_open else None, masked)

    def column(self, reading: Reading) -> Any:
        return reading.seen(self.place, self.field)

    @property
    def order(self) -> Sequence[Any]:
        """The values in the order in which people see them; empty where the largest group comes first."""
        if self.field.type == "state":
            workflow = registry.current().entity(self.place.entity).workflow
            return list(workflow.states) if workflow is not None else []
        if self.field.type == "enum" and self.field.enum is not None:
            return self.field.enum.names
        if self.field.type == "rating":
            return [1, 2, 3, 4, 5]
        return [True, False] if self.field.type == "bool" else []

    def label(self, key: Key, language: str) -> str:
        value, is_rest = key
        if is_rest:
            return REST.in_language(language)
        if value is None:
            return BLANK.in_language(language)
        if self.field.type == "ref":
            return self.titles.get(value) or f"{HIDDEN.in_language(language)} #{value}"
        if self.field.type == "state":
            workflow = registry.current().entity(self.place.entity).workflow
            state = workflow.states.get(value) if workflow is not None else None
            return state.label.in_language(language) if state is not None else str(value)
        return field_types.display(self.field, value, language)

    def pairs(self, key: Key, others: Sequence[Any]) -> list[Pair] | None:
        """The filters that leave these rows; None where no filter says it. `others`: the values with a group."""
        value, is_rest = key
        if is_rest:
            return [(f"{self.path}__not_in", joined([_text(one) for one in others]))]
        if value is None:
            return None if self.is_masked else [(f"{self.path}__is_null", "true")]
        return [(self.path, _text(value))]


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of the period as groups; keys are their places."""

    path: str
    spans: Sequence[Span]
    step: Step

    def label(self, key: Key, language: str) -> str:
        return self.told(self.spans[key[0]])

    def told(self, span: Span) -> str:
        first = span.first
        match self.step:
            case "month":
                return f"{first:%Y-%m}"
            case "quarter":
                return f"{first.year} Q{(first.month + 2) // 3}"
            case "year":
                return str(first.year)
            case "week":
                year, week, _day = first.isocalendar()
                return f"{year} W{week:02}"
        return first.isoformat()

    def pairs(self, key: Key, spans: Sequence[Span]) -> list[Pair]:
        return days(self.path, spans[key[0]])


def days(path: str, span: Span) -> list[Pair]:
    """The filters of a list for whole days."""
    return [(f"{path}__gte", span.first.isoformat()), (f"{path}__lte", span.last.isoformat())]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(field_types.to_json(value))
