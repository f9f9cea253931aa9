"""Who gets what where: once, on the channels that were chosen, not at night, again when it failed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import jobs, notify, records
from app.runtime.accounts.users import User
from app.runtime.context import SYSTEM_ACTOR, Context
from app.runtime.database import Database
from app.runtime.errors import ValidationFailed, message
from app.runtime.notify import Choice, Delivery
from app.runtime.system import Job, Notification
from tests.support.people import People
from tests.support.sinks import HttpSink, MailSink

# 10:00 in Shanghai
NOON = dt.datetime(2026, 7, 1, 2, 0, tzinfo=dt.UTC)
# 23:30 in Shanghai
NIGHT = dt.datetime(2026, 7, 1, 15, 30, tzinfo=dt.UTC)
MORNING = dt.datetime(2026, 7, 1, 23, 0, tzinfo=dt.UTC)

notify.template("parcel.arrived", zh="{who} 的包裹到了", en="A parcel for {who}.")
notify.template(
    "parcel.burning", zh="{who} 的包裹着火了", en="The parcel of {who} burns!", urgent=True,
    title=message(zh="包裹 {no} 紧急", en="Parcel {no}: urgent"),
)  # fmt: skip
notify.kind("parcel", zh="包裹", en="Parcels")


@pytest.fixture
def channels(use: Callable[..., None], web: HttpSink, mail: MailSink) -> None:
    """Mails for everybody, the chat for managers."""
    use(
        channels={
            "chat": {"url": web.url.replace("http", "json", 1) + "/{address}"},
            "email": {"url": f"smtp://127.0.0.1:{mail.port}?from=desk@example.com&tls=none"},
        },
        defaults={"*": {"*": ["email"]}, "manager": {"parcel": ["chat"]}},
        quiet={"from": "22:00", "until": "07:00"},
    )


def tell(people: Any, *, at: dt.datetime = NOON, name: str = "parcel.arrived", **more: Any) -> None:
    with Context(SYSTEM_ACTOR, now=at) as ctx, records.writing(ctx):
        ctx.notify(people, name, who="李娜", **more)


def choose(person: int, **choice: Any) -> None:
    with Context.for_user(person) as ctx:
        notify.save(ctx, Choice(**choice))


def deliveries(database: Database) -> list[Delivery]:
    with database.read_session() as session:
        return list(session.scalars(sa.select(Delivery).order_by(Delivery.id)))


def test_without_channels_nothing_leaves(database: Database, people: People) -> None:
    tell(people.user("clerk"))
    jobs.run_due(NOON)
    assert deliveries(database) == []


@pytest.mark.usefixtures("channels")
def test_a_mail_goes_out_with_a_title_and_no_personal_data(
    database: Database, people: People, mail: MailSink
) -> None:
    tell(people.user("clerk", username="wang"))
    jobs.run_due(NOON)
    got = mail.next()
    assert (got["To"], got["Subject"]) == ("wang@example.com", "包裹：您有一条新消息")
    assert "李娜" not in got.as_string()
    (row,) = deliveries(database)
    assert (row.state, row.channel) == ("sent", "email")
    assert f"https://desk.example.com/m/{row.notification_id}" in got.get_content()


@pytest.mark.usefixtures("channels")
def test_what_is_undone_is_not_sent(database: Database, people: People, mail: MailSink) -> None:
    person = people.user("clerk")
    with Context(SYSTEM_ACTOR, now=NOON) as ctx, records.dry_run(ctx):
        ctx.notify(person, "parcel.arrived", who="李娜")
    jobs.run_due(NOON)
    assert mail.mails.empty()


@pytest.mark.usefixtures("channels")
def test_a_message_told_twice_under_one_key_goes_out_once(
    database: Database, people: People, mail: MailSink
) -> None:
    person = people.user("clerk")
    for _ in range(2):
        tell(person, dedup_key="parcel 7")
        jobs.run_due(NOON)
    mail.next()
    assert mail.mails.empty()
    assert len(deliveries(database)) == 1


@pytest.mark.usefixtures("channels")
def test_the_role_decides_until_the_person_does(
    database: Database, people: People, web: HttpSink
) -> None:
    manager = people.user("manager")
    choose(manager, addresses={"chat": "wang"})
    tell(manager)
    jobs.run_due(NOON)
    assert [got.path for got in web.requests] == ["/wang"]
    choose(manager, channels={"parcel": []}, addresses={"chat": "wang"})
    tell(manager)
    jobs.run_due(NOON)
    assert len(web.requests) == 1


@pytest.mark.usefixtures("channels")
def test_the_language_is_the_readers(people: People, mail: MailSink) -> None:
    person = people.user("clerk")
    choose(person, language="en")
    tell(person, name="parcel.burning", no="P7")
    jobs.run_due(NOON)
    assert mail.next()["Subject"] == "Parcel P7: urgent"


@pytest.mark.usefixtures("channels")
def test_what_comes_at_night_goes_out_in_the_morning_as_one(
    database: Database, people: People, mail: MailSink
) -> None:
    person = people.user("clerk")
    tell(person, at=NIGHT)
    tell(person, at=NIGHT + dt.timedelta(minutes=5))
    jobs.run_due(NIGHT + dt.timedelta(hours=1))
    assert mail.mails.empty()
    assert {row.hold_until for row in deliveries(database)} == {MORNING}
    jobs.run_due(MORNING)
    got = mail.next()
    assert got["Subject"] == "您有 2 条新消息"
    assert got.get_content().count("包裹：您有一条新消息") == 2
    assert mail.mails.empty()
    assert {row.state for row in deliveries(database)} == {"sent"}


@pytest.mark.usefixtures("channels")
def test_what_was_read_at_night_is_not_sent_in_the_morning(
    database: Database, people: People, mail: MailSink
) -> None:
    person = people.user("clerk")
    tell(person, at=NIGHT)
    jobs.run_due(NIGHT)
    with Context.for_user(person) as reader:
        notify.mark_read(reader)
    jobs.run_due(MORNING)
    assert mail.mails.empty()
    assert [row.state for row in deliveries(database)] == ["dropped"]


@pytest.mark.usefixtures("channels")
def test_what_is_urgent_passes_quiet_hours(people: People, mail: MailSink) -> None:
    tell(people.user("clerk"), at=NIGHT, name="parcel.burning", no="P7")
    jobs.run_due(NIGHT)
    assert mail.next()["Subject"] == "包裹 P7 紧急"


@pytest.mark.usefixtures("channels")
def test_quiet_hours_are_on_the_persons_clock(people: People, mail: MailSink) -> None:
    person = people.user("clerk")
    choose(person, timezone="Europe/Berlin")
    tell(person, at=NIGHT)  # 17:30 in Berlin
    jobs.run_due(NIGHT)
    assert mail.next()["Subject"] == "包裹：您有一条新消息"


@pytest.mark.usefixtures("channels")
def test_a_refusal_is_tried_again_with_the_same_key(
    database: Database, people: People, mail: MailSink
) -> None:
    mail.refuse = "451 Try again later"
    tell(people.user("clerk"))
    jobs.run_due(NOON)
    (row,) = deliveries(database)
    assert (row.state, row.sent_at) == ("failed", None)
    assert "451" in str(row.error)
    mail.refuse = ""
    jobs.run_due(NOON + dt.timedelta(seconds=15))
    assert mail.next()["Idempotency-Key"] == row.idempotency_key
    assert deliveries(database)[0].state == "sent"


@pytest.mark.usefixtures("channels")
def test_what_is_refused_every_time_is_a_dead_letter_that_can_be_sent_again(
    database: Database, people: People, mail: MailSink
) -> None:
    mail.refuse = "554 No"
    tell(people.user("clerk"))
    for hours in range(24):
        jobs.run_due(NOON + dt.timedelta(hours=2 * hours))
    with database.read_session() as session:
        dead = session.scalars(sa.select(Job).where(Job.state == "failed")).one()
    assert (dead.name, dead.attempts) == ("notify.deliver", 10)
    mail.refuse = ""
    assert jobs.retry(dead.id)
    jobs.run_due()
    assert mail.next()["To"]
    assert deliveries(database)[0].state == "sent"


@pytest.mark.usefixtures("channels")
def test_who_left_gets_nothing(database: Database, people: People, mail: MailSink) -> None:
    person = people.user("clerk")
    tell(person)
    with database.begin() as session:
        session.execute(sa.update(User).where(User.id == person).values(active=False))
    jobs.run_due(NOON)
    assert mail.mails.empty()
    assert [row.state for row in deliveries(database)] == ["dropped"]


@pytest.mark.usefixtures("channels")
def test_an_address_cannot_lead_elsewhere(people: People, web: HttpSink) -> None:
    manager = people.user("manager")
    choose(manager, addresses={"chat": "../a?b=c#d"})
    tell(manager)
    jobs.run_due(NOON)
    assert [got.path for got in web.requests] == ["/..%2Fa%3Fb=c%23d"]


@pytest.mark.usefixtures("channels")
@pytest.mark.parametrize(
    ("choice", "field"),
    [
        ({"channels": {"parcel": ["pigeon"]}}, "channels"),
        ({"channels": {"nothing": ["email"]}}, "channels"),
        ({"addresses": {"email": "x@example.com"}}, "address_email"),
        ({"language": "xx"}, "language"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"quiet_from": "25:00", "quiet_until": "07:00"}, "quiet_from"),
        ({"quiet_from": "22:00"}, "quiet_until"),
    ],
)
def test_a_choice_that_there_is_not_is_refused_at_its_field(
    people: People, choice: dict[str, Any], field: str
) -> None:
    with Context.for_user(people.user("clerk")) as ctx, pytest.raises(ValidationFailed) as refused:
        notify.save(ctx, Choice(**choice))
    assert [error.field for error in refused.value.errors] == [field]


@pytest.mark.usefixtures("channels")
def test_routing_costs_the_same_for_one_and_for_many(
    people: People, statements: Any, database: Database
) -> None:
    def cost(count: int) -> int:
        tell([people.user("clerk") for _ in range(count)])
        with statements() as seen:
            jobs.run_due(NOON)
        return sum("sys_notification_choice" in text and "IN (" in text for text in seen) - count

    assert cost(1) == cost(3)


@pytest.mark.usefixtures("channels")
def test_the_way_outside_of_many_messages_costs_no_more_statements_than_of_one(
    database: Database, people: People, statements: Callable[[], Any]
) -> None:
    clerks = [people.user("clerk") for _ in range(12)]
    tell(clerks[0])
    tell(clerks[:1], at=NIGHT)
    with database.read_session() as session:
        one, late = session.scalars(sa.select(Notification.id).order_by(Notification.id)).all()
    tell(clerks)
    tell(clerks, at=NIGHT)
    with database.read_session() as session:
        ids = session.scalars(sa.select(Notification.id).order_by(Notification.id)).all()[2:]
    counts = []
    for moment, told in ((NOON, [one]), (NOON, ids[:12]), (NIGHT, [late]), (NIGHT, ids[12:])):
        with Context(SYSTEM_ACTOR, now=moment) as ctx, records.writing(ctx), statements() as sent:
            notify.route(ctx, ids=list(told))
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert counts[2] == counts[3]
    assert len(deliveries(database)) == 26
