"""What an act did to accounts, and whether the audit log says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from app.runtime.accounts import grants
from app.runtime.accounts.tables import Account
from app.runtime.accounts.users import Role, User, user_roles
from app.runtime.database import Database
from app.runtime.system import AuditLog

FIELDS = ("username", "first_name", "last_name", "email", "active", "password")
OPENLY = ("active", "roles")
"""Fields whose old and new value must stand in a row, not only that there was an act."""


@contextmanager
def on_record(database: Database, *, changed: int | None = None) -> Iterator[list[AuditLog]]:
    """Every account that differs afterwards has a new audit row, with what of `active` and roles is another now.

    `changed`: how many must differ, so that a test cannot pass because nothing happened. Yields the new rows.
    """
    rows: list[AuditLog] = []
    before, last = _accounts(database), _last(database)
    yield rows
    after = _accounts(database)
    with database.read_session() as session:
        found = sa.select(AuditLog).where(AuditLog.id > last, AuditLog.entity == grants.KEY)
        rows += session.scalars(found.order_by(AuditLog.id))
    different = {id for id in before | after if before.get(id) != after.get(id)}
    for id in different:
        mine = [row.diff for row in rows if row.record_id == id]
        assert mine, f"account {id} was changed and nothing is on record"
        for name in OPENLY:
            old, new = (side.get(id, {}).get(name) for side in (before, after))
            if (old or None) != (new or None):
                said = [diff[name][1] for diff in mine if name in diff]
                assert said, f"{name} of account {id} became {new}, and no row says so"
                assert said[-1] == new
    if changed is not None:
        assert len(different) == changed


def _last(database: Database) -> int:
    with database.read_session() as session:
        return int(session.scalar(sa.select(sa.func.max(AuditLog.id))) or 0)


def _accounts(database: Database) -> dict[int, dict[str, Any]]:
    with database.read_session() as session:
        found = {
            user.id: {name: getattr(user, name) for name in FIELDS} | {"roles": []}
            for user in session.scalars(sa.select(User))
        }
        held = sa.select(user_roles.c.user_id, Role.name).join(Role).order_by(Role.name)
        for id, role in session.execute(held):
            found[id]["roles"].append(role)
        for account in session.scalars(sa.select(Account)):
            state = sa.inspect(account)
            found[account.user_id]["account"] = {
                one.key: getattr(account, one.key) for one in state.mapper.column_attrs
            }
        return found
