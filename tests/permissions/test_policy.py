"""Every role, person, entity and action: the policy grants what the oracle reads in the schema, and nothing more."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.runtime.access.scopes import Scopes
from app.runtime.context import Actor, Context
from tests.permissions.oracle import ACTIONS, Person
from tests.permissions.town import Town

pytestmark = pytest.mark.database


def context(town: Town, person: Person, scopes: Scopes | None = None) -> Context:
    """A context whose `user.x` values are read from the database; with scopes that of a program."""
    found = Context.for_user(int(person.id or 0))
    # The roles are given here, so that one person can be asked with every role.
    load = found.actor._load
    found.actor = Actor(person.id, "somebody", person.roles, load=load, scopes=scopes)
    return found


def everybody(town: Town) -> list[Person]:
    """Each person with each role alone, and with none."""
    roles = [frozenset({role}) for role in town.oracle.roles]
    return [Person(id, some) for id in town.persons for some in (*roles, frozenset[str]())]


def ids(session: Session, entity: Any, condition: Any) -> set[int]:
    if condition is not None and str(condition) == "false":
        return set()
    statement = sa.select(entity.id).where(entity.deleted_at.is_(None))
    return set(session.scalars(statement if condition is None else statement.where(condition)))


def test_rows_are_those_of_the_schema_for_every_role_entity_and_action(town: Town) -> None:
    wrong = []
    for person in everybody(town):
        with context(town, person) as ctx:
            for entry in town.registry.entities():
                name = entry.entity.meta.name
                for action in ACTIONS:
                    condition = entry.policy.rows(ctx.actor, action)
                    found = ids(ctx.session, entry.entity, condition)
                    wanted = town.oracle.rows(person, name, action)
                    possible = bool(town.oracle.granted(person, name, action))
                    if found != wanted or bool(entry.policy.may(ctx.actor, action)) != possible:
                        wrong.append(f"{person} {action} {name}: {found} instead of {wanted}")
    assert wrong == []


def test_a_single_record_is_judged_like_the_list_field_by_field(town: Town) -> None:
    wrong = []
    for person in everybody(town):
        with context(town, person) as ctx:
            for entry in town.registry.entities():
                name = entry.entity.meta.name
                if not any(town.oracle.granted(person, name, action) for action in ACTIONS):
                    continue
                for record in ctx.session.scalars(
                    sa.select(entry.entity).where(entry.entity.deleted_at.is_(None))
                ):
                    row = town.oracle.tables[name][record.id]
                    for action in ("read", "update", "delete", "export"):
                        found = bool(entry.policy.may(ctx.actor, action, record, ctx.session))
                        if found != town.oracle.may(person, name, action, row):
                            wrong.append(f"{person} {action} {name} {record.id}: {found}")
                    for use, action in (("read", "read"), ("write", "update")):
                        fields = entry.policy.fields_on(
                            ctx.actor,
                            record,
                            ctx.session,
                            use=use,
                            action=action,  # type: ignore[arg-type]
                        )
                        wanted = town.oracle.fields(person, name, row, use=use, action=action)
                        if fields != wanted:
                            wrong.append(f"{person} {use} {name} {record.id}: {fields ^ wanted}")
    assert wrong == []


def test_every_right_to_a_step_is_one_of_the_schema(town: Town) -> None:
    wrong, asked = [], 0
    for person in everybody(town):
        with context(town, person) as ctx:
            for entry in town.registry.entities():
                name, workflow = entry.entity.meta.name, entry.workflow
                if workflow is None:
                    continue
                for record in ctx.session.scalars(
                    sa.select(entry.entity).where(entry.entity.deleted_at.is_(None))
                ):
                    wanted = town.oracle.steps(person, name, town.oracle.tables[name][record.id])
                    offers = {one.name: one for one in workflow.available(ctx, record)}
                    asked += len(offers)
                    if offers.keys() != wanted.keys():
                        wrong.append(
                            f"{person} {name} {record.id}: {offers.keys() ^ wanted.keys()}"
                        )
                    for step, offer in offers.items():
                        # A guard may refuse what the right allows; nothing allows what the right refuses.
                        guarded = offer.transition.when is not None and wanted[step]
                        if offer.allowed != wanted[step] and not guarded:
                            wrong.append(f"{person} {step} {name} {record.id}: {offer.allowed}")
    assert wrong == []
    assert asked > 100
