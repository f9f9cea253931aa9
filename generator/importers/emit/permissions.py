"""Rights: what the source grants, else everything to one role, so that the application can be used at once."""

from __future__ import annotations

from typing import Final

from generator.importers.emit.writing import Mapping, Writing
from generator.importers.model import Entity, Grant
from generator.importers.places import Place

MANAGER: Final = "manager"
EVERYTHING: Final = ("read", "create", "update", "delete", "export", "import")
_OWN: Final = "own"


def granted(writing: Writing) -> bool:
    """Whether the source says anything about rights."""
    return any(entity.grants for entity in writing.model.entities)


def write(writing: Writing, entity: Entity, path: str) -> tuple[Mapping, Mapping]:
    """(permissions, scopes) of an entity."""
    grants = _grants(writing, entity)
    reading: dict[str, dict[str, bool]] = {action: {} for action in EVERYTHING}
    for grant in grants:
        role = writing.names.roles.get(grant.role, grant.role)
        for action in EVERYTHING:
            if (
                action in grant.actions
                and grant.level == 0
                and not (entity.read_only and action not in ("read", "export"))
            ):
                # Of two grants the wider one counts.
                reading[action][role] = reading[action].get(role, True) and grant.own
    readers = reading["read"]
    for role in _stepping(writing, entity):
        if role not in readers:
            readers[role] = False
            writing.report.changed(
                "permission",
                entity.place,
                f"{entity.name}: {role}",
                "it may read all rows now",
                "who does a step of the workflow must see the record",
            )
    for action in ("update", "delete", "export"):
        for role in [one for one in reading[action] if one not in readers]:
            del reading[action][role]
            place = next(
                (each.place for each in grants if writing.names.roles.get(each.role) == role),
                entity.place,
            )
            writing.report.withdrawn(
                "permission",
                place,
                f"{entity.name}: {role}",
                action,
                "who changes rows must be able to read them",
                "grant `read` too",
            )
    for role in [
        one
        for one in reading["import"]
        if one not in reading["create"] and one not in reading["update"]
    ]:
        del reading["import"][role]
    made: Mapping = {
        action: {role: _OWN if own else "all" for role, own in roles.items()}
        for action, roles in reading.items()
        if roles
    }
    scopes: Mapping = {}
    if any(own for roles in reading.values() for own in roles.values()):
        scopes[_OWN] = "created_by == user.id"
    single = _fields(writing, entity, grants, reading)
    if single:
        made["fields"] = single
    return made, scopes


def _stepping(writing: Writing, entity: Entity) -> list[str]:
    """Roles that do steps of its workflow."""
    if not entity.states:
        return []
    roles = [role for step in entity.transitions for role in step.roles or [MANAGER]]
    named = dict.fromkeys(writing.names.roles.get(role, role) for role in roles)
    return [role for role in named if role != "system"]


def _grants(writing: Writing, entity: Entity) -> list[Grant]:
    if entity.grants:
        for grant in entity.grants:
            writing.report.carried("permission", len(grant.actions & set(EVERYTHING)))
        return entity.grants
    parent = writing.model.entity(entity.parent[0]) if entity.parent else None
    if parent is not None and parent.grants:
        return [
            Grant(one.role, set(one.actions), one.place) for one in parent.grants if one.level == 0
        ]
    place = Place(entity.place.file, entity.place.line)
    return [Grant(MANAGER, set(EVERYTHING), place)]


def _fields(
    writing: Writing, entity: Entity, grants: list[Grant], given: dict[str, dict[str, bool]]
) -> Mapping:
    """Fields of a higher permission level, and those that are written and never read."""
    made: Mapping = {}
    writers = {**given["create"], **given["update"]}
    for one in entity.fields:
        ours = writing.names.fields[entity.name][one.name]
        if one.hidden_from_all and one.type != "secret":
            made[ours] = {"read": []}
            writing.report.carried("write only")
        elif one.level:
            allowed = {
                action: sorted(
                    {
                        writing.names.roles[grant.role]
                        for grant in grants
                        if grant.level == one.level and action in grant.actions
                    }
                    & set(given["read"] if action == "read" else writers)
                )
                for action in ("read", "update")
            }
            made[ours] = {"read": allowed["read"]}
            if not one.is_computed:
                made[ours]["write"] = allowed["update"]
            writing.report.carried("permission level")
    return made
