"""The studio: for the system administrator, who finds there what the schema grants him and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.permissions import hand_written
from tests.permissions.doors.cell import Cell

if TYPE_CHECKING:
    from tests.permissions.channels import Asker

ADMINISTRATOR = "sysadmin"


def home(asker: Asker) -> Iterator[Cell]:
    yield asker.cell("studio", "home", asker.page("/studio/"), _status(asker, 200))


def of_entity(asker: Asker, name: str) -> Iterator[Cell]:
    """The list and the empty form of a dictionary; other entities are not there."""
    for page, action in (("", "read"), ("new/", "create")):
        answer = asker.page(f"/studio/{asker.key(name)}/{page}")
        may = bool(asker.town.oracle.granted(asker.person, name, action))
        wanted = _status(asker, 200 if may else 403) if _is_here(asker, name) else 404
        yield asker.cell("studio", f"{action} {name}", answer, wanted)


def of_row(asker: Asker, name: str, id: int) -> Iterator[Cell]:
    """One row: to change, and (asked only of whoever may not) to delete."""
    if not _is_here(asker, name):
        return
    oracle, person, key = asker.town.oracle, asker.person, asker.key(name)
    seen = id in oracle.rows(person, name)
    may = bool(oracle.granted(person, name, "update"))
    answer = asker.page(f"/studio/{key}/edit/?id={id}")
    wanted = _status(asker, 403 if not may else 200 if seen else 404)
    yield asker.cell("studio", f"update {name} {id}", answer, wanted)
    cells = asker.page(f"/studio/{key}/row/?id={id}&index=0")
    yield asker.cell("studio", f"cells of {name} {id}", cells, wanted)
    if person.id is None or (_is_administrator(asker) and oracle.granted(person, name, "delete")):
        return
    answer = asker.send(f"/studio/{key}/delete/", id=str(id))
    yield asker.cell("studio", f"delete {name} {id}", answer, 403)
    yield Cell("studio", f"{person} is {name} {id} there", True, asker.town.is_there(name, id))


def _is_here(asker: Asker, name: str) -> bool:
    return name in hand_written.DICTIONARIES.get(asker.town.name, ())


def _is_administrator(asker: Asker) -> bool:
    return ADMINISTRATOR in asker.person.roles


def _status(asker: Asker, status: int) -> int:
    return asker.page_status(status if _is_administrator(asker) else 403)
