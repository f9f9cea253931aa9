"""A record as a card: its title, a few fields, and whether it is late."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from app.forms import screens
from app.runtime import clock
from app.web import cells, ending
from app.web.reading import moment

if TYPE_CHECKING:
    from app.web.screen.list_page import ListPage

TEXTS = 4
"""Plain fields on a card."""


@dataclass(frozen=True, slots=True)
class Card:
    """`name` is the title without its `number`. `texts` are (label, value) of plain fields, `marks` are badges, `due` is (label, moment) of the time limit."""

    id: int
    version: int
    title: str
    name: str
    number: str
    url: str
    texts: list[tuple[str, str]]
    marks: list[Markup]
    due: tuple[str, str] | None
    is_late: bool


class Cards:
    """Makes the cards of one list. `columns` is what must be asked for."""

    def __init__(self, page: ListPage, *, without: Iterable[str] = ()) -> None:
        self.entity = page.entity
        self.workflow = page.view.entry.workflow
        in_title = set(re.findall(r"\{([a-z0-9_]+)", self.entity.meta.title))
        hidden = {*without, *in_title}
        self.shown = [path for path in page.columns if path not in hidden]
        clocks = self.workflow.clocks.values() if self.workflow else ()
        may = page.view.entry.policy.readable
        self.clock = next(
            (one for one in clocks if one.due and may(page.ctx.actor, one.due) and one.status),
            next((one for one in clocks if one.due and may(page.ctx.actor, one.due)), None),
        )
        self.state = ["state"] if page.has_states else []
        fields = self.entity.fields()
        self.ending = [
            fields[path]
            for path in page.columns
            if path in fields and fields[path].expires is not None
        ]
        self.number = [
            name
            for name in sorted(in_title)
            if name in fields and fields[name].type == "number" and may(page.ctx.actor, name)
        ][:1]
        due = [self.clock.due] if self.clock and self.clock.due else []
        self.columns = list(dict.fromkeys(["title", *self.number, *self.shown, *due, *self.state]))

    def of(self, rows: Sequence[Mapping[str, Any]]) -> list[Card]:
        return [self.card(row) for row in rows]

    def card(self, row: Mapping[str, Any]) -> Card:
        texts: list[tuple[str, str]] = []
        marks: list[Markup] = []
        for path in self.shown:
            owner, field = cells.field_of(self.entity, path)
            value = row.get(path)
            if value in (None, "", []) or (self.clock and path == self.clock.due):
                continue
            if field.type in ("state", "enum"):
                marks.append(cells.render(owner, field, value, brief=True))
            elif field.type == "bool" and field.color:
                if value:
                    marks.append(cells.badge(cells.column_label(self.entity, path), field.color))
            elif len(texts) < TEXTS and (text := self._text(path, owner, field, row)):
                texts.append((cells.column_label(self.entity, path), text))
        due = row.get(self.clock.due) if self.clock and self.clock.due else None
        told = (
            (cells.column_label(self.entity, str(self.clock.due)), moment(due))
            if due and self.clock
            else None
        )
        title = str(row.get("title") or f"#{row['id']}")
        number = str(row.get(self.number[0]) or "") if self.number else ""
        name = title.removeprefix(number).strip() if number else title
        return Card(
            id=int(row["id"]),
            version=int(row["version"]),
            title=title,
            name=name or title,
            number=number if name else "",
            url=screens.show_url(self.entity.meta.name, row["id"]),
            texts=texts,
            marks=marks,
            due=told,
            is_late=bool(due and due < clock.now() and self._runs(row.get("state")))
            or any(ending.is_past(self.entity, field, row) for field in self.ending),
        )

    def _text(self, path: str, owner: Any, field: Any, row: Mapping[str, Any]) -> str:
        """A value that is understood without the head of its column; "" for one that says nothing."""
        value, label = row.get(path), cells.column_label(self.entity, path)
        if field.type in ("datetime", "json"):
            return ""
        if field.type == "bool":
            return label if value else ""
        if field.type == "int":
            return f"{label} {value}" if value else ""
        if field.expires is not None:
            return cells.render(owner, field, value, brief=True, record=row)
        return cells.plain(field, value)

    def _runs(self, state: str | None) -> bool:
        """Whether the time limit still counts in this state."""
        if self.workflow is None or state is None or self.clock is None:
            return False
        return state not in self.clock.stop and not self.workflow.is_final(state)
