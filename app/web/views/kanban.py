"""The board: a column for every state or choice, in each the first cards and how many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.forms.language import current_language
from app.runtime.context import Context
from app.runtime.query import parts
from app.web import cells
from app.web.views.card import Card, Cards
from app.web.views.page import ViewPage

if TYPE_CHECKING:
    from app.web.screen.entity_view import EntityView

EACH = 8
ALONE = 60
"""Cards of a column: beside others, and when the board is narrowed down to it."""


@dataclass(frozen=True, slots=True)
class Column:
    """`value` is "" for the rows without a choice. `more` is where the others are, "" when all are here."""

    value: str
    label: str
    color: str
    count: int
    count_text: str
    cards: list[Card]
    more: str

    @property
    def left(self) -> int:
        return self.count - len(self.cards)


class Board(ViewPage):
    name = "kanban"

    def __init__(
        self, view: EntityView, ctx: Context, arguments: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(view, ctx, arguments)
        self.by = str(view.kanban)
        self.is_by_state = self.by == "state"
        chosen = dict(self.pairs).get(self.by, "")
        known = [value for value, _label, _color in self._values()]
        self.alone = chosen if chosen in known else ""
        self.values = [one for one in self._values() if not self.alone or one[0] == self.alone]
        self.each = ALONE if self.alone else EACH
        self.cards = Cards(self, without=[self.by])

    def _values(self) -> list[tuple[str, str, str]]:
        """(value, label, colour) in the order of the schema; "" last, where a row may have no choice."""
        language = current_language()
        workflow = self.view.entry.workflow
        if self.is_by_state and workflow is not None:
            states = workflow.states.values()
            return [(s.name, s.label.in_language(language), s.color or "") for s in states]
        _owner, field = cells.field_of(self.entity, self.by)
        choices = field.enum.values if field.enum else ()
        found = [(c.name, c.label.in_language(language), c.color or "") for c in choices]
        return found if field.required is True else [*found, ("", "—", "")]

    @property
    def may_move(self) -> bool:
        """Whether the reader could move any card at all; which one, and where to, is judged when he does."""
        actor, entry = self.ctx.actor, self.view.entry
        if self.is_by_state and entry.workflow is not None:
            return any(not actor.roles.isdisjoint(one.by) for one in entry.workflow.all())
        return self.view.may("edit") and entry.policy.writable(actor, self.by)

    @cached_property
    def numbers(self) -> dict[Any, int]:
        if self.is_by_state:
            # The tabs have counted already, under all other filters.
            return self.counts
        return parts.numbers(
            self.ctx, self.entity, by=self.by, parts={v: parts.Equal(v or None) for v, _l, _c in self.values},
            where=self.conditions, search=self.text,
        )  # fmt: skip

    def board(self) -> list[Column]:
        rows = parts.first_rows(
            self.ctx,
            self.entity,
            by=self.by,
            parts=[parts.Equal(value or None) for value, _label, _color in self.values],
            each=self.each,
            columns=[*self.cards.columns, self.by],
            sort=self.sort,
            where=self.conditions,
            search=self.text,
        )
        held: dict[str, list[Card]] = {}
        for row in rows:
            held.setdefault(str(row.get(self.by) or ""), []).append(self.cards.card(row))
        return [
            self._column(value, label, color, held.get(value, []))
            for value, label, color in self.values
        ]

    def _column(self, value: str, label: str, color: str, cards: list[Card]) -> Column:
        count = max(self.numbers.get(value, 0), len(cards))
        most = parts.MOST_COUNTED
        text = f"{count:,}"
        if not self.is_by_state and count > most:
            text = f"{most:,}+"
        key, wanted = (self.by, value) if value else (f"{self.by}__is_null", "true")
        more = ""
        if count > len(cards):
            more = (
                self.list_url(key, wanted)
                if self.alone or not value
                else self.narrowed(key, wanted)
            )
        return Column(
            value, label, color if color in cells.COLORS else "", count, text, cards, more
        )
