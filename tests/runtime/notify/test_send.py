"""People are told once, in the transaction of the act, in their language."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import notify, records
from app.runtime.accounts.users import User
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.notify.send import TOLD_AT_ONCE
from app.runtime.registry import Registry
from app.runtime.system import Notification
from tests.support.people import People

notify.template("test.ready", zh="{sale_no} 已备好", en="{sale_no} is ready.")


def _told(database: Database) -> list[int]:
    with database.read_session() as session:
        return list(
            session.scalars(
                sa.select(Notification.recipient_id).order_by(Notification.recipient_id)
            )
        )


def test_a_person_is_told(ctx: Context, database: Database, people: People) -> None:
    person = people.user("clerk")
    with records.writing(ctx):
        ctx.notify(person, "test.ready", sale_no="S1")
    assert _told(database) == [person]


def test_a_role_means_everybody_who_holds_it(
    ctx: Context, database: Database, people: People
) -> None:
    clerks = [people.user("clerk"), people.user("clerk", "manager")]
    people.user("buyer")
    with records.writing(ctx):
        ctx.notify("clerk", "test.ready", sale_no="S1")
    assert _told(database) == clerks


def test_who_is_meant_twice_is_told_once(ctx: Context, database: Database, people: People) -> None:
    person = people.user("clerk", "manager")
    with records.writing(ctx):
        ctx.notify([person, "clerk", ["manager", None]], "test.ready", sale_no="S1")
    assert _told(database) == [person]


def test_a_record_of_a_person_means_his_login(
    ctx: Context, database: Database, registry: Registry, people: People
) -> None:
    person = people.user("clerk")
    store = records.create(ctx, registry.entity("Store").entity, {"code": "a", "name": "A"})
    clerk = records.create(
        ctx, registry.entity("Clerk").entity, {"name": "王", "login": person, "store": store.id}
    )
    nobody = records.create(ctx, registry.entity("Clerk").entity, {"name": "李", "store": store.id})
    with records.writing(ctx):
        ctx.notify([clerk, nobody], "test.ready", sale_no="S1")
    assert _told(database) == [person]


def test_a_record_that_is_nobody_is_a_mistake(ctx: Context, registry: Registry) -> None:
    store = records.create(ctx, registry.entity("Store").entity, {"code": "a", "name": "A"})
    with records.writing(ctx), pytest.raises(TypeError, match="Store is nobody"):
        ctx.notify(store, "test.ready", sale_no="S1")


def test_disabled_people_are_not_told(ctx: Context, database: Database, people: People) -> None:
    person = people.user("clerk")
    with database.begin() as session:
        session.execute(sa.update(User).where(User.id == person).values(active=False))
    with records.writing(ctx):
        ctx.notify(["clerk", person], "test.ready", sale_no="S1")
    assert _told(database) == []


def test_the_same_key_tells_nobody_twice(ctx: Context, database: Database, people: People) -> None:
    person = people.user("clerk")
    for _ in range(2):
        with records.writing(ctx):
            ctx.notify(person, "test.ready", dedup_key="ready S1", sale_no="S1")
    assert _told(database) == [person]


def test_nothing_is_told_when_the_act_is_undone(
    ctx: Context, database: Database, people: People
) -> None:
    person = people.user("clerk")
    with records.dry_run(ctx):
        ctx.notify(person, "test.ready", sale_no="S1")
    assert _told(database) == []


def test_the_text_is_in_the_language_of_the_reader(ctx: Context, people: People) -> None:
    person = people.user("clerk")
    with records.writing(ctx):
        ctx.notify(person, "test.ready", sale_no="S1")
    with Context.for_user(person) as reader:
        (row,) = notify.inbox(reader)
        assert notify.text(row, "zh") == "S1 已备好"
        assert notify.text(row, "en") == "S1 is ready."


def test_one_marks_only_ones_own_messages_as_read(ctx: Context, people: People) -> None:
    first, second = people.user("clerk"), people.user("clerk")
    with records.writing(ctx):
        ctx.notify("clerk", "test.ready", sale_no="S1")
    with Context.for_user(first) as one, Context.for_user(second) as other:
        notify.mark_read(one, [row.id for row in notify.inbox(other)])
        assert (notify.unread_count(one), notify.unread_count(other)) == (1, 1)
        notify.mark_read(one)
        assert (notify.unread_count(one), notify.unread_count(other)) == (0, 1)
        assert notify.inbox(one, unread=True) == []


def test_a_message_leads_to_its_record(ctx: Context, registry: Registry, people: People) -> None:
    store = records.create(ctx, registry.entity("Store").entity, {"code": "a", "name": "A"})
    person = people.user("clerk")
    with records.writing(ctx):
        ctx.notify(person, "test.ready", record=store, sale_no="S1")
    with Context.for_user(person) as reader:
        (row,) = notify.inbox(reader)
        assert (row.entity, row.record_id) == ("store", store.id)


def test_an_unknown_message_is_named(ctx: Context) -> None:
    with records.writing(ctx), pytest.raises(LookupError, match=r"did you mean 'test\.ready'"):
        ctx.notify([], "test.redy", sale_no="S1")


def test_a_missing_parameter_is_seen_at_once(ctx: Context) -> None:
    with records.writing(ctx), pytest.raises(KeyError, match="sale_no"):
        ctx.notify([], "test.ready")


@pytest.fixture
def crowd(database: Database, people: People) -> list[int]:
    """More people than a database takes in one statement."""
    first = people.user("clerk")
    with database.begin() as session:
        names = [f"crowd{number}" for number in range(3 * TOLD_AT_ONCE)]
        session.execute(
            sa.insert(User),
            [
                {"username": name, "first_name": name, "last_name": "", "email": name,
                 "password": "", "active": True}
                for name in names
            ],
        )  # fmt: skip
        found = session.scalars(sa.select(User.id).where(User.username.in_(names)))
        return [first, *found]


def test_a_thousand_are_told_by_as_many_statements_as_one(
    ctx: Context, database: Database, crowd: list[int], statements: Any
) -> None:
    with records.writing(ctx), statements() as for_one:
        ctx.notify(crowd[0], "test.ready", sale_no="S1")
    with records.writing(ctx), statements() as for_many:
        ctx.notify(crowd[:TOLD_AT_ONCE], "test.ready", sale_no="S1")
    assert len(for_many) == len(for_one)
    with records.writing(ctx), statements() as for_all:
        ctx.notify(crowd, "test.ready", dedup_key="again", sale_no="S1")
    assert len(for_all) <= 4 * len(for_one)
    assert _told(database).count(crowd[-1]) == 1


def test_everybody_is_told_something_of_his_own(
    ctx: Context, crowd: list[int], statements: Any, people: People, database: Database
) -> None:
    gone = people.user("clerk")
    with database.begin() as session:
        session.execute(sa.update(User).where(User.id == gone).values(active=False))
    told = [
        notify.Told(person, {"sale_no": f"S{person}"}, dedup_key=f"own {person}")
        for person in [*crowd[:TOLD_AT_ONCE], gone]
    ]
    for _ in range(2):
        with records.writing(ctx), statements() as sent:
            assert notify.send_each(ctx, "test.ready", told) == TOLD_AT_ONCE
    assert len(sent) <= 4
    with Context.for_user(crowd[0]) as reader:
        (row,) = notify.inbox(reader)
        assert notify.text(row, "en") == f"S{crowd[0]} is ready."
    assert gone not in _told(database)
