"""The change feed: the records that one may read, with the names of the fields that one may read there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.permissions.doors.cell import Cell

if TYPE_CHECKING:
    from tests.permissions.channels import Asker


def of_entity(asker: Asker, name: str) -> Iterator[Cell]:
    oracle, key = asker.town.oracle, asker.key(name)
    offered = asker.methods(name) & {"get", "list"}
    may = bool(offered and oracle.granted(asker.person, name, "read"))
    told: dict[int, set[str]] = {}
    since, more = "0", True
    while more:
        answer = asker.rest("GET", f"changes?entities={key}&limit=1000&since={since}")
        if answer.status_code != 200:
            break
        page = answer.get_json()
        since, more = page["next"], page["more"]
        for item in page["items"]:
            told.setdefault(item["id"], set()).update(item["fields"])
    status = 401 if asker.person.id is None else 200 if may else 400
    yield asker.cell("changes", f"of {name}", answer, status)
    if answer.status_code == 200:
        rows = oracle.rows(asker.person, name)
        yield Cell("changes", f"{asker.person} records of {name}", rows, set(told))
        for id in rows & set(told):
            fields = oracle.fields(asker.person, name, oracle.tables[name][id])
            asked = f"{asker.person} fields of {name} {id}"
            yield Cell("changes", asked, set(), told[id] - fields)
