"""Webhooks: one's own, and for the system administrator everybody's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import sqlalchemy as sa

from app.runtime.webhooks.tables import Webhook
from tests.permissions.doors.cell import Cell

if TYPE_CHECKING:
    from tests.permissions.channels import Asker

ADMINISTRATOR = "sysadmin"
NOT_THERE = 999_999
BAD = {"colour": "red"}


def of_application(asker: Asker) -> Iterator[Cell]:
    """Every write is one that is refused in the end: for what it says, when not for who asks."""
    hook, delivery = asker.town.webhook, asker.town.delivery
    owner = asker.person.id == asker.town.one
    keeper = ADMINISTRATOR in asker.person.roles
    sees = owner or keeper
    before = _facts(asker)

    def status(found: int) -> int:
        return 401 if asker.person.id is None else found

    answer = asker.rest("GET", "webhooks")
    yield asker.cell("webhooks", "list", answer, status(200))
    if answer.status_code == 200:
        shown = {one["id"] for one in answer.get_json()["items"]}
        yield Cell("webhooks", f"{asker.person} sees", {hook} if sees else set(), shown)
    yield asker.cell("webhooks", "create", asker.rest("POST", "webhooks", json=BAD), status(422))
    one = f"webhooks/{hook}"
    for method, path, found in (
        ("GET", one, 200),
        ("GET", f"{one}/deliveries", 200),
        ("PATCH", one, 422 if owner else 403),
        ("POST", f"{one}/rotate", 422),
        ("POST", f"{one}/test", 422),
        ("POST", f"{one}/replay", 422),
        ("POST", f"{one}/deliveries/{delivery}/replay", 422),
    ):
        given = {} if method == "GET" else {"json": BAD if found == 422 else {"name": "taken over"}}
        answer = asker.rest(method, path, **given)
        refused = 404 if method in ("GET", "PATCH") else 422
        yield asker.cell("webhooks", f"{method} {path}", answer, status(found if sees else refused))
    if not sees:
        for method, path in (
            ("POST", f"{one}/rotate"),
            ("POST", f"{one}/test"),
            ("POST", f"{one}/replay"),
            ("POST", f"{one}/deliveries/{delivery}/replay"),
        ):
            answer = asker.rest(method, path, json={})
            yield asker.cell("webhooks", f"{method} {path}", answer, status(404))
        yield asker.cell("webhooks", "DELETE", asker.rest("DELETE", one), status(404))
    answer = asker.rest("DELETE", f"webhooks/{NOT_THERE}")
    yield asker.cell("webhooks", "DELETE what is not there", answer, status(404))
    yield from _pages(asker, sees=sees)
    yield Cell("webhooks", f"{asker.person} left it as", before, _facts(asker))


def _pages(asker: Asker, *, sees: bool) -> Iterator[Cell]:
    hook, delivery = asker.town.webhook, asker.town.delivery
    for path, found in (("/webhooks/", 200), (f"/webhooks/{hook}", 200 if sees else 404)):
        yield asker.cell("webhooks", path, asker.page(path), asker.page_status(found))
    if asker.person.id is None:
        return
    # Of whoever sees it only what finds nothing.
    hook = NOT_THERE if sees else hook
    for act in ("pause", "resume", "test", "replay", f"deliveries/{delivery}/replay", "remove"):
        path = f"/webhooks/{hook}/{act}"
        yield asker.cell("webhooks", f"POST {path}", asker.send(path), 404)


def _facts(asker: Asker) -> tuple[object, ...]:
    with asker.town.database.read_session() as session:
        row = session.get_one(Webhook, asker.town.webhook)
        count = session.scalar(sa.select(sa.func.count()).select_from(Webhook))
        return (row.name, row.url, row.state, row.secret, row.old_secret, count)
