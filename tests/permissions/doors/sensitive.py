"""Revealing sensitive values: granted per row and per field, with a reason, over REST and on the page; all of a person."""

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
    yield from _handed_out(asker, name, id)


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


def _handed_out(asker: Asker, name: str, id: int) -> Iterator[Cell]:
    """All that is known of a person, for whoever may export and reveal the record; reason and password are asked first."""
    oracle, person = asker.town.oracle, asker.person
    row, path = oracle.tables[name][id], f"/{asker.key(name)}/handout/{id}"
    offered = _is_person(asker, name) and all(
        oracle.granted(person, name, one) for one in ("export", "reveal")
    )
    may = all(oracle.may(person, name, one, row) for one in ("export", "reveal"))
    if not oracle.granted(person, name, "read"):
        refused = 403
    elif id not in oracle.rows(person, name) or not offered:
        refused = 404
    else:
        refused = 0 if may else 403
    asked = f"hand out {name} {id}"
    yield asker.cell("reveal", asked, asker.page(path), asker.page_status(refused or 200))
    if person.id is not None:
        yield asker.cell("reveal", f"{asked} unasked", asker.send(path), refused or 422)


def _is_person(asker: Asker, name: str) -> bool:
    """People type two personal fields of it, or more."""
    entity = asker.town.oracle.entities[name]
    typed = [
        one
        for one in entity["fields"]
        if (one.get("pii") or one["type"] == "secret")
        and one["type"] not in ("number", "refs")
        and not {"lookup", "formula", "sum", "count", "min_of", "max_of", "avg"} & set(one)
    ]
    return len(typed) >= 2 and not entity.get("ledger")
