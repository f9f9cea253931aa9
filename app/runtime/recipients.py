"""Who is meant: names of ref fields and roles → user ids, for many records in a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from . import registry
from .access import user_values
from .accounts.users import Role, User
from .context import Actor

if TYPE_CHECKING:
    from .context import Context
    from .field import Field
    from .registry import EntityEntry

CREATOR = ("creator", "created_by")


class Recipients:
    """Looks people up for one run; each role, and what its people may see, is asked once."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._holders: dict[str, list[Actor]] = {}

    def of(
        self, entry: EntityEntry, records: Sequence[Any], names: Iterable[str]
    ) -> dict[int, set[int]]:
        """record id → user ids. A role means those of its people who may read the record."""
        found: dict[int, set[int]] = {record.id: set() for record in records}
        fields = entry.entity.fields()
        for name in names:
            if name in CREATOR:
                for record in records:
                    found[record.id].update({record.created_by_id} - {None})
            elif name in fields:
                self._by_field(fields[name], records, found)
            else:
                self._by_role(entry, name, found)
        return found

    def _by_field(self, field: Field, records: Sequence[Any], found: dict[int, set[int]]) -> None:
        targets = {record.id: getattr(record, f"{field.name}_id") for record in records}
        users = self._users_of(str(field.to), {id for id in targets.values() if id is not None})
        for record_id, target in targets.items():
            if target in users:
                found[record_id].add(users[target])

    def _users_of(self, entity: str, ids: set[int]) -> dict[int, int]:
        """Ids of an entity that stands for people → their logins, by the `users:` of the schema."""
        if not ids:
            return {}
        if entity == "User":
            rows = self._ctx.session.scalars(
                select(User.id).where(User.id.in_(ids), User.active.is_(True))
            )
            return {id: id for id in rows}
        declared = next(
            (v for v in registry.current().users if v.to == entity and v.by is not None), None
        )
        if declared is None:
            return {}
        person = registry.current().entity(entity).entity
        login = getattr(person, f"{declared.by}_id")
        people = self._ctx.session.execute(
            select(person.id, login)
            .join(User, User.id == login)
            .where(person.id.in_(ids), User.active.is_(True))
        )
        return {row[0]: row[1] for row in people}

    def _by_role(self, entry: EntityEntry, role: str, found: dict[int, set[int]]) -> None:
        entity: Any = entry.entity
        for actor in self._with_role(role):
            rows = entry.policy.rows(actor, "read")
            visible: Iterable[int] = found
            if rows is not None:
                visible = self._ctx.session.scalars(
                    select(entity.id).where(entity.id.in_(list(found)), rows)
                )
            for id in visible:
                found[id].add(int(actor.id or 0))

    def _with_role(self, role: str) -> list[Actor]:
        if role not in self._holders:
            session = self._ctx.session
            users = session.execute(
                select(User.id, User.username)
                .join(User.roles)
                .where(Role.name == role, User.active.is_(True))
                .order_by(User.id)
            )
            self._holders[role] = [
                # Only this role counts: told is who has the duty, not who happens to see the record.
                Actor(id, username, frozenset({role})).bound(
                    lambda who, path: user_values.load(session, who.id, path)
                )
                for id, username in users
            ]
        return self._holders[role]
