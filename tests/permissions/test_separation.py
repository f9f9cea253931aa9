"""Separate duties: refused when they are given, in every channel, and again at the act."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.runtime import records
from app.runtime.accounts import grants
from app.runtime.accounts.users import Role, User, user_roles
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import AppError, Forbidden, ValidationFailed
from app.runtime.system import AuditLog
from tests.sample.models import Posting, Store, StoreRole
from tests.support.people import PASSWORD, People


def held(database: Database, user: int) -> set[str]:
    with database.read_session() as session:
        found = sa.select(Role.name).join(user_roles, user_roles.c.role_id == Role.id)
        return set(session.scalars(found.where(user_roles.c.user_id == user)))


def hold_both(database: Database, user: int, *roles: str) -> None:
    """As somebody with the database's password would."""
    with database.begin() as session:
        ids = session.scalars(sa.select(Role.id).where(Role.name.in_(roles))).all()
        session.execute(sa.insert(user_roles), [{"user_id": user, "role_id": id} for id in ids])


def test_two_roles_that_are_separate_are_not_given(
    as_user: Callable[..., Context], people: People, database: Database
) -> None:
    administrator, user = as_user("sysadmin"), people.user("clerk")
    with pytest.raises(ValidationFailed) as refused, records.writing(administrator):
        grants.give(administrator, user, ["cashier", "auditor"])
    assert [error.field for error in refused.value.errors] == ["roles"]
    assert held(database, user) == {"clerk"}


def test_a_grant_leaves_an_audit_row(
    as_user: Callable[..., Context], people: People, database: Database
) -> None:
    administrator, user = as_user("sysadmin"), people.user("clerk")
    with records.writing(administrator):
        grants.give(administrator, user, ["cashier"])
    with database.read_session() as session:
        row = session.scalars(sa.select(AuditLog).where(AuditLog.action == "grant")).one()
    assert (row.actor_id, row.record_id, row.diff) == (
        administrator.actor.id,
        user,
        {"roles": [["clerk"], ["cashier"]]},
    )


def test_nobody_gives_himself_a_role(as_user: Callable[..., Context], database: Database) -> None:
    administrator = as_user("sysadmin")
    me = administrator.actor.id or 0
    with pytest.raises(Forbidden), records.writing(administrator):
        grants.give(administrator, me, ["sysadmin", "manager"])
    assert held(database, me) == {"sysadmin"}


def test_the_owner_of_the_machine_may_and_it_is_on_record(
    people: People, database: Database
) -> None:
    user = people.user("clerk")
    with Context.system(channel="cli") as ctx, records.writing(ctx):
        grants.give(ctx, user, ["manager"])
    with database.read_session() as session:
        row = session.scalars(sa.select(AuditLog).where(AuditLog.action == "grant")).one()
    assert (row.channel, row.by_system) == ("cli", True)


def test_of_two_grants_at_once_only_one_half_of_a_pair_is_held(
    people: People, database: Database
) -> None:
    """Each administrator adds the role that the other must not see missing."""
    user = people.user()
    administrators = [people.user("sysadmin") for _ in range(2)]
    start = threading.Barrier(2)

    def add(administrator: int, role: str) -> None:
        with Context.for_user(administrator) as ctx:
            start.wait()
            try:
                with records.writing(ctx):
                    grants.give(ctx, user, held(database, user) | {role})
            except AppError:
                return

    threads = [
        threading.Thread(target=add, args=pair)
        for pair in zip(administrators, ("cashier", "auditor"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(held(database, user)) == 1


def test_users_written_past_the_screens_meet_the_same_rule(database: Database) -> None:
    user = User(username="x", first_name="x", last_name="", email="x@example.com", active=True)
    with database.write_session() as session, session.begin():
        pair = sa.select(Role).where(Role.name.in_(["cashier", "auditor"]))
        user.roles = list(session.scalars(pair))
        session.add(user)
        with pytest.raises(ValidationFailed):
            session.flush()


def test_a_pair_that_came_in_by_sql_changes_nothing(
    people: People, database: Database, ctx: Context
) -> None:
    """Refused at the grant, and again at the act."""
    user = people.user(username="both")
    hold_both(database, user, "cashier", "auditor")
    store = records.create(ctx, Store, {"code": "N", "name": "North"})
    with Context.for_user(user) as both:
        assert records_read(both, Store) == {store.id}
        with pytest.raises(Forbidden):
            records.create(both, Posting, {"amount": "1", "day": "2026-01-01"})
        tree = "\n".join(decision_lines(both))
    assert "must be separate" in tree


def records_read(ctx: Context, entity: Any) -> set[int]:
    from app.runtime import query

    return {row["id"] for row in query.rows(ctx, entity, columns=["id"]).items}


def decision_lines(ctx: Context) -> list[str]:
    from app.runtime.registry import current

    return list(current().entity("Posting").policy.may(ctx.actor, "create").tree.lines("en"))


def test_nobody_opens_rows_to_himself(
    as_user: Callable[..., Context], people: People, ctx: Context
) -> None:
    store = records.create(ctx, Store, {"code": "N", "name": "North"}).id
    manager, other = as_user("manager"), people.user("clerk")
    with pytest.raises(ValidationFailed) as refused:
        records.create(manager, StoreRole, {"user": manager.actor.id, "store": store})
    assert [(error.field, error.code) for error in refused.value.errors] == [("user", "own_grant")]
    assert records.create(manager, StoreRole, {"user": other, "store": store}).id


@pytest.mark.database
def test_what_appbuilder_itself_would_write_is_audited_or_refused(
    app: Flask, database: Database
) -> None:
    manager = app.extensions["appbuilder"].sm
    with database.read_session() as session:
        clerk = session.scalars(sa.select(Role).where(Role.name == "clerk")).one()
    with app.app_context():
        made = manager.add_user("fab", "Fab", "", "fab@example.com", clerk, PASSWORD)
        for write in ("update_user", "delete_user", "add_role", "add_permission_role"):
            with pytest.raises(Forbidden):
                getattr(manager, write)(made)
    assert made.roles == {"clerk"}
    with database.read_session() as session:
        rows = session.scalars(sa.select(AuditLog).where(AuditLog.entity == grants.KEY)).all()
    assert {one.action for one in rows} == {"grant", "create"}
