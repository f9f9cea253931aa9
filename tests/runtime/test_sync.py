"""Roles and permissions in AppBuilder's tables say what the policies say."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.runtime.access import sync
from app.runtime.accounts.users import Permission, PermissionView, Role, ViewMenu, role_grants
from app.runtime.database import Database
from app.runtime.policy import Policy, everything
from app.runtime.registry import Registry
from tests.support.people import People


def _grants(database: Database) -> set[tuple[str, str, str]]:
    with database.read_session() as session:
        return set(
            session.execute(
                sa.select(Role.name, Permission.name, ViewMenu.name)
                .join(role_grants, role_grants.c.role_id == Role.id)
                .join(PermissionView, PermissionView.id == role_grants.c.permission_view_id)
                .join(Permission, Permission.id == PermissionView.permission_id)
                .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
            )
        )


def _roles(database: Database) -> set[str]:
    with database.read_session() as session:
        return set(session.scalars(sa.select(Role.name)))


def _sync(database: Database) -> sync.SyncReport:
    with database.begin() as session:
        return sync.sync(session)


def test_every_role_of_the_schema_is_there(database: Database, registry: Registry) -> None:
    assert _roles(database) == {role.name for role in registry.roles}


def test_the_tables_hold_exactly_what_the_policies_grant(
    database: Database, registry: Registry
) -> None:
    assert _grants(database) == sync.wanted_grants(registry)
    assert ("buyer", "can_list", "SaleView") in _grants(database)
    assert ("buyer", "can_edit", "SaleView") not in _grants(database)


def test_a_second_sync_changes_nothing(database: Database) -> None:
    assert not _sync(database).changed


def test_what_is_missing_is_made_and_counted(database: Database, registry: Registry) -> None:
    """As in a new database: the suite's own are copies of one where this was done."""
    wanted = sync.wanted_grants(registry)
    pairs = {(permission, view) for _, permission, view in wanted}
    with database.begin() as session:
        for table in (role_grants, PermissionView, Permission, ViewMenu, Role):
            session.execute(sa.delete(table))
    report = _sync(database)
    assert report == sync.SyncReport(
        roles_added=len(registry.roles), permissions_added=len(pairs), grants_added=len(wanted)
    )
    assert report.changed
    assert _roles(database) == {role.name for role in registry.roles}
    assert _grants(database) == wanted
    assert not _sync(database).changed


def test_a_role_of_its_own_rights_goes_with_them(database: Database) -> None:
    """Nobody holds it, and a grant to it is no reason to stay."""
    with database.begin() as session:
        session.add(Role(name="old_role"))
        session.flush()
        role = session.scalar(sa.select(Role.id).where(Role.name == "old_role"))
        pair = session.scalar(sa.select(sa.func.min(PermissionView.id)))
        session.execute(sa.insert(role_grants), [{"role_id": role, "permission_view_id": pair}])
    assert _sync(database).roles_removed == 1
    with database.read_session() as session:
        assert not session.scalar(
            sa.select(sa.func.count()).select_from(role_grants).where(role_grants.c.role_id == role)
        )


def test_a_screen_that_comes_back_gets_its_permissions_again(
    database: Database, registry: Registry
) -> None:
    with database.begin() as session:
        view = session.scalars(sa.select(ViewMenu).where(ViewMenu.name == "SaleView")).one()
        pairs = sa.select(PermissionView.id).where(PermissionView.view_menu_id == view.id)
        session.execute(sa.delete(role_grants).where(role_grants.c.permission_view_id.in_(pairs)))
        session.execute(sa.delete(PermissionView).where(PermissionView.view_menu_id == view.id))
        session.delete(view)
    report = _sync(database)
    assert report.permissions_added > 1
    assert report.grants_added > report.permissions_added
    assert _grants(database) == sync.wanted_grants(registry)


def test_a_grant_that_is_gone_is_taken_away(database: Database) -> None:
    with database.begin() as session:
        role = session.scalar(sa.select(Role.id).where(Role.name == "buyer"))
        pairs = session.scalars(
            sa.select(PermissionView.id)
            .join(Permission)
            .join(ViewMenu)
            .where(Permission.name == "can_delete", ViewMenu.name == "SaleView")
        )
        session.execute(
            sa.insert(role_grants), [{"role_id": role, "permission_view_id": p} for p in pairs]
        )
    assert _sync(database).grants_removed == 1
    assert ("buyer", "can_delete", "SaleView") not in _grants(database)


def test_a_screen_that_is_gone_takes_its_permissions_along(database: Database) -> None:
    with database.begin() as session:
        view = ViewMenu(name="LegacyView")
        permission = session.scalars(
            sa.select(Permission).where(Permission.name == "can_list")
        ).one()
        pair = PermissionView(permission=permission, view_menu=view)
        clerk = session.scalars(sa.select(Role).where(Role.name == "clerk")).one()
        clerk.permissions.append(pair)
    report = _sync(database)
    assert (report.permissions_removed, report.grants_removed) == (1, 0)
    with database.read_session() as session:
        assert session.scalar(sa.select(ViewMenu.id).where(ViewMenu.name == "LegacyView")) is None


def test_a_role_that_nobody_holds_goes_with_the_schema(database: Database) -> None:
    with database.begin() as session:
        session.add(Role(name="old_role"))
    assert _sync(database).roles_removed == 1
    assert "old_role" not in _roles(database)


def test_a_role_that_people_hold_is_reported_and_grants_nothing(
    database: Database, people: People
) -> None:
    with database.begin() as session:
        session.add(Role(name="old_role"))
    people.user("old_role")
    report = _sync(database)
    assert report.strays == {"old_role": 1}
    assert not {grant for grant in _grants(database) if grant[0] == "old_role"}


def test_a_grant_to_an_undeclared_role_is_an_error(
    database: Database, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale = registry.entity("Sale")
    policy = Policy(sale.entity, scopes=[])
    policy.allow("read", managre=everything)
    monkeypatch.setitem(
        registry._entries, "Sale", type(sale)(sale.entity, policy, sale.hooks, sale.workflow)
    )
    with pytest.raises(ValueError, match="managre"):
        _sync(database)
