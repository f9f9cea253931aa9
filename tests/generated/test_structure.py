"""What an entity names is there: targets, children, modules, states, roles, scopes."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.runtime import query
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.registry import EntityEntry, Registry
from tests.generated.conftest import allowed_roles, readable_fields
from tests.support.people import People


def test_its_module_is_declared(entry: EntityEntry, registry: Registry) -> None:
    assert entry.entity.meta.module in {module.name for module in registry.modules}


def test_its_refs_point_to_entities(entry: EntityEntry, registry: Registry) -> None:
    for field in entry.entity.fields().values():
        if field.to is not None and field.to != "User":
            assert registry.has(field.to), field.name


def test_its_children_name_it_as_their_parent(entry: EntityEntry, registry: Registry) -> None:
    for child in entry.entity.meta.children:
        back = registry.entity(child.of).entity.fields()[child.by]
        assert back.to == entry.entity.meta.name


def test_its_policy_grants_to_declared_roles_only(entry: EntityEntry, registry: Registry) -> None:
    declared = {role.name for role in registry.roles}
    for action in ("read", "create", "update", "delete", "export", "import", "reveal"):
        assert set(entry.policy.grants(action)) <= declared


def test_somebody_may_read_it(entry: EntityEntry) -> None:
    assert entry.policy.grants("read"), "an entity that no role may read is no part of a system"


def test_every_state_is_reached_and_left(entry: EntityEntry) -> None:
    if entry.workflow is None:
        return
    flow = entry.workflow
    moves = [mapping for mappings in flow.transitions.values() for mapping in mappings]
    reached, before = {flow.initial}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {m.target for m in moves if set(m.sources) & reached}
    assert reached == set(flow.states)
    left = {source for mapping in moves for source in mapping.sources}
    assert {name for name, state in flow.states.items() if not state.final} <= left


def test_every_transition_is_somebodys_and_asks_for_fields(
    entry: EntityEntry, registry: Registry
) -> None:
    if entry.workflow is None:
        return
    roles = {role.name for role in registry.roles} | {"system"}
    fields = set(entry.entity.fields())
    for mappings in entry.workflow.transitions.values():
        for mapping in mappings:
            assert mapping.by
            assert set(mapping.by) <= roles
            assert {*mapping.asks, *mapping.needs} <= fields
            for scope in mapping.by.values():
                assert scope is None or entry.policy.scope(scope) is not None


def test_the_rows_of_every_role_can_be_asked_for(
    entry: EntityEntry, database: Database, people: People
) -> None:
    """The policy's SQL runs, for every role and action, with every column that the role may see."""
    for role in allowed_roles(entry, "read"):
        with Context.for_user(people.user(role)) as ctx:
            columns = [n for n in readable_fields(entry) if entry.policy.readable(ctx.actor, n)]
            query.rows(ctx, entry.entity, columns=columns, count="exact")
            for action in ("update", "delete", "export"):
                rows = entry.policy.rows(ctx.actor, action)
                statement = sa.select(sa.func.count()).select_from(entry.entity)
                asked = statement if rows is None else statement.where(rows)
                assert ctx.session.scalar(asked) is not None


@pytest.mark.surface
def test_without_a_role_there_is_no_row(
    entry: EntityEntry, database: Database, people: People
) -> None:
    with Context.for_user(people.user()) as ctx:
        assert not entry.policy.rows_possible(ctx.actor)


def test_it_has_the_common_columns(entry: EntityEntry) -> None:
    columns = set(sa.inspect(entry.entity).columns.keys())
    assert {"created_at", "created_by_id", "version", "deleted_at"} <= columns
