"""Reports that come by themselves: at their time, once, with the rights that the receiver has then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine

from app.runtime import jobs, records
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import Forbidden, NotFound, ValidationFailed
from app.runtime.notify import Delivery
from app.runtime.outage import Unavailable
from app.runtime.subscriptions import manage, send
from app.runtime.subscriptions.tables import ReportSubscription
from app.runtime.system import Notification
from tests.support.people import People
from tests.support.sinks import MailSink

pytestmark = pytest.mark.database

WEDNESDAY = "2026-11-25T10:00:00+08:00"


@pytest.fixture
def clock_() -> Any:
    with time_machine.travel(WEDNESDAY, tick=False) as moved:
        yield moved


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{text}+08:00")


@pytest.mark.parametrize(
    ("every", "day", "time", "next_"),
    [
        ("day", 1, "08:00", "2026-11-26T08:00"),
        ("day", 1, "10:30", "2026-11-25T10:30"),
        ("week", 1, "08:00", "2026-11-30T08:00"),
        ("week", 3, "11:00", "2026-11-25T11:00"),
        ("month", 1, "07:15", "2026-12-01T07:15"),
        ("month", 28, "00:00", "2026-11-28T00:00"),
    ],
)
def test_the_next_time_is_the_first_after_now(every: str, day: int, time: str, next_: str) -> None:
    assert manage.following(every, day, time, at("2026-11-25T10:00")) == at(next_)


def test_it_tells_of_the_time_that_is_over() -> None:
    tick = at("2026-11-30T08:00").astimezone(dt.UTC)
    told = [send.span_of(every, tick) for every in ("day", "week", "month")]
    assert [(str(one.first), str(one.last)) for one in told] == [
        ("2026-11-29", "2026-11-29"), ("2026-11-23", "2026-11-29"), ("2026-10-01", "2026-10-31")
    ]  # fmt: skip


@pytest.fixture
def sold(ctx: Context, clock_: Any) -> dict[str, int]:
    """Three sales of yesterday, two of them in the near store."""
    from tests.sample.models import Sale, Store

    with records.writing(ctx):
        near, far = (ctx.create(Store, code=code, name=code).id for code in ("N", "F"))
    made = at("2026-11-24T15:00").astimezone(dt.UTC)
    rows = [{"store_id": store, "sale_no": f"S{n}", "summary": "x", "state": "new", "created_at": made} for n, store in enumerate((near, near, far))]  # fmt: skip
    records.write_set(ctx, Sale, rows, action="history", audit="sold")
    return {"near": near, "far": far}


def subscribe(person: int, **given: Any) -> int:
    with Context.for_user(person) as ctx:
        return manage.add(ctx, "sales", **({"every": "day"} | given)).id


def wake(database: Database) -> list[Notification]:
    """What the five-minute look does, and the jobs that it asks for."""
    with Context.system() as ctx, records.writing(ctx):
        send.due(ctx)
    jobs.run_due()
    with database.read_session() as session:
        return list(session.scalars(sa.select(Notification).order_by(Notification.id)))


def test_it_comes_at_its_time_and_once(
    database: Database, people: People, sold: dict[str, int], clock_: Any
) -> None:
    person = people.user("manager")
    subscribe(person)
    assert wake(database) == []
    clock_.move_to("2026-11-26T08:01:00+08:00")
    assert len(wake(database)) == 1
    assert len(wake(database)) == 1
    clock_.move_to("2026-11-25T10:00:00+08:00")
    with database.begin() as session:
        # As if the look had been repeated after a crash: the same time is due again.
        session.execute(sa.update(ReportSubscription).values(next_at=at("2026-11-26T08:00")))
    clock_.move_to("2026-11-26T08:02:00+08:00")
    (one,) = wake(database)
    assert (one.recipient_id, one.template) == (person, "report.ready")
    assert one.params["page"] == "/reports/sales?from=2026-11-25&to=2026-11-25"


def test_missed_times_become_one(
    database: Database, people: People, sold: dict[str, int], clock_: Any
) -> None:
    subscribe(people.user("manager"))
    clock_.move_to("2026-12-05T09:00:00+08:00")
    assert len(wake(database)) == 1
    with database.read_session() as session:
        assert session.scalar(sa.select(ReportSubscription.next_at)) == at("2026-12-06T08:00")


def test_it_holds_what_the_receiver_may_see_then(
    database: Database, people: People, sold: dict[str, int], ctx: Context, clock_: Any
) -> None:
    from tests.sample.models import StoreRole

    clock_.move_to("2026-11-25T07:00:00+08:00")
    clerk, manager = people.user("clerk"), people.user("manager")
    for person in (clerk, manager):
        subscribe(person)
    with records.writing(ctx):
        ctx.create(StoreRole, user=clerk, store=sold["near"])
    clock_.move_to("2026-11-25T08:00:00+08:00")
    told = {row.recipient_id: row.params["figures_en"] for row in wake(database)}
    assert told[clerk].startswith("Sale 2")
    assert told[manager].startswith("Sale 3")


def test_a_further_filter_is_kept(
    database: Database, people: People, sold: dict[str, int], clock_: Any
) -> None:
    clock_.move_to("2026-11-25T07:00:00+08:00")
    subscribe(people.user("manager"), arguments=[("store", str(sold["far"]))])
    clock_.move_to("2026-11-25T08:00:00+08:00")
    (one,) = wake(database)
    assert one.params["figures_zh"].startswith("销售单 1")
    assert one.params["page"].endswith(f"&store={sold['far']}")


def test_who_may_no_longer_open_it_is_told_once_and_gets_no_more(
    database: Database, people: People, sold: dict[str, int], clock_: Any
) -> None:
    person = people.user("manager")
    subscribe(person)
    with database.begin() as session:
        session.get_one(User, person).roles = [
            session.scalars(sa.select(Role).where(Role.name == "cashier")).one()
        ]
    clock_.move_to("2026-11-26T08:00:00+08:00")
    assert [row.template for row in wake(database)] == ["report.closed"]
    clock_.move_to("2026-11-27T08:00:00+08:00")
    assert len(wake(database)) == 1


def test_a_trouble_of_the_server_ends_no_subscription(
    database: Database,
    people: People,
    sold: dict[str, int],
    clock_: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_given: Any) -> Any:
        raise Unavailable(writing=False)

    subscribe(people.user("manager"))
    with monkeypatch.context() as troubled:
        troubled.setattr("app.runtime.subscriptions.send.reports.run", away)
        clock_.move_to("2026-11-26T08:00:00+08:00")
        assert wake(database) == []
    with database.read_session() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ReportSubscription)) == 1


def test_who_is_gone_gets_nothing(
    database: Database, people: People, sold: dict[str, int], clock_: Any
) -> None:
    person = people.user("manager")
    subscribe(person)
    with database.begin() as session:
        session.get_one(User, person).active = False
    clock_.move_to("2026-11-26T08:00:00+08:00")
    assert wake(database) == []
    with database.read_session() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ReportSubscription)) == 0


def test_it_goes_by_mail_where_that_was_asked_and_nowhere_else(
    database: Database, people: People, sold: dict[str, int], clock_: Any,
    mail: MailSink, use: Callable[..., None],
) -> None:  # fmt: skip
    url = f"smtp://127.0.0.1:{mail.port}?from=desk@example.com&tls=none"
    use(channels={"email": {"url": url}}, defaults={"*": {"*": ["email"]}})
    inside, outside = people.user("manager"), people.user("manager", username="wang")
    subscribe(inside)
    subscribe(outside, by_mail=True)
    clock_.move_to("2026-11-26T08:00:00+08:00")
    assert len(wake(database)) == 2
    got = mail.next()
    assert got["To"] == "wang@example.com"
    assert got["Subject"] == "报表“销售”（2026-11-25 – 2026-11-25）"
    with database.read_session() as session:
        assert [row.recipient_id for row in session.scalars(sa.select(Delivery))] == [outside]


def test_what_cannot_be_subscribed_to_is_refused(people: People, sold: dict[str, int]) -> None:
    for wrong in (
        {"every": "hour"}, {"every": "week", "day": 8}, {"every": "month", "day": 29},
        {"at": "24:00"}, {"at": "8"},
    ):  # fmt: skip
        with pytest.raises(ValidationFailed):
            subscribe(people.user("manager"), **wrong)
    with pytest.raises(Forbidden):
        subscribe(people.user("cashier"))
    with pytest.raises(Forbidden):
        subscribe(people.user("buyer"))


def test_one_ends_only_ones_own(database: Database, people: People, sold: dict[str, int]) -> None:
    mine, other = people.user("manager"), people.user("manager")
    id = subscribe(mine)
    with Context.for_user(other) as ctx:
        assert manage.listed(ctx) == []
        with pytest.raises(NotFound):
            manage.remove(ctx, id)
    with Context.for_user(mine) as ctx:
        assert [row.id for row in manage.listed(ctx, "sales")] == [id]
        manage.remove(ctx, id)
        assert manage.listed(ctx) == []


def test_one_person_has_not_any_number_of_them(people: People, sold: dict[str, int]) -> None:
    person = people.user("manager")
    for _number in range(manage.MOST):
        subscribe(person)
    with pytest.raises(ValidationFailed):
        subscribe(person)
