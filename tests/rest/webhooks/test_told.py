"""What a subscriber is told, as the convention of Standard Webhooks says, and under whose rights."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
import sqlalchemy as sa
import time_machine
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from app.runtime import jobs, records
from app.runtime.audit import seal
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.privacy import keys, rotation
from app.runtime.system import AuditLog
from app.runtime.webhooks import dispatch
from app.runtime.webhooks.tables import Webhook
from tests.rest.conftest import Shop
from tests.rest.webhooks.conftest import Make, go_on, states, subscribe
from tests.sample.models import Keyword, Sale, Store
from tests.support.receiver import Receiver


def test_a_subscriber_is_told_as_the_convention_says(
    api: Make, shop: Shop, there: Receiver, ctx: Context
) -> None:
    program = api("manager")
    made = subscribe(program, there, "sale.created")
    sale = records.create(ctx, Sale, {"store": shop.here, "summary": "Two lamps"})
    go_on()
    (message,) = there.got
    body = Verifier(made["secret"]).verify(message.raw, message.headers)
    assert body["type"] == "sale.created"
    in_chinese = {"Accept-Language": "zh"}
    assert body["data"] == program.get(f"/sale/{sale.id}", headers=in_chinese).get_json()
    assert message.headers["content-type"] == "application/json"
    assert message.headers["webhook-id"].startswith("msg_")
    with pytest.raises(WebhookVerificationError):
        Verifier(made["secret"]).verify(message.raw + b" ", message.headers)


def test_every_kind_of_event_has_its_name(
    api: Make, shop: Shop, there: Receiver, ctx: Context, sale: int
) -> None:
    go_on()
    subscribe(api("manager"), there, "sale.*")
    records.update(ctx, Sale, sale, {"summary": "Three lamps"})
    records.transition(ctx, Sale, sale, "pack", {"clerk": shop.clerk})
    go_on()
    records.delete(ctx, Sale, sale)
    go_on()
    told = [(one.body["type"], one.body["data"]["version"]) for one in there.got]
    assert [name for name, _ in told] == ["sale.updated", "sale.transition.pack", "sale.deleted"]
    # A record is told as it is when the message goes out.
    assert told[0][1] == told[1][1] < told[2][1]
    assert there.got[2].body["data"] == {"id": sale, "version": told[2][1]}


def test_only_what_was_subscribed_is_told(
    api: Make, shop: Shop, there: Receiver, ctx: Context, sale: int
) -> None:
    go_on()
    subscribe(api("manager"), there, "sale.transition.pack", "store.deleted")
    records.update(ctx, Sale, sale, {"summary": "Three lamps"})
    records.transition(ctx, Sale, sale, "pack", {"clerk": shop.clerk})
    records.update(ctx, Store, shop.there, {"name": "Far west"})
    go_on()
    assert there.events() == ["sale.transition.pack"]


def test_the_owner_is_told_what_he_may_see_and_no_more(
    api: Make, shop: Shop, there: Receiver, ctx: Context
) -> None:
    subscribe(api(user=shop.buyer_user), there, "sale.*")
    values = {"store": shop.here, "summary": "Two lamps", "internal_note": "difficult"}
    records.create(ctx, Sale, values)
    own = records.create(ctx, Sale, {**values, "buyer": shop.buyer})
    go_on()
    assert [one.body["data"]["id"] for one in there.got] == [own.id]
    assert "internal_note" not in there.got[0].body["data"]


@pytest.mark.database
def test_what_left_the_owners_sight_before_it_was_sent_is_not_sent(
    api: Make, shop: Shop, there: Receiver, ctx: Context, database: Database
) -> None:
    subscribe(api(user=shop.clerk_user), there, "sale.created")
    sale = records.create(ctx, Sale, {"store": shop.here, "summary": "Two lamps"})
    seal.seal()
    with records.writing(ctx):
        dispatch.dispatch(ctx)
    records.update(ctx, Sale, sale.id, {"store": shop.there})
    jobs.run_due()
    assert (there.got, states(database)) == ([], ["dropped"])


def test_records_of_a_set_are_told_one_by_one(
    api: Make, there: Receiver, ctx: Context, database: Database
) -> None:
    subscribe(api("manager"), there, "keyword.*")
    rows = [{"name": f"w{number}"} for number in range(12)]
    records.write_set(ctx, Keyword, rows, action="create", audit="words", chunk=5)
    go_on()
    assert sorted(one.body["data"]["id"] for one in there.got) == list(range(1, 13))
    assert states(database) == ["sent"] * 12


def test_nothing_is_missed_when_the_process_ends_between_two_steps(
    api: Make, there: Receiver, ctx: Context, database: Database
) -> None:
    """The place in the feed moves in the transaction that writes the deliveries."""
    subscribe(api("manager"), there, "store.*")
    records.create(ctx, Store, {"code": "S8", "name": "North"})
    seal.seal()

    class Killed(Exception):
        pass

    def killed() -> None:
        with records.writing(ctx):
            dispatch.dispatch(ctx)
            raise Killed

    with pytest.raises(Killed):
        killed()
    assert states(database) == []
    go_on()
    go_on()
    assert there.events() == ["store.created"]


def test_a_subscriber_goes_on_from_the_cursor_of_the_feed(
    api: Make, there: Receiver, ctx: Context
) -> None:
    program = api("manager")
    seal.seal()
    cursor = program.get("/changes?since=now").get_json()["next"]
    records.create(ctx, Store, {"code": "S8", "name": "North"})
    seal.seal()
    subscribe(program, there, "store.*", since=cursor)
    go_on()
    assert there.events() == ["store.created"]


def test_after_a_rotation_both_secrets_sign_for_a_day(
    api: Make, there: Receiver, ctx: Context
) -> None:
    program = api("manager")
    made = subscribe(program, there, "store.*")
    new = program.post(f"/webhooks/{made['id']}/rotate").get_json()["secret"]
    assert new != made["secret"]
    records.create(ctx, Store, {"code": "S8", "name": "North"})
    go_on()
    for secret in (made["secret"], new):
        Verifier(secret).verify(there.got[0].raw, there.got[0].headers)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=24, minutes=1)
    with time_machine.travel(later):
        records.create(ctx, Store, {"code": "S9", "name": "South"})
        go_on()
        Verifier(new).verify(there.got[1].raw, there.got[1].headers)
        with pytest.raises(WebhookVerificationError):
            Verifier(made["secret"]).verify(there.got[1].raw, there.got[1].headers)


@pytest.mark.database
def test_a_secret_is_told_once_and_stored_under_the_data_keys(
    api: Make, there: Receiver, database: Database
) -> None:
    program = api("manager")
    made = subscribe(program, there, "store.*")
    assert made["secret"].startswith("whsec_")
    for path in ("/webhooks", f"/webhooks/{made['id']}"):
        assert "secret" not in program.get(path).text
    with database.read_session() as session:
        row = session.get_one(Webhook, made["id"])
        assert made["secret"] not in str(row.secret)
        logged = list(session.scalars(sa.select(AuditLog.diff)))
    assert made["secret"] not in str(logged)
    assert there.url not in str(logged)


@pytest.mark.database
def test_secrets_go_under_a_new_data_key(
    api: Make, there: Receiver, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = api("manager")
    made = subscribe(program, there, "store.*")
    new = program.post(f"/webhooks/{made['id']}/rotate").get_json()["secret"]
    old = keys.current()
    fresh = keys.parse(keys.new_set(dt.date(2026, 1, 1)))
    ring = keys.Keyring({**fresh.data, **old.data}, old.index, old.audit)
    monkeypatch.setattr(keys, "_current", [ring])
    assert dict(rotation.rotate(ctx))["sys_webhook.secret"] == 1
    assert list(rotation.rotate(ctx)) == []
    monkeypatch.setattr(keys, "_current", [keys.Keyring(fresh.data, old.index, old.audit)])
    assert list(rotation.lacking(ctx.session)) == []
    records.create(ctx, Store, {"code": "S8", "name": "North"})
    go_on()
    for secret in (made["secret"], new):
        Verifier(secret).verify(there.got[0].raw, there.got[0].headers)


def test_a_serving_process_looks_for_whom_when_it_has_sealed(
    api: Make, there: Receiver, ctx: Context, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = threading.Event()
    monkeypatch.setattr(seal, "_listeners", [*seal._listeners, looked.set])
    subscribe(api("manager"), there, "store.*")
    records.create(ctx, Store, {"code": "S8", "name": "North"})
    sealer = seal.Sealer(every=0.01)
    assert looked.wait(30)
    sealer.close()
    jobs.run_due()
    assert there.events() == ["store.created"]
