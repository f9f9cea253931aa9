"""What a list shows, as it stands in the address: filters, search, order, columns, group, the view that was opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

Pair = tuple[str, str]
OWN_KEYS = frozenset({"q", "sort", "cursor", "columns", "group", "view"})
"""Keys of the address that are no filters. A field of such a name is asked for with its operator: `view__eq`."""
MOST_COLUMNS = 40
EVERYTHING = "all"
"""`view=all`: no saved view, not even the person's usual one."""


@dataclass(frozen=True, slots=True)
class ListState:
    """`sort` and `columns` empty: the usual ones. `group` is a field, or `field:month`."""

    pairs: tuple[Pair, ...] = ()
    q: str = ""
    sort: str = ""
    columns: str = ""
    group: str = ""
    view: str = ""
    cursor: str = ""

    @classmethod
    def of(cls, arguments: Iterable[Pair]) -> ListState:
        """An address taken apart. An empty box of a form is no filter."""
        given = [(key, value.strip()) for key, value in arguments]
        own = {key: value for key, value in given if key in OWN_KEYS and value}
        pairs = tuple(
            (key, value)
            for key, value in given
            if value and key not in OWN_KEYS and not key.endswith(("__text", "__title"))
        )
        return cls(pairs, **own)

    @classmethod
    def read(cls, text: str) -> ListState:
        """From a query string that a form carried along."""
        return cls.of(parse_qsl(text.lstrip("?")))

    @property
    def sort_keys(self) -> list[str]:
        return self.sort.split(",") if self.sort else []

    @property
    def column_paths(self) -> list[str]:
        names = [name.strip() for name in self.columns.split(",")]
        return list(dict.fromkeys(name for name in names if name))[:MOST_COLUMNS]

    @property
    def group_by(self) -> tuple[str, str]:
        """The field, and the unit of time ("" for none)."""
        path, _colon, unit = self.group.partition(":")
        return path, unit

    @property
    def is_plain(self) -> bool:
        return not self.parts()

    def but(self, **changes: Any) -> ListState:
        """The same with something changed; it starts at the first page."""
        return replace(self, **{"cursor": "", **changes})

    def without(self, number: int) -> ListState:
        """The same without one of its filters."""
        return self.but(pairs=(*self.pairs[:number], *self.pairs[number + 1 :]))

    def own(self, key: str) -> list[Pair]:
        """The filters of one key."""
        return [pair for pair in self.pairs if pair[0] == key]

    def parts(self) -> list[Pair]:
        """What makes the rows and their look, without the view's name and the page."""
        found: list[Pair] = list(self.pairs)
        named = (
            ("q", self.q),
            ("sort", self.sort),
            ("columns", self.columns),
            ("group", self.group),
        )
        return [*found, *((key, value) for key, value in named if value)]

    def text(self) -> str:
        """The query string: readable, the same for the same state."""
        found = self.parts()
        if self.view:
            # A view is only where one came from: with nothing left of it, it is the whole list.
            found.insert(0, ("view", self.view if found else EVERYTHING))
        if self.cursor:
            found.append(("cursor", self.cursor))
        return urlencode(found, quote_via=quote, safe=",:/")

    def url(self, base: str) -> str:
        text = self.text()
        return f"{base}?{text}" if text else base
