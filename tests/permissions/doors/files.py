"""Attachments: by both addresses, for whoever may read the field of the record that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.runtime.files.store import path_of
from tests.permissions.doors.cell import Cell
from tests.permissions.town import CONTENT, DIGEST

if TYPE_CHECKING:
    from tests.permissions.channels import Asker


def of_row(asker: Asker, name: str, id: int) -> Iterator[Cell]:
    """Every file of one record."""
    oracle, person = asker.town.oracle, asker.person
    row = oracle.tables[name][id]
    for (entity, record, field), file in asker.town.files.items():
        if (entity, record) == (name, id):
            readable = field in oracle.fields(person, name, row)
            yield from _download(asker, file, f"{field} of {name} {id}", readable=readable)


def loose(asker: Asker) -> Iterator[Cell]:
    """An upload that no record has taken is its maker's alone; one that is not there is nobody's."""
    mine = asker.person.id == asker.town.one
    yield from _download(asker, asker.town.loose, "a loose file", readable=mine)
    yield from _download(asker, 999_999, "no file", readable=False)


def _download(asker: Asker, file: int, asked: str, *, readable: bool) -> Iterator[Cell]:
    path = path_of(DIGEST)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CONTENT)
    status = 200 if readable else 404
    rest = 401 if asker.person.id is None else status
    yield asker.cell("file", f"REST {asked}", asker.rest("GET", f"files/{file}"), rest)
    answer = asker.page(f"/files/{file}")
    yield asker.cell("file", f"page {asked}", answer, asker.page_status(status))
