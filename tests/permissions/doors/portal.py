"""Hand-written pages, the portal's and the back office's: each shows what the policy grants of its entity, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.permissions import hand_written
from tests.permissions.doors.cell import Cell
from tests.permissions.hand_written import Page

if TYPE_CHECKING:
    from tests.permissions.channels import Asker


def of_application(asker: Asker) -> Iterator[Cell]:
    """The pages that belong to nobody's record: for everybody who is logged in, or for whom they say."""
    for page in _pages(asker, "everybody"):
        yield from _open(asker, page, page.path, 200)
    for page in _pages(asker, "nobody's"):
        yield from _open(asker, page, page.path, 404)
    for page in _pages(asker, "public"):
        yield asker.cell(page.channel, page.path, asker.page(page.path), 200)
    for page in _pages(asker, "entrance"):
        yield asker.cell(page.channel, page.path, asker.page(page.path), 302)
    for page in _pages(asker, "self"):
        mine = asker.town.oracle.user(asker.person, [page.value]) if asker.person.id else None
        seen = mine is not None and mine in asker.town.oracle.rows(asker.person, page.entity)
        yield from _open(asker, page, page.path, 200 if seen else 404)


def of_entity(asker: Asker, name: str) -> Iterator[Cell]:
    """The lists: every row that may be read, and no address of another."""
    oracle, person = asker.town.oracle, asker.person
    for page in _pages(asker, "create", name):
        may = bool(oracle.granted(person, name, "create"))
        yield from _open(asker, page, page.path, 200 if may else 403)
    for page in _pages(asker, "list", name):
        rows = oracle.rows(person, name)
        status = 200 if oracle.granted(person, name, "read") else 403
        answer = asker.page(page.path)
        yield _status(asker, page, page.path, answer, status)
        if answer.status_code == 200 and page.links:
            found = {int(id) for id in re.findall(rf'"{page.links}/(\d+)"', answer.text)}
            yield Cell(page.channel, f"{person} rows of {page.path}", set(), found - rows)
            if page.whole:
                yield Cell(
                    page.channel, f"{person} rows missing on {page.path}", set(), rows - found
                )


def of_row(asker: Asker, name: str, id: int) -> Iterator[Cell]:
    """The pages of one record, its steps, and the writes of those who may not."""
    oracle, person = asker.town.oracle, asker.person
    row, seen = oracle.tables[name][id], id in oracle.rows(person, name)
    for page in _pages(asker, "row", name):
        yield from _open(asker, page, page.path.format(id=id), 200 if seen else 404)
    for page in _pages(asker, "steps", name):
        rights = oracle.steps(person, name, row)
        for step in {one["name"] for one in oracle.entities[name]["workflow"]["transitions"]}:
            path = page.path.format(id=id, step=step)
            if seen and rights.get(step):
                # A guard may still refuse.
                yield _status(asker, page, path, asker.page(path), 200, 409, 422)
            else:
                status = 404 if not seen else 409 if step not in rights else 403
                yield from _open(asker, page, path, status)
    for page in _pages(asker, "update", name):
        if person.id is not None and not oracle.may(person, name, "update", row):
            path = page.path.format(id=id)
            yield asker.cell(page.channel, path, asker.send(path), 403 if seen else 404)


def _pages(asker: Asker, kind: str, entity: str | None = None) -> list[Page]:
    found = hand_written.PAGES.get(asker.town.name, ())
    return [one for one in found if one.kind == kind and entity in (None, one.entity)]


def _open(asker: Asker, page: Page, path: str, status: int) -> Iterator[Cell]:
    yield _status(asker, page, path, asker.page(path), status)


def _status(asker: Asker, page: Page, path: str, answer: object, *wanted: int) -> Cell:
    """Before the record it is asked whether the page is for this role at all."""
    if page.roles and not page.roles & asker.person.roles:
        wanted = (403,)
    return asker.cell(page.channel, path, answer, *{asker.page_status(one) for one in wanted})
