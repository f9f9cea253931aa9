"""An alias that threads share is one, and whole before anybody sees it."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import inspect, select

from app.runtime import aliases
from app.runtime.aliases import Aliases
from tests.sample.models import Buyer


def test_an_alias_is_made_once_whoever_asks_at_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    made, start = [], threading.Barrier(20)
    shared, found = Aliases(), []

    def make(entity: object) -> object:
        made.append(entity)
        return real(entity)

    def ask() -> None:
        start.wait(30)
        found.append(shared.of("path", Buyer))

    real = aliases.aliased
    monkeypatch.setattr(aliases, "aliased", make)
    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert len(set(map(id, found))) == 1


def test_every_column_is_there_before_the_alias_is_shared() -> None:
    """Else two threads that fill it at one moment may leave a column of the table itself in it, for good."""
    table = Aliases().of("path", Buyer)
    names = [attribute.key for attribute in inspect(Buyer).column_attrs]
    assert set(names) <= set(vars(table))
    text = str(select(table.id).where(table.deleted_at.is_(None)))
    assert "buyer_1.deleted_at IS NULL" in text
