"""What every other way to look at a list shares with the list: tabs, search, filters, chips, the switch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from app.runtime.context import Context
from app.runtime.errors import NotFound
from app.runtime.query import Page
from app.web.lists.state import ListState
from app.web.screen.list_page import ListPage
from app.web.views.switch import may_look

if TYPE_CHECKING:
    from app.web.screen.entity_view import EntityView

NOTHING = Page([], None, None, None, "none")


class ViewPage(ListPage):
    """The list's filters over something else than its rows. `own` are the keys of the address that are its own."""

    name: ClassVar[str] = ""
    own: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, view: EntityView, ctx: Context, arguments: Iterable[tuple[str, str]]
    ) -> None:
        if not may_look(view, ctx, self.name):
            raise NotFound
        pairs = list(arguments)
        self.asked = {key: value.strip() for key, value in pairs if key in self.own}
        others = [pair for pair in pairs if pair[0] not in self.own]
        super().__init__(view, ctx, others, base=f"{view.route_base}/{self.name}/")

    is_own = False
    """Saved views, columns, groups and acts on many rows are the list's."""

    def _page(self) -> Page:
        """No page of rows: only how many there are, where no tab tells it."""
        return self._none()

    def address(self, *, state: str | None = None, **changes: str) -> str:
        """This view with something changed; its own keys stay."""
        return self.at(super().address(state=state, **changes), **self.asked)

    def narrowed(self, key: str, value: str) -> str:
        """This view with one filter instead of all others of its field."""
        return self.at(self._with(key, value).url(self.base), **self.asked)

    def at(self, address: str, **own: str) -> str:
        """`address` with the view's own keys."""
        more = urlencode([(key, value) for key, value in own.items() if value])
        return f"{address}{'&' if '?' in address else '?'}{more}" if more else address

    def turned_to(self, **own: str) -> str:
        """This view, filters and all, with other values of its own keys."""
        return self.at(super().address(), **own)

    def hidden(self) -> list[tuple[str, str]]:
        return [*super().hidden(), *self.asked.items()]

    def list_url(self, key: str, value: str) -> str:
        """The list with this filter too."""
        return self._with(key, value).url(f"{self.own_base}/list/")

    def _with(self, key: str, value: str) -> ListState:
        others = [
            pair for pair in self.pairs if pair[0].partition("__")[0] != key.partition("__")[0]
        ]
        return self.now.but(pairs=(*others, (key, value)))

    def root_label(self) -> str:
        return self.view.label()
