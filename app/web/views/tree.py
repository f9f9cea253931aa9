"""The tree: records below records. A level is read when it is opened; a search opens the way to what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.forms.numbers import as_id
from app.runtime import query
from app.runtime.context import Context
from app.runtime.query import tree
from app.web.views.card import Card, Cards
from app.web.views.page import NOTHING, ViewPage

if TYPE_CHECKING:
    from app.web.entity_view import EntityView

LEVEL = 200
"""Records of one reading; beyond, one searches."""
FOUND = 50
MOST_OPEN = 40


@dataclass(slots=True)
class Node:
    """`children` are those that are read; `count` is how many there are."""

    card: Card
    count: int = 0
    is_open: bool = False
    is_found: bool = False
    children: list[Node] = field(default_factory=list)
    toggle_url: str = ""
    add_url: str = ""


class Tree(ViewPage):
    name = "tree"
    own = ("_open",)

    def __init__(
        self, view: EntityView, ctx: Context, arguments: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(view, ctx, arguments)
        self.by = str(view.tree)
        given = [as_id(text) for text in self.asked.get("_open", "").split(",")][:MOST_OPEN]
        self.open = [id for id in given if id is not None]
        self.cards = Cards(self, without=[self.by])
        self.has_more = False

    def _page(self) -> query.Page:
        return NOTHING

    @property
    def may_move(self) -> bool:
        info = self.entity.fields()[self.by]
        policy = self.view.entry.policy
        return (
            info.readonly is not True
            and self.view.may("edit")
            and policy.writable(self.ctx.actor, self.by)
        )

    def _asked(self) -> dict[str, Any]:
        return {"by": self.by, "columns": [*self.cards.columns, self.by], "sort": self.sort}

    def nodes(self) -> list[Node]:
        """The topmost with what is open below them; under a filter what fits, with those above it."""
        if self.is_filtered:
            return self._found()
        read = self._levels([None, *self.open])
        if len(read.items) == 1 and "_open" not in self.asked:
            # A lone topmost record says nothing: what stands below it is shown at once.
            self.open = [int(read.items[0]["id"])]
            read = self._levels([None, *self.open])
        self.has_more = read.next is not None
        return self._grown(read.items, frozenset(self.open))

    def _levels(self, above: list[int | None]) -> query.Page:
        return tree.levels(self.ctx, self.entity, above=above, limit=LEVEL, **self._asked())

    def level(self, above: int) -> list[Node]:
        """What stands right below one record, for a script that opens it in place."""
        read = self._levels([above])
        self.has_more = read.next is not None
        counts = self._counts(read.items)
        return [self._node(row, counts) for row in read.items]

    def _found(self) -> list[Node]:
        fit = query.rows(
            self.ctx,
            self.entity,
            where=self.conditions,
            columns=(),
            sort=self.sort,
            limit=FOUND,
            search=self.text,
        )
        self.has_more = fit.next is not None
        ids = {int(row["id"]) for row in fit.items}
        rows = tree.with_those_above(self.ctx, self.entity, ids=ids, limit=1_000, **self._asked())
        return self._grown(rows, frozenset(int(row["id"]) for row in rows), ids)

    def _counts(self, rows: Sequence[Mapping[str, Any]]) -> dict[int, int]:
        ids = [int(row["id"]) for row in rows]
        return tree.below(self.ctx, self.entity, by=self.by, ids=ids)

    def _grown(
        self,
        rows: Sequence[Mapping[str, Any]],
        opened: frozenset[int],
        found: Iterable[int] = (),
    ) -> list[Node]:
        counts = self._counts(rows)
        fit = frozenset(found)
        nodes = {int(row["id"]): self._node(row, counts) for row in rows}
        roots = []
        for row in rows:
            node, above = nodes[int(row["id"])], _id(row.get(self.by))
            node.is_found = node.card.id in fit
            if above in nodes and above != node.card.id and above in opened:
                nodes[above].children.append(node)
            else:
                roots.append(node)
        for node in nodes.values():
            node.is_open = bool(node.children)
            node.toggle_url = self._toggled(node)
        return roots

    def _node(self, row: Mapping[str, Any], counts: Mapping[int, int]) -> Node:
        card = self.cards.card(row)
        node = Node(card, counts.get(card.id, 0))
        node.toggle_url = self._toggled(node)
        if self.view.form and self.view.may("add"):
            node.add_url = f"{self.view.route_base}/add?{self.by}={card.id}"
        return node

    def _toggled(self, node: Node) -> str:
        others = [id for id in self.open if id != node.card.id]
        ids = others if node.is_open else [*others, node.card.id]
        # "0" opens nothing: an empty key would leave the choice to the page.
        return self.turned_to(_open=",".join(map(str, ids)) or "0") + f"#n{node.card.id}"

    def level_url(self) -> str:
        """Where a script asks for one level; the record's id comes behind it."""
        return f"{self.view.route_base}/branch/"


def _id(value: Any) -> int | None:
    return int(value["id"]) if isinstance(value, Mapping) else None
