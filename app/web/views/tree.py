"""The tree: records below records. A level is read when it is opened, some rows at a time; a search shows the way to what it finds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.forms.numbers import as_id
from app.runtime import query
from app.runtime.context import Context
from app.runtime.query import tree
from app.web.lists.state import ListState
from app.web.views.card import Card, Cards
from app.web.views.page import NOTHING, ViewPage

if TYPE_CHECKING:
    from app.web.screen.entity_view import EntityView

LEVEL = 40
"""Records of one reading: with all that stands in its line, what a page may hold."""
FOUND = 25
"""The same of a search: each may bring those that stand above it."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What else stands in a level: the page that begins there, and the piece of page for a script; "" where there is none."""

    url: str
    piece: str = ""


@dataclass(slots=True)
class Node:
    """`children` are those that are read, `rest` leads to the others; `count` is how many there are.

    `is_way`: stands here only because something below it was asked for.
    """

    card: Card
    count: int = 0
    is_open: bool = False
    is_found: bool = False
    is_way: bool = False
    children: list[Node] = field(default_factory=list)
    rest: Rest | None = None
    toggle_url: str = ""
    add_url: str = ""


class Tree(ViewPage):
    """`_open` is the record whose level is shown, below those above it; `_after` the place in that level."""

    name = "tree"
    own = ("_open", "_after")

    def __init__(
        self, view: EntityView, ctx: Context, arguments: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(view, ctx, arguments)
        self.by = str(view.tree)
        self.opened = as_id(self.asked.get("_open", "")) or None
        self.after = self.asked.get("_after") or None
        self.cards = Cards(self, without=[self.by])
        self.rest: Rest | None = None

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

    @property
    def top_url(self) -> str:
        """The beginning of the whole tree; "" where that is what is shown."""
        return self.turned_to() if self.opened or self.after else ""

    def nodes(self) -> list[Node]:
        """The topmost, or the way to the open one and what stands below it; under a filter what fits, with those above it."""
        if self.is_filtered:
            return self._found()
        above = self._way() if self.opened else []
        if not above:
            self.opened = None
        read = self._level()
        if len(read.items) == 1 and read.next is None and not above and not self.asked:
            # A lone topmost record says nothing: what stands below it is shown at once.
            above, self.opened = [read.items[0]], int(read.items[0]["id"])
            read = self._level()
        counts = self._counts([*above, *read.items])
        nodes = [self._node(row, counts) for row in read.items]
        rest = self._rest(read)
        for row in reversed(above):
            node = self._node(row, counts)
            node.children, node.rest, node.is_open = nodes, rest, bool(nodes)
            node.toggle_url = self._toggled(node, _id(row.get(self.by)))
            nodes, rest = [node], None
        self.rest = rest
        return nodes

    def level(self, above: int | None) -> list[Node]:
        """What stands right below one record, for a script that opens it in place. None: the topmost."""
        self.opened = above
        read = self._level()
        self.asked = {"_open": str(above)} if above else {}
        self.rest = self._rest(read)
        counts = self._counts(read.items)
        return [self._node(row, counts) for row in read.items]

    def _level(self) -> query.Page:
        return tree.level(
            self.ctx,
            self.entity,
            above=self.opened,
            limit=LEVEL,
            cursor=self.after,
            **self._asked(),
        )

    def _way(self) -> Sequence[Mapping[str, Any]]:
        """From the topmost to the open one, as far as the reader may see it."""
        assert self.opened is not None  # noqa: S101 - asked only of an open one
        rows = tree.with_those_above(
            self.ctx, self.entity, ids={self.opened}, limit=tree.DEEPEST + 1, **self._asked()
        )
        left = {int(row["id"]): row for row in rows}
        way: list[Mapping[str, Any]] = []
        here: int | None = self.opened
        while here in left:
            way.append(left.pop(here))
            here = _id(way[-1].get(self.by))
        return way[::-1]

    def _rest(self, read: query.Page) -> Rest | None:
        if read.next is None:
            return None
        here = str(self.opened) if self.opened else ""
        piece = f"{self.level_url()}{self.opened or 0}{self.sorted_url()}"
        return Rest(self.turned_to(_open=here, _after=read.next), self.at(piece, _after=read.next))

    def _found(self) -> list[Node]:
        fit = query.rows(
            self.ctx,
            self.entity,
            where=self.conditions,
            columns=(),
            sort=self.sort,
            limit=FOUND,
            cursor=self.after,
            search=self.text,
        )
        if fit.next is not None:
            self.rest = Rest(self.turned_to(_after=fit.next))
        ids = {int(row["id"]) for row in fit.items}
        rows = tree.with_those_above(self.ctx, self.entity, ids=ids, limit=1_000, **self._asked())
        return self._grown(rows, ids)

    def _counts(self, rows: Sequence[Mapping[str, Any]]) -> dict[int, int]:
        ids = [int(row["id"]) for row in rows]
        return tree.below(self.ctx, self.entity, by=self.by, ids=ids)

    def _grown(self, rows: Sequence[Mapping[str, Any]], found: Collection[int]) -> list[Node]:
        """Rows below one another."""
        counts = self._counts(rows)
        nodes = {int(row["id"]): self._node(row, counts) for row in rows}
        roots = []
        for row in rows:
            node, above = nodes[int(row["id"])], _id(row.get(self.by))
            node.is_found = node.card.id in found
            node.is_way = not node.is_found
            if above in nodes and above != node.card.id:
                nodes[above].children.append(node)
            else:
                roots.append(node)
        for node in nodes.values():
            node.is_open = bool(node.children)
        return roots

    def _node(self, row: Mapping[str, Any], counts: Mapping[int, int]) -> Node:
        card = self.cards.card(row)
        node = Node(card, counts.get(card.id, 0))
        node.toggle_url = self._toggled(node)
        if self.view.form and self.view.may("add"):
            node.add_url = f"{self.view.route_base}/add?{self.by}={card.id}"
        return node

    def _toggled(self, node: Node, above: int | None = None) -> str:
        """Without a script: the page with its level, or again the one above it."""
        # "0" opens nothing: an empty key would leave the choice to the page.
        return (
            self.at(
                self._plain.url(self.base), _open=str(above or 0 if node.is_open else node.card.id)
            )
            + f"#n{node.card.id}"
        )

    @property
    def _plain(self) -> ListState:
        """Nothing but the order: an opened level shows all of it, whatever was searched."""
        return ListState(sort=self.given_sort)

    def level_url(self) -> str:
        """Where a script asks for one level; the record's id comes behind it."""
        return f"{self.view.route_base}/branch/"

    def sorted_url(self) -> str:
        """What comes behind the id."""
        return self._plain.url("")


def _id(value: Any) -> int | None:
    return int(value["id"]) if isinstance(value, Mapping) else None
