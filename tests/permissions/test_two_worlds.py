"""Two databases that differ only in what the asker may not read answer him byte for byte alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from app.runtime import records
from app.runtime.audit import seal
from app.runtime.context import Context
from app.runtime.database import Database, activate
from app.runtime.registry import Registry
from tests.permissions.channels import Asker
from tests.permissions.oracle import Oracle, Person
from tests.permissions.town import SCHEMAS, Town, dump
from tests.sample.models import Article, Buyer, Clerk, Sale, Store, StoreRole
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.worlds import SAMPLE, settings

NOON = dt.datetime(2026, 5, 6, 4, tzinfo=dt.UTC)
ONE = {
    "wage": "5000",
    "bank": "6222000000000001",
    "cost": "80",
    "token": "first",
    "note": "quarrelsome",
    "card": "E00000001",
}
OTHER = {
    "wage": "99",
    "bank": "6222999999999999",
    "cost": "1",
    "token": "other",
    "note": "charming",
    "card": "E88888888",
}
HIDDEN = {
    "auditor": [("clerk", "wage"), ("clerk", "bank"), ("buyer", "card")],
    "clerk": [("article", "cost"), ("article", "margin"), ("article", "token")],
    "buyer": [("sale", "internal_note")],
}
"""Role → fields that it may not read, each asked for in every way."""
VALUES = {"internal_note": "note", "margin": "cost"}
OPEN = {"auditor": {"cost"}, "clerk": {"note"}, "buyer": set[str](), "manager": set[str]()}
"""What the role may read after all: the same in both worlds."""


def world_of(role: str, hidden: dict[str, str]) -> dict[str, str]:
    """These values wherever the role may not look."""
    return {name: ONE[name] if name in OPEN[role] else hidden[name] for name in ONE}


def fill(people: People, hidden: dict[str, str]) -> int:
    """The same records in the same order; only the hidden values differ. Returns the asker."""
    asker = people.user("clerk", username="asker")
    with Context.system() as ctx, records.writing(ctx):
        store = records.create(ctx, Store, {"code": "N", "name": "North"}).id
        records.create(ctx, StoreRole, {"user": asker, "store": store})
        for number in range(3):
            # The order of the hidden values is another one in the two worlds.
            wage = int(hidden["wage"]) + number * (1 if hidden["wage"] == ONE["wage"] else -1)
            clerk = records.create(
                ctx,
                Clerk,
                {"name": f"clerk {number}", "store": store, "wage": wage, "bank": hidden["bank"]},
            ).id
        buyer = records.create(
            ctx,
            Buyer,
            {"login": asker, "name": "Wang", "phone": "13800138000", "card": hidden["card"]},
        ).id
        article = records.create(
            ctx,
            Article,
            {"name": "Lamp", "price": "120", "cost": hidden["cost"], "token": hidden["token"]},
        ).id
        values = {"store": store, "buyer": buyer, "clerk": clerk, "summary": "Two lamps"}
        lines = [{"article": article, "count": 2, "price": "120"}]
        sale = records.create(
            ctx, Sale, {**values, "internal_note": hidden["note"], "lines": lines}
        ).id
        records.update(ctx, Sale, sale, {"internal_note": f"still {hidden['note']}"})
        records.update(ctx, Article, article, {"cost": int(hidden["cost"]) + 1})
    seal.seal()
    return asker


def questions(key: str, name: str, *, rest: bool) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every way to ask for, by or around one hidden field."""
    texts = [world[VALUES.get(name, name)] for world in (ONE, OTHER)]
    shape = ["", "?count=exact", f"?sort={name}", f"?sort=-{name}", "?limit=1", "?limit=2&sort=-id"]
    shape += [f"?fields=id,{name}", f"?{name}__is_null=false", f"?or=({name}=1|id=1)"]
    shape += [
        f"?{name}{operator}={text}" for operator in ("", "__gt", "__contains") for text in texts
    ]
    shape += [f"?search={text}" for text in texts]
    if not rest:
        shape = [one.replace("search=", "q=") for one in shape]
        for one in shape:
            yield "GET", f"/{key}/list/{one}", {}
        for page in ("show/1", "edit/1", "history/1", "show/99"):
            yield "GET", f"/{key}/{page}", {}
        return
    for one in shape:
        yield "GET", f"{key}{one}", {}
    for path in ("1", f"1?fields={name}", "1/history", "1/transitions", "99", f"1?expand={name}"):
        yield "GET", f"{key}/{path}", {}
    for version in ('"1"', '"2"', '"9"'):
        head = {"If-Match": version}
        yield "PATCH", f"{key}/1", {"json": {name: "1"}, "headers": head}
        yield "DELETE", f"{key}/99", {"headers": head}
    yield "PATCH", f"{key}/1", {"json": {}, "headers": {"If-Match": '"9"'}}
    yield "POST", key, {"json": {name: "1"}}
    for one in ("", f"?fields={name}", f"?sort={name}", f"?{name}__gt=1"):
        yield "GET", f"{key}/export{one}", {}
    yield "POST", f"{key}/1/transitions/deliver", {"json": {}}
    yield "POST", f"{key}/1/transitions/close", {"json": {}, "headers": {"If-Match": '"9"'}}


AROUND = [
    "changes", "changes?entities=sale&limit=1", "changes?since=now",
    "sale?expand=clerk,buyer,lines", "sale?clerk.wage__gt=100", "sale?sort=clerk.wage",
    "sale?fields=clerk.wage", "sale?buyer.card__contains=E0", "sale_line?expand=article",
    "sale_line?article.cost=80", "sale_line?sort=article.cost", "sale_line?fields=article.margin",
]  # fmt: skip
AROUND += [f"sale?search={world['card']}" for world in (ONE, OTHER)]
EVERYWHERE = ["/search/", "/search/suggest"]
PICKERS = ["/sale/lookup/clerk", "/sale/lookup/buyer", "/sale_line/lookup/article"]


def answers(asker: Asker) -> Iterator[tuple[str, bytes]]:
    role = next(iter(asker.person.roles))
    asker.headers |= {"X-Request-Id": "the-same-request", "Accept-Language": "en"}
    for key, name in HIDDEN[role]:
        for method, path, given in questions(key, name, rest=True):
            answer = asker.rest(method, path, **given)
            told = f"{answer.status_code} {answer.headers.get('ETag')}\n".encode()
            yield f"{role}: {method} {path}", told + answer.data
        for _method, path, _given in questions(key, name, rest=False):
            yield f"{role}: page {path}", _settled(asker.page(path))
    for path in AROUND:
        answer = asker.rest("GET", path)
        yield f"{role}: {path}", f"{answer.status_code}".encode() + answer.data
    for path in EVERYWHERE:
        for text in {VALUES.get(name, name) for _key, name in HIDDEN[role]}:
            for world in (ONE, OTHER):
                yield (
                    f"{role}: page {path} {world[text]}",
                    _settled(asker.page(f"{path}?q={world[text]}")),
                )
    for path in PICKERS:
        for text in ("", ONE["card"], OTHER["card"]):
            yield f"{role}: page {path} {text}", _settled(asker.page(f"{path}?q={text}"))


def _settled(answer: Any) -> bytes:
    """A page without its token against forged requests, which is new each time."""
    text = re.sub(r'(csrf[-_]token"[^>]*?(?:value|content)="|data-csrf=")[^"]*', r"\1", answer.text)
    return f"{answer.status_code} {answer.headers.get('ETag')}\n{text}".encode()


@pytest.fixture
def worlds(
    registry: Registry, databases: Databases, tmp_path: Path, data: Path
) -> Iterator[Callable[[dict[str, str], str], dict[str, bytes]]]:
    """`worlds(ONE, "auditor")`: every answer in a world with these hidden values."""
    made: list[tuple[str, Database]] = []

    def ask(hidden: dict[str, str], role: str) -> dict[str, bytes]:
        folder = tmp_path / str(len(made))
        folder.mkdir()
        url = databases.copy(SAMPLE.name, SAMPLE.migrate, folder)
        database = Database(url)
        made.append((url, database))
        activate(database)
        app: Flask = SAMPLE.flask(settings(url, data))
        activate(database)
        user = fill(People(database), hidden)
        oracle = Oracle.of(SCHEMAS["sample"], dump(registry, database), {})
        town = Town(user, user, user, oracle, registry, database)
        return dict(answers(Asker(app, town, Person(user, frozenset({role})))))

    yield ask
    for url, database in made:
        database.dispose()
        databases.drop(url)


@pytest.mark.database
@pytest.mark.parametrize("role", list(HIDDEN))
def test_what_one_may_not_read_changes_no_byte_of_any_answer(
    worlds: Callable[[dict[str, str], str], dict[str, bytes]], role: str
) -> None:
    with time_machine.travel(NOON, tick=False):
        one, other = worlds(ONE, role), worlds(world_of(role, OTHER), role)
    assert [asked for asked in one if one[asked] != other[asked]] == []
    # Not because everything was refused.
    assert sum(text.startswith(b"200") for text in one.values()) > 20


@pytest.mark.database
def test_the_comparison_sees_what_somebody_may_read(
    worlds: Callable[[dict[str, str], str], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test of the test: to a manager the two worlds are not the same."""
    monkeypatch.setitem(HIDDEN, "manager", [("article", "cost")])
    with time_machine.travel(NOON, tick=False):
        one, other = worlds(ONE, "manager"), worlds(OTHER, "manager")
    assert one["manager: GET article/1"] != other["manager: GET article/1"]
    assert one["manager: GET article?sort=cost"] != other["manager: GET article?sort=cost"]
