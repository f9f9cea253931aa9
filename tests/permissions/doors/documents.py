"""Paper, labels, trails, codes and manuals: for the staff who may open the record; residents are led to their own pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.runtime import registry
from app.web import staff_pages
from app.web.documents.labels import SHOWN
from tests.permissions.doors.cell import Cell

if TYPE_CHECKING:
    from tests.permissions.channels import Asker

LEAD_ON = 302


def of_application(asker: Asker) -> Iterator[Cell]:
    """The list of manuals is every employee's; there is no manual of what is no entity."""
    yield _cell(asker, "/manual/", 200)
    yield asker.cell(
        "manual",
        "the book",
        asker.page("/manual/all.pdf"),
        _status(asker, 200),
        _status(asker, 404),
    )
    for path in ("/manual/nothing", "/manual/nothing.pdf"):
        yield _cell(asker, path, 404)
    if asker.person.id is None:
        return
    for act in ("publish", "review", "return", "read", "remind"):
        path = f"/manual/nothing/{act}"
        yield asker.cell("manual", f"POST {path}", asker.send(path), _status(asker, 404))


def of_entity(asker: Asker, name: str) -> Iterator[Cell]:
    oracle, person, key = asker.town.oracle, asker.person, asker.key(name)
    wanted = 200 if oracle.granted(person, name, "read") else 403
    answer = asker.page(f"/labels/{key}")
    yield asker.cell("labels", f"labels of {name}", answer, _status(asker, wanted))
    if answer.status_code == 200:
        number = answer.get_data(as_text=True).count('<li class="card">')
        rows = len(oracle.rows(person, name))
        yield Cell("labels", f"{person} labels of {name}", min(rows, SHOWN), number)
    yield _cell(asker, f"/labels/{key}.pdf", wanted)
    if person.id is not None:
        path = f"/labels/{key}"
        sent = LEAD_ON if wanted == 200 else 403
        yield asker.cell("labels", f"POST {path}", asker.send(path), _status(asker, sent))


def of_row(asker: Asker, name: str, id: int) -> Iterator[Cell]:
    oracle, person, key = asker.town.oracle, asker.person, asker.key(name)
    any_row, seen = oracle.granted(person, name, "read"), id in oracle.rows(person, name)
    wanted = 403 if not any_row else 200 if seen else 404
    for path in (
        f"/paper/{key}/{id}",
        f"/paper/{key}/{id}.pdf",
        f"/trace/{key}/{id}",
        f"/labels/{key}/{id}.svg",
    ):
        yield _cell(asker, path, wanted)
    # The code leads to the page of such records, or to the one that is scanned, which then decides.
    scanned = staff_pages.scanned_page_of(key, frozenset(person.roles))
    yield _cell(asker, f"/q/{key}/{id}", LEAD_ON if any_row or scanned else 404)


def _cell(asker: Asker, path: str, wanted: int) -> Cell:
    return asker.cell("document", path, asker.page(path), _status(asker, wanted))


def _status(asker: Asker, wanted: int) -> int:
    """A resident is led to the portal, a visitor to the entrance."""
    known = [registry.current().role(name) for name in asker.person.roles]
    is_resident = bool(known) and all(role is not None and role.portal for role in known)
    return LEAD_ON if is_resident else asker.page_status(wanted)
