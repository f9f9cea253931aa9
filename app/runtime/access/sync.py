"""Brings roles and permissions in AppBuilder's tables into step with the policies: in bulk, loud, pruning.

The policies alone decide at run time. The tables say the same, for whoever reads them: a role has
`can_list` on `WorkOrderView` when the policy of WorkOrder grants it `read`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from ..accounts.users import Permission, PermissionView, Role, ViewMenu, role_grants, user_roles
from ..registry import Registry, current

PERMISSIONS: Mapping[str, tuple[str, ...]] = {
    "read": ("can_list", "can_show", "menu_access"),
    "create": ("can_add",),
    "update": ("can_edit",),
    "delete": ("can_delete",),
    "export": ("can_export",),
    "import": ("can_import",),
}
"""Action of a policy → AppBuilder's names for it. `reveal` is asked field by field and has none."""

CHUNK = 500

Grant = tuple[str, str, str]
"""(role, permission, view)."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What changed. `strays` are roles that people hold and the schema does not know: role → people."""

    roles_added: int = 0
    roles_removed: int = 0
    permissions_added: int = 0
    permissions_removed: int = 0
    grants_added: int = 0
    grants_removed: int = 0
    strays: Mapping[str, int] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether anything was out of step."""
        return any(
            (
                self.roles_added, self.roles_removed, self.permissions_added,
                self.permissions_removed, self.grants_added, self.grants_removed,
            )
        )  # fmt: skip


def wanted_grants(registry: Registry) -> set[Grant]:
    """What the policies of the registry grant."""
    return {
        (role, permission, view_name(entry.entity.meta.name))
        for entry in registry.entities()
        for action, permissions in PERMISSIONS.items()
        for role in entry.policy.grants(action)
        for permission in permissions
    }


def view_name(entity: str) -> str:
    """The name of an entity's screen, as AppBuilder knows it."""
    return f"{entity}View"


def sync(session: Session) -> SyncReport:
    """Make the tables say what the active registry says; the caller commits.

    Roles that nobody holds go when the schema no longer knows them; roles that people hold stay,
    without a permission, and are reported.
    """
    registry = current()
    declared = {role.name for role in registry.roles}
    wanted = wanted_grants(registry)
    unknown = {role for role, _, _ in wanted} - declared
    if unknown:
        raise ValueError(f"Policies grant to roles that are not declared: {sorted(unknown)}.")

    roles = _names(session, Role)
    _add_names(session, Role, declared - roles.keys())
    strays, removed = _remove_roles(session, roles, declared)

    pairs = {(permission, view) for _, permission, view in wanted}
    added_pairs, removed_pairs = _sync_pairs(session, pairs)
    added_grants, removed_grants = _sync_grants(session, wanted)
    return SyncReport(
        roles_added=len(declared - roles.keys()),
        roles_removed=removed,
        permissions_added=added_pairs,
        permissions_removed=removed_pairs,
        grants_added=added_grants,
        grants_removed=removed_grants,
        strays=strays,
    )


def _names(session: Session, model: Any) -> dict[str, int]:
    return {row.name: row.id for row in session.execute(select(model.name, model.id))}


def _add_names(session: Session, model: Any, names: Iterable[str]) -> None:
    rows = [{"name": name} for name in sorted(names)]
    if rows:
        session.execute(insert(model.__table__), rows)


def _remove_roles(
    session: Session, roles: Mapping[str, int], declared: set[str]
) -> tuple[dict[str, int], int]:
    """Delete undeclared roles that nobody holds; returns who holds the others, and how many went."""
    strays = {name: id for name, id in roles.items() if name not in declared}
    holders = session.execute(
        select(user_roles.c.role_id, func.count())
        .where(user_roles.c.role_id.in_(list(strays.values())))
        .group_by(user_roles.c.role_id)
    )
    held = {int(role): int(people) for role, people in holders}
    free = [id for id in strays.values() if id not in held]
    _delete(session, role_grants, role_grants.c.role_id, free)
    _delete(session, Role.__table__, Role.__table__.c.id, free)
    return {name: held[id] for name, id in strays.items() if id in held}, len(free)


def _sync_pairs(session: Session, wanted: set[tuple[str, str]]) -> tuple[int, int]:
    """Permission × view, and the names of both."""
    pairs = _pairs(session)
    gone = [id for pair, id in pairs.items() if pair not in wanted]
    _delete(session, role_grants, role_grants.c.permission_view_id, gone)
    _delete(session, PermissionView.__table__, PermissionView.__table__.c.id, gone)
    for model, place in ((Permission, 0), (ViewMenu, 1)):
        names = {pair[place] for pair in wanted}
        known = _names(session, model)
        _delete(
            session, model.__table__, model.__table__.c.id,
            [id for name, id in known.items() if name not in names],
        )  # fmt: skip
        _add_names(session, model, names - known.keys())
    permissions, views = _names(session, Permission), _names(session, ViewMenu)
    missing = sorted(wanted - pairs.keys())
    if missing:
        session.execute(
            insert(PermissionView.__table__),
            [
                {"permission_id": permissions[permission], "view_menu_id": views[view]}
                for permission, view in missing
            ],
        )
    return len(missing), len(gone)


def _sync_grants(session: Session, wanted: set[Grant]) -> tuple[int, int]:
    roles, pairs = _names(session, Role), _pairs(session)
    wanted_ids = {(roles[role], pairs[(permission, view)]) for role, permission, view in wanted}
    known = {
        (row.role_id, row.permission_view_id): row.id
        for row in session.execute(
            select(role_grants.c.id, role_grants.c.role_id, role_grants.c.permission_view_id)
        )
    }
    gone = [id for pair, id in known.items() if pair not in wanted_ids]
    _delete(session, role_grants, role_grants.c.id, gone)
    missing = sorted(wanted_ids - known.keys())
    if missing:
        session.execute(
            insert(role_grants),
            [{"role_id": role, "permission_view_id": pair} for role, pair in missing],
        )
    return len(missing), len(gone)


def _pairs(session: Session) -> dict[tuple[str, str], int]:
    found = session.execute(
        select(Permission.name, ViewMenu.name, PermissionView.id)
        .join(Permission, Permission.id == PermissionView.permission_id)
        .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
    )
    return {(permission, view): id for permission, view, id in found}


def _delete(session: Session, table: Any, column: Any, ids: list[int]) -> None:
    for start in range(0, len(ids), CHUNK):
        session.execute(delete(table).where(column.in_(ids[start : start + CHUNK])))
