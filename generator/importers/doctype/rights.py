"""Permissions per role, by level, and only for the owner."""

from __future__ import annotations

from typing import Final

from generator.importers.located import Table
from generator.importers.model import Entity, Grant, Model
from generator.importers.places import Place
from generator.importers.report import Report

_ACTIONS: Final = {
    "read": "read",
    "write": "update",
    "create": "create",
    "delete": "delete",
    "export": "export",
    "import": "import",
}
_STEPS: Final = ("submit", "cancel", "amend")
_EVERYWHERE: Final = ("report", "print", "select")
_LOST: Final = {
    "share": "rows are not shared one by one",
    "email": "mail is sent by hooks",
    "set_user_permissions": "scopes say which rows",
    "mask": "a field is read or it is not",
}


def read(row: Table, file: str, entity: Entity, model: Model, report: Report) -> None:
    """One row of `permissions`."""
    role = row.text("role")
    if not role:
        return
    place = Place(file, row.line)
    model.roles.setdefault(role, {})
    level = int(row.text("permlevel") or 0) if (row.text("permlevel") or "0").isdigit() else 0
    actions = {ours for theirs, ours in _ACTIONS.items() if row.flag(theirs)}
    entity.grants.append(Grant(role, actions, place, own=row.flag("if_owner"), level=level))
    name = f"{entity.name}: {role}"
    for key in _EVERYWHERE:
        if row.flag(key):
            report.carried("permission")
    for key, why in _LOST.items():
        if row.flag(key):
            report.lost("permission", Place(file, row.at(key)), name, key, why, "nothing to do")
    if level:
        for key in _STEPS:
            if row.flag(key):
                report.lost(
                    "permission",
                    Place(file, row.at(key)),
                    name,
                    f"{key} at level {level}",
                    "steps have no level",
                )


def steppers(rows: list[Table], step: str) -> list[str]:
    """Roles that may submit, cancel or amend."""
    return list(
        dict.fromkeys(
            row.text("role")
            for row in rows
            if row.flag(step) and row.text("role") and row.text("permlevel") in ("", "0")
        )
    )
