"""Which words of which entity stand in which part of the index, by a published schema: a change of it is a change of the index."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete

from ..registry import current
from ..system import SearchEntry
from .index import TEXTS, index_all

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Layout = Mapping[str, str]
"""Searched field → its part: its own name where not every role that has the entity may read it, "" else."""


def layouts(document: str) -> dict[str, Layout]:
    """Of every table of a resolved schema (`app/generated/schema.json`)."""
    return {entity["table"]: _layout(entity) for entity in json.loads(document)["entities"]}


def _layout(entity: Mapping[str, Any]) -> Layout:
    access = entity.get("permissions") or {}
    roles = {role for granted in (access.get("grants") or {}).values() for role in granted}
    rules = {rule["field"]: rule.get("read") for rule in access.get("fields") or ()}
    found = {}
    for field in entity["fields"]:
        searched = field.get("search") or field["type"] == "number"
        if field["type"] in TEXTS and searched and field.get("pii") != "sensitive":
            readers = rules.get(field["name"])
            found[field["name"]] = "" if readers is None or roles <= set(readers) else field["name"]
    return found


def follow(session: Session, before: str | None, after: str) -> dict[str, int]:
    """Index anew what is searched otherwise than before; table → records. The registry is that of `after`.

    What is not searched any more goes; what fewer may read moves to where only they look.
    """
    if before is None:
        return {}
    old, new = layouts(before), layouts(after)
    changed = [table for table in new if table in old and old[table] != new[table]]
    for table in changed:
        session.execute(delete(SearchEntry).where(SearchEntry.entity == table))
    return {
        table: index_all(session, current().entity(table).entity, new=True) for table in changed
    }
