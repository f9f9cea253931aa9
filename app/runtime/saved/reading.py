"""What a saved view comes to for one reader: no more than his own list would show him."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import filters, query
from ..errors import BadRequest, FieldError, ValidationFailed, message
from ..query.summary import UNITS

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..errors import Message

Pair = tuple[str, str]
LOOK = ("q", "sort", "columns", "group")
"""Parts of a view that are no filters."""
MOST_FILTERS, MOST_COLUMNS = 60, 40
HIDDEN = message(
    zh="此字段不存在，或您无权查看", en="There is no such field, or it is not yours to see."
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a view says: filters as in an address, words, keys of the order, paths of columns, `field` or `field:unit`."""

    filters: Sequence[Pair] = ()
    words: str = ""
    sort: Sequence[str] = ()
    columns: Sequence[str] = ()
    group: str = ""

    @classmethod
    def of(cls, shows: dict[str, object]) -> Parts:
        """As a view keeps them."""
        parts = shows.get("parts")
        pairs = [(str(k), str(v)) for k, v in parts] if isinstance(parts, list) else []
        look = {key: value for key, value in pairs if key in LOOK}
        return cls(
            [pair for pair in pairs if pair[0] not in LOOK],
            look.get("q", ""),
            _names(look.get("sort", "")),
            _names(look.get("columns", "")),
            look.get("group", ""),
        )

    def pairs(self) -> list[Pair]:
        """As a view keeps them, again."""
        look = (
            ("q", self.words),
            ("sort", ",".join(self.sort)),
            ("columns", ",".join(self.columns)),
            ("group", self.group),
        )
        return [*self.filters, *(pair for pair in look if pair[1])]

    def readable(self, ctx: Context, entity: type[Entity]) -> Parts:
        """Without what the reader may not read: no column, filter, order or group of it."""
        return Parts(
            [pair for pair in self.filters if _problem(ctx, entity, pair) is None],
            self.words,
            [key for key in self.sort if query.may_sort(ctx, entity, key.lstrip("-"))],
            [path for path in self.columns if query.may_read(ctx, entity, path)],
            self.group if may_group(ctx, entity, self.group) else "",
        )

    def check(self, ctx: Context, entity: type[Entity]) -> None:
        """Raises ValidationFailed that names everything the reader could not ask for himself."""
        errors = [
            FieldError("filters", told[0], told[1])
            for pair in self.filters
            if (told := _problem(ctx, entity, pair)) is not None
        ]
        left = self.readable(ctx, entity)
        for name, wanted, kept in (
            ("sort", self.sort, left.sort),
            ("columns", self.columns, left.columns),
            ("group", self.group, left.group),
        ):
            if list(wanted) != list(kept):
                errors.append(FieldError(name, "unknown_field", HIDDEN))
        for name, number, most in (
            ("filters", len(self.filters), MOST_FILTERS),
            ("columns", len(self.columns), MOST_COLUMNS),
        ):
            if number > most:
                many = message(zh=f"最多 {most} 个", en=f"At most {most}.")
                errors.append(FieldError(name, "too_many", many))
        if errors:
            raise ValidationFailed(errors)


def may_group(ctx: Context, entity: type[Entity], group: str) -> bool:
    path, _colon, unit = group.partition(":")
    return not group or (query.may_group(ctx, entity, path) and (not unit or unit in UNITS))


def _problem(ctx: Context, entity: type[Entity], pair: Pair) -> tuple[str, Message] | None:
    """(code, why) of a filter that the reader could not ask for."""
    try:
        filters.parse(entity, ctx.actor, [pair])
    except BadRequest as error:
        return error.code, error.message
    return None


def _names(text: str) -> list[str]:
    names: Iterable[str] = (name.strip() for name in text.split(","))
    return list(dict.fromkeys(name for name in names if name))
