"""Revealing sensitive values: granted per row and per field, with a reason, over REST and on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.permissions.doors.cell import Cell

if TYPE_CHECKING:
    from tests.permissions.channels import Asker

REASON = "asked by the matrix"


def of_row(asker: Asker, name: str, id: int) -> Iterator[Cell]:
    """All that may be revealed of one record, what may not, and by whom."""
    oracle, person = asker.town.oracle, asker.person
    row = oracle.tables[name][id]
    fields = [
        one["name"]
        for one in oracle.entities[name]["fields"]
        if one.get("pii") == "sensitive" and one["type"] != "secret"
    ]
    mine = [one for one in fields if one in oracle.fields(person, name, row)]
    seen, may = id in oracle.rows(person, name), oracle.may(person, name, "reveal", row)
    refused = 404 if not seen else 403 if not may else 0
    methods = asker.methods(name)
    if mine:
        answer = _ask(asker, name, id, mine)
        status = asker.rest_status(methods, "get", refused or 200)
        yield asker.cell("reveal", f"{mine} of {name} {id}", answer, status)
        if answer.status_code == 200:
            shown = answer.get_json()
            asked = f"{person} {mine} of {name} {id}"
            yield Cell("reveal", asked, set(mine), set(shown))
            known = {one: asker.town.secrets.get((name, id, one)) for one in mine}
            known = {one: value for one, value in known.items() if value is not None}
            yield Cell("reveal", asked, known, {one: shown[one] for one in known})
    # What he may not read, or what is not sensitive at all, is no field that can be revealed.
    others = [one for one in fields if one not in mine] or ["id"]
    answer = _ask(asker, name, id, others)
    status = asker.rest_status(methods, "get", refused or 422)
    yield asker.cell("reveal", f"{others} of {name} {id}", answer, status)
    yield from _page(asker, name, id, [one for one in mine if row.get(one) is not None], may=may)


def _ask(asker: Asker, name: str, id: int, fields: list[str]) -> object:
    before = len(asker.unmasked)
    body = {"fields": fields, "reason": REASON}
    answer = asker.rest("POST", f"{asker.key(name)}/{id}/reveal", json=body)
    if answer.status_code == 200:
        del asker.unmasked[before:]
    return answer


def _page(asker: Asker, name: str, id: int, filled: list[str], *, may: bool) -> Iterator[Cell]:
    oracle, person = asker.town.oracle, asker.person
    path = f"/{asker.key(name)}/reveal/{id}"
    readable = bool(oracle.granted(person, name, "read"))
    offered = bool(filled) and bool(oracle.granted(person, name, "reveal"))
    seen = id in oracle.rows(person, name)
    asking = 403 if not readable else 200 if seen and offered else 404
    answer = asker.page(path)
    yield asker.cell("reveal", f"page {name} {id}", answer, asker.page_status(asking))
    if person.id is None:
        return
    before = len(asker.unmasked)
    answer = asker.send(path, reason=REASON)
    yield asker.cell(
        "reveal", f"shown {name} {id}", answer, asking if asking != 200 or may else 403
    )
    if answer.status_code == 200:
        del asker.unmasked[before:]
        known = [asker.town.secrets.get((name, id, one)) for one in filled]
        missing = {value for value in known if value and value not in answer.text}
        yield Cell("reveal", f"{person} missing on the page of {name} {id}", set(), missing)
