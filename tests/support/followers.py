"""Somebody who follows the change feed, as integrators do: page by page, from where he was."""

from __future__ import annotations

from app.runtime import feed
from app.runtime.context import Context
from app.runtime.feed.entries import by_key


class Follower:
    """Remembers what he was told of some entities, and where he is."""

    def __init__(self, *entities: str, limit: int = 100) -> None:
        self.entities = {name: by_key()[name] for name in entities}
        self.limit = limit
        self.at = feed.BEGINNING
        self.told: list[tuple[str, int, str]] = []

    def go_on(self) -> int:
        """Read to the present end; how much there was."""
        before = len(self.told)
        while True:
            with Context.system() as ctx:
                page = feed.read(ctx, self.entities, self.at, limit=self.limit)
            self.told += [(one.entity, one.id, one.action) for one in page.items]
            self.at = page.next
            if not page.more:
                return len(self.told) - before
