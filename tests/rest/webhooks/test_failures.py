"""Receivers that fail, are slow or gone; messages that wait, go again, are given up and forgotten."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine

from app.runtime import feed, jobs, records
from app.runtime.accounts.users import User
from app.runtime.audit import seal
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import Job, Notification
from app.runtime.webhooks import deliver, dispatch, forget
from app.runtime.webhooks.tables import Webhook, WebhookDelivery
from tests.rest.webhooks.conftest import Make, deliver_due, go_on, states, subscribe
from tests.sample.models import Store
from tests.support.receiver import Receiver, receiver

pytestmark = pytest.mark.database


def test_a_failed_message_is_tried_after_1_2_4_to_64_minutes_and_given_up(
    api: Make, there: Receiver, ctx: Context, database: Database
) -> None:
    there.status = 500
    program = api("manager")
    made = subscribe(program, there, "store.*")
    records.create(ctx, Store, {"code": "S8", "name": "North"})
    at = dt.datetime.now(dt.UTC)
    with time_machine.travel(at, tick=False) as clock:
        go_on()
        for attempt, minutes in enumerate((1, 2, 4, 8, 16, 32, 64), start=1):
            clock.shift(minutes * 60 - 1)
            deliver_due(ctx)
            assert len(there.got) == attempt
            clock.shift(1)
            deliver_due(ctx)
            assert len(there.got) == attempt + 1
    assert states(database) == ["dead"]
    assert len({message.headers["webhook-id"] for message in there.got}) == 1
    with database.read_session() as session:
        (row,) = session.scalars(sa.select(WebhookDelivery))
        assert (row.attempts, row.status, row.webhook_id) == (8, 500, made["id"])


def test_dead_messages_go_again_under_their_ids(
    api: Make, there: Receiver, ctx: Context, database: Database
) -> None:
    program = api("manager")
    made = subscribe(program, there, "store.*")
    there.status = 410
    records.create(ctx, Store, {"code": "S8", "name": "North"})
    go_on()
    there.status = 204
    base = f"/webhooks/{made['id']}"
    assert program.patch(base, {"active": True}).status_code == 200
    (dead,) = program.items(f"{base}/deliveries?state=dead")
    assert program.post(f"{base}/deliveries/{dead['id']}/replay").status_code == 202
    jobs.run_due()
    assert states(database) == ["sent"]
    assert len({message.headers["webhook-id"] for message in there.got}) == 1
    assert program.post(f"{base}/replay", {"since": "2026-01-01T00:00:00Z"}).get_json() == {
        "count": 0
    }


def test_a_receiver_that_is_gone_is_not_called_again_and_the_owner_is_told(
    api: Make, there: Receiver, ctx: Context, database: Database
) -> None:
    program = api("manager")
    made = subscribe(program, there, "store.*")
    there.status = 410
    for code in ("S8", "S9"):
        records.create(ctx, Store, {"code": code, "name": "x"})
    go_on()
    assert len(there.got) == 1
    shown = program.get(f"/webhooks/{made['id']}").get_json()
    assert (shown["state"], shown["why"]) == ("disabled", "gone")
    with database.read_session() as session:
        (told,) = session.scalars(sa.select(Notification))
        assert (told.recipient_id, told.template) == (program.user, "webhook.disabled")


def test_a_receiver_that_fails_for_days_is_disabled(
    api: Make, there: Receiver, ctx: Context
) -> None:
    there.status = 500
    program = api("manager")
    made = subscribe(program, there, "store.*")
    records.create(ctx, Store, {"code": "S8", "name": "x"})
    go_on()
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=5, minutes=1)):
        deliver_due(ctx)
    shown = program.get(f"/webhooks/{made['id']}").get_json()
    assert (shown["state"], shown["why"]) == ("disabled", "failing")


def test_a_receiver_that_cannot_be_reached_is_asked_once_a_minute(
    api: Make, there: Receiver, ctx: Context, database: Database
) -> None:
    dead = subscribe(api("manager"), there, "store.*", url="http://127.0.0.1:9/")
    for number in range(5):
        records.create(ctx, Store, {"code": f"S{number}", "name": "x"})
    go_on()
    with database.read_session() as session:
        attempts = list(session.scalars(sa.select(WebhookDelivery.attempts)))
        assert sorted(attempts) == [0, 0, 0, 0, 1]
        error = session.scalar(
            sa.select(WebhookDelivery.error).where(WebhookDelivery.attempts == 1)
        )
    assert str(error).endswith(" / Not reached: ConnectionRefusedError.")
    assert dead["state"] == "active"


def test_a_slow_receiver_holds_up_no_other(api: Make, there: Receiver, ctx: Context) -> None:
    """The other one has everything while the first message is still unanswered."""
    import threading

    with receiver() as slow:
        slow.hold = threading.Event()
        program = api("manager")
        subscribe(program, slow, "store.*", name="slow")
        subscribe(program, there, "store.*", name="quick")
        for number in range(3):
            records.create(ctx, Store, {"code": f"S{number}", "name": "x"})
        seal.seal()
        dispatch.wake()
        sender = threading.Thread(target=jobs.run_due)
        sender.start()
        for _ in range(3):
            assert there.arrived.acquire(timeout=20)
        assert len(slow.got) == 1
        slow.hold.set()
        sender.join()
    assert len(slow.got) == 3


def test_much_for_one_receiver_leaves_its_turn_to_the_others(
    api: Make, there: Receiver, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "THREADS", 1)
    program = api("manager")
    for name in ("one", "two"):
        subscribe(program, there, "store.*", name=name, url=f"{there.url}/{name}")
    for number in range(3):
        records.create(ctx, Store, {"code": f"S{number}", "name": "x"})
    go_on()
    assert [message.path.rpartition("/")[2] for message in there.got] == ["one", "two"] * 3


def test_a_message_that_cannot_be_written_stops_no_other(
    api: Make, there: Receiver, ctx: Context, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    from app.runtime.webhooks import payload

    write = payload._documents[0]

    def broken(who: Context, entity: Any, id: int) -> bytes:
        if id == 1:
            raise ZeroDivisionError
        return write(who, entity, id)

    monkeypatch.setattr(payload, "_documents", [broken])
    subscribe(api("manager"), there, "store.created")
    for number in range(2):
        records.create(ctx, Store, {"code": f"S{number}", "name": "x"})
    go_on()
    with database.begin() as session:
        session.execute(sa.update(Webhook).values(resting_until=None))
        session.execute(
            sa.update(WebhookDelivery)
            .where(WebhookDelivery.record_id == 1)
            .values(next_at=dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
        )
    deliver_due(ctx)
    assert [one.body["data"]["id"] for one in there.got] == [2]


def test_an_owner_whose_rules_fail_keeps_no_other_waiting(
    api: Make, there: Receiver, ctx: Context, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = subscribe(api("manager"), there, "store.*")
    with receiver() as other:
        subscribe(api("manager"), other, "store.*")
        read, acting_as = feed.read, []

        def fail(owner: Any, *rest: Any, **more: Any) -> Any:
            acting_as.append(owner.actor.id)
            if owner.actor.id == acting_as[0]:
                raise ZeroDivisionError
            return read(owner, *rest, **more)

        monkeypatch.setattr(feed, "read", fail)
        records.create(ctx, Store, {"code": "S8", "name": "North"})
        go_on()
        assert other.events() == ["store.created"]
        assert there.got == []
        with database.read_session() as session:
            (job,) = session.scalars(sa.select(Job).where(Job.name == dispatch.FOLLOW))
            assert (job.payload["webhook"], job.state) == (broken["id"], "waiting")
            assert "ZeroDivisionError" in str(job.error)
        monkeypatch.setattr(feed, "read", read)
        go_on()
        assert there.events() == ["store.created"]
        assert len(other.got) == 1


def test_a_disabled_account_is_told_nothing_more(
    api: Make, there: Receiver, ctx: Context, database: Database
) -> None:
    program = api("manager")
    subscribe(program, there, "store.*")
    records.create(ctx, Store, {"code": "S8", "name": "x"})
    seal.seal()
    with records.writing(ctx):
        dispatch.dispatch(ctx)
    with database.begin() as session:
        session.get_one(User, program.user).active = False
    jobs.run_due()
    go_on()
    assert (there.got, states(database)) == ([], ["waiting"])


def test_a_paused_webhook_goes_on_where_it_stopped(
    api: Make, there: Receiver, ctx: Context
) -> None:
    program = api("manager")
    made = subscribe(program, there, "store.*")
    base = f"/webhooks/{made['id']}"
    assert program.patch(base, {"active": False}).get_json()["state"] == "paused"
    records.create(ctx, Store, {"code": "S8", "name": "x"})
    go_on()
    assert there.got == []
    assert program.patch(base, {"active": True}).get_json()["state"] == "active"
    go_on()
    assert there.events() == ["store.created"]


def test_without_webhooks_a_seal_asks_for_no_work(ctx: Context, database: Database) -> None:
    records.create(ctx, Store, {"code": "S8", "name": "x"})
    seal.seal()
    dispatch.wake()
    with database.read_session() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Job)) == 0


def test_many_seals_leave_one_job(
    api: Make, there: Receiver, ctx: Context, database: Database
) -> None:
    subscribe(api("manager"), there, "store.*")
    for number in range(4):
        records.create(ctx, Store, {"code": f"S{number}", "name": "x"})
        go_on()
    assert len(there.got) == 4
    with database.read_session() as session:
        names = list(session.scalars(sa.select(Job.name).where(Job.name.like("webhooks.%"))))
    assert names.count("webhooks.dispatch") == names.count("webhooks.send") == 1


def test_old_deliveries_are_forgotten(
    api: Make, there: Receiver, ctx: Context, database: Database
) -> None:
    subscribe(api("manager"), there, "store.*")
    for number in range(2):
        records.create(ctx, Store, {"code": f"S{number}", "name": "x"})
    go_on()
    old = dt.datetime.now(dt.UTC) - dt.timedelta(days=31)
    with database.begin() as session:
        session.execute(
            sa.update(WebhookDelivery).where(WebhookDelivery.id == 1).values(created_at=old)
        )
    with records.writing(ctx):
        forget.forget(ctx)
    assert len(states(database)) == 1


def test_what_became_of_a_removed_message_is_not_told_of_another_one(
    api: Make, there: Receiver, ctx: Context, database: Database
) -> None:
    """SQLite gives the numbers of removed webhooks and deliveries to the next ones."""
    import threading

    program = api("manager")
    with receiver() as slow:
        slow.hold = threading.Event()
        first = subscribe(program, slow, "store.*", name="slow")
        program.post(f"/webhooks/{first['id']}/test")
        sender = threading.Thread(target=jobs.run_due)
        sender.start()
        assert slow.arrived.acquire(timeout=20)
        assert program.delete(f"/webhooks/{first['id']}").status_code == 204
        second = subscribe(program, there, "store.*", name="quick")
        program.post(f"/webhooks/{second['id']}/test")
        slow.hold.set()
        sender.join()
    jobs.run_due()
    assert there.events() == ["ping"]
    assert states(database) == ["sent"]
