"""The query string of a list: paging and shape are read here, everything else is a filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NoReturn, get_args

from app.rest.protocol.strict_json import shown
from app.runtime.errors import BadRequest, message

DEFAULT_LIMIT = 50
MAXIMUM_LIMIT = 200
ITEM = ("fields", "expand")
"""What one record may be asked with."""
PAGE = ("limit", "cursor")
"""What a history may be asked with."""
Count = Literal["exact", "estimated", "none"]
COUNTS: tuple[Count, ...] = get_args(Count)


@dataclass(slots=True)
class Parameters:
    """What a list was asked for; `fields` None means all that one may read."""

    fields: list[str] | None = None
    expand: list[str] = field(default_factory=list)
    sort: list[str] = field(default_factory=list)
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    count: Count | None = None
    search: str | None = None
    view: str | None = None
    filters: list[tuple[str, str]] = field(default_factory=list)

    @property
    def has_shape(self) -> bool:
        """Whether the caller says what an answer shows, and may be wrong about it."""
        return self.fields is not None or bool(self.expand)


def of_list(pairs: list[tuple[str, str]]) -> Parameters:
    """Read the parameters of a list; what is not paging or shape is left as a filter."""
    found = Parameters()
    given: set[str] = set()
    for name, value in pairs:
        if name not in _READERS:
            found.filters.append((name, value))
            continue
        if name in given:
            refuse(name, zh="出现了不止一次", en="was given more than once", code="repeated")
        given.add(name)
        _READERS[name](found, value)
    return found


def of_item(pairs: list[tuple[str, str]]) -> Parameters:
    """Read the parameters of one record: `fields` and `expand` only."""
    found = Parameters()
    for name, value in pairs:
        if name not in ITEM:
            unknown(name, ITEM)
        _READERS[name](found, value)
    return found


def of_history(pairs: list[tuple[str, str]]) -> Parameters:
    """Read the parameters of a history: `limit` and `cursor`."""
    found = Parameters()
    for name, value in pairs:
        if name not in PAGE:
            unknown(name, PAGE)
        _READERS[name](found, value)
    return found


def none(pairs: list[tuple[str, str]]) -> None:
    """Refuse every parameter: a write takes its values from the body."""
    for name, _ in pairs:
        unknown(name, ())


def names(name: str, value: str) -> list[str]:
    """Names by comma, each once."""
    found = [part.strip() for part in value.split(",")]
    if not all(found):
        refuse(name, zh="含有空名称", en="contains an empty name", code="bad_value")
    if len(set(found)) != len(found):
        refuse(name, zh="有重复的名称", en="names something twice", code="bad_value")
    return found


def _fields(found: Parameters, value: str) -> None:
    found.fields = names("fields", value)


def _expand(found: Parameters, value: str) -> None:
    found.expand = names("expand", value)


def _sort(found: Parameters, value: str) -> None:
    found.sort = names("sort", value)


def limit(value: str, *, largest: int) -> int:
    """The number of rows that is asked for."""
    plain = value.isascii() and value.isdecimal() and len(value) <= len(str(largest))
    if not plain or not 1 <= int(value) <= largest:
        refuse(
            "limit",
            zh=f"须为 1 到 {largest} 的整数",
            en=f"must be a whole number from 1 to {largest}",
            code="bad_value",
        )
    return int(value)


def _limit(found: Parameters, value: str) -> None:
    found.limit = limit(value, largest=MAXIMUM_LIMIT)


def _cursor(found: Parameters, value: str) -> None:
    found.cursor = value or None


def _count(found: Parameters, value: str) -> None:
    chosen = next((count for count in COUNTS if count == value), None)
    if chosen is None:
        refuse(
            "count",
            zh=f"须为 {'、'.join(COUNTS)} 之一",
            en=f"must be one of {', '.join(COUNTS)}",
            code="bad_value",
        )
    found.count = chosen


def _search(found: Parameters, value: str) -> None:
    found.search = value.strip() or None


def _view(found: Parameters, value: str) -> None:
    found.view = value


_READERS = {
    "fields": _fields,
    "expand": _expand,
    "sort": _sort,
    "limit": _limit,
    "cursor": _cursor,
    "count": _count,
    "search": _search,
    "view": _view,
}


def unknown(name: str, offered: Sequence[str]) -> NoReturn:
    """400 for a parameter that is none of those that there are."""
    zh, en = "是未知参数；此处不接受任何参数", "is not a parameter here; there are none"
    if offered:
        zh = f"是未知参数；可用：{'、'.join(offered)}"
        en = f"is not a parameter here; there are {', '.join(offered)}"
    refuse(name, zh=zh, en=en, code="unknown_parameter")


def refuse(name: str, *, zh: str, en: str, code: str) -> NoReturn:
    """400 that names the parameter."""
    told = shown(name)
    raise BadRequest(message(zh=f"“{told}”{zh}", en=f'"{told}" {en}.'), field=told, code=code)
