"""Webhooks of other systems: signed, fresh, taken once; whatever else comes is a problem document."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app.config import EVERY_PROVIDER, Config, ConfigurationError, read_webhook_keys
from app.rest.inbound import Event, inbox, providers, routes
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import RuleViolation
from app.runtime.system import WebhookInbox
from tests.sample.models import Store
from tests.support.sender import KEY, OTHER_KEY, Sender
from tests.support.worlds import DATA_KEYS

EVENT = {"code": "S1", "name": "East"}


def open_a_store(ctx: Context, event: Event) -> Mapping[str, Any]:
    """What the sample does with an event."""
    store = ctx.create(Store, **event.body)
    if event.body.get("name") == "Never":
        raise RuleViolation("不行 / Not this one.", field="name")
    return {"store": store.id}


@pytest.fixture
def sender(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sender]:
    """A sender whose provider and key are known."""
    monkeypatch.setitem(providers._handlers, "shop", open_a_store)
    monkeypatch.setitem(providers._handlers, "keyless", open_a_store)
    use_keys(app, monkeypatch, shop=(KEY,))
    return Sender(app.test_client(use_cookies=False), "shop")


def use_keys(app: Flask, monkeypatch: pytest.MonkeyPatch, **keys: tuple[str, ...]) -> None:
    config = dataclasses.replace(app.config["DOUGONG"], webhook_keys=keys)
    monkeypatch.setitem(app.config, "DOUGONG", config)


def count(database: Database, entity: Any) -> int:
    with database.read_session() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(entity)) or 0


def test_a_signed_event_has_its_effect(sender: Sender, database: Database) -> None:
    answer = sender.send("e-1", EVENT)
    assert answer.status_code == 200, answer.text
    with database.read_session() as session:
        assert session.get_one(Store, answer.get_json()["store"]).name == "East"


@pytest.mark.database
def test_the_same_event_again_gets_the_same_answer_and_no_second_effect(
    sender: Sender, database: Database
) -> None:
    first, second = sender.send("e-1", EVENT), sender.send("e-1", EVENT)
    assert (second.status_code, second.data) == (200, first.data)
    assert (first.headers.get("Idempotent-Replayed"), second.headers["Idempotent-Replayed"]) == (
        None,
        "true",
    )
    assert (count(database, Store), count(database, WebhookInbox)) == (1, 1)


def test_another_body_under_the_same_id_is_409(sender: Sender, database: Database) -> None:
    sender.send("e-1", EVENT)
    answer = sender.send("e-1", {"code": "S2", "name": "West"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "event_id_reused")
    assert count(database, Store) == 1


def test_many_deliveries_at_one_moment_are_one_effect(
    app: Flask, sender: Sender, database: Database
) -> None:
    def send(_: int) -> tuple[int, bytes]:
        answer = Sender(app.test_client(use_cookies=False), "shop").send("e-1", EVENT, at=moment)
        return answer.status_code, answer.data

    moment = int(time.time())
    with ThreadPoolExecutor(6) as pool:
        answers = set(pool.map(send, range(12)))
    assert len(answers) == 1
    assert answers.pop()[0] == 200
    assert count(database, Store) == 1


def test_a_refused_event_leaves_nothing_and_may_come_again_corrected(
    sender: Sender, database: Database
) -> None:
    refused = sender.send("e-1", {"code": "S1", "name": "Never"})
    assert (refused.status_code, refused.get_json()["errors"][0]["field"]) == (422, "name")
    assert (count(database, Store), count(database, WebhookInbox)) == (0, 0)
    assert sender.send("e-1", EVENT).status_code == 200


@pytest.mark.database
def test_the_inbox_itself_refuses_a_second_row(database: Database, sender: Sender) -> None:
    sender.send("e-1", EVENT)
    with database.begin() as session:
        row = session.scalars(sa.select(WebhookInbox)).one()
        copy = {
            "provider": row.provider,
            "event_id": row.event_id,
            "digest": "",
            "received_at": row.received_at,
        }
    with pytest.raises(IntegrityError), database.begin() as session:
        session.execute(sa.insert(WebhookInbox).values(copy))


def test_the_inbox_keeps_no_body(database: Database, sender: Sender) -> None:
    sender.send("e-1", {"code": "S1", "name": "Miss Marple"})
    with database.read_session() as session:
        row = session.execute(sa.select(WebhookInbox.__table__)).mappings().one()
    assert "Marple" not in repr(dict(row))


@pytest.mark.database
def test_old_events_are_forgotten(ctx: Context, database: Database, sender: Sender) -> None:
    sender.send("e-1", EVENT)
    sender.send("e-2", {"code": "S2", "name": "West"})
    with database.begin() as session:
        old = ctx.now - inbox.KEPT * 1.1
        session.execute(
            sa.update(WebhookInbox).where(WebhookInbox.event_id == "e-1").values(received_at=old)
        )
    from app.runtime.writing.transaction import transaction

    with transaction(ctx):
        inbox.purge(ctx)
    with database.read_session() as session:
        assert session.scalars(sa.select(WebhookInbox.event_id)).all() == ["e-2"]


# -- keys -----------------------------------------------------------------------------------------


def test_both_keys_are_good_while_one_replaces_the_other(
    app: Flask, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sender.send("e-1", EVENT, key=OTHER_KEY).status_code == 401
    use_keys(app, monkeypatch, shop=(OTHER_KEY, KEY))
    assert sender.send("e-1", EVENT, key=OTHER_KEY).status_code == 200
    assert sender.send("e-2", {"code": "S2", "name": "West"}, key=KEY).status_code == 200
    use_keys(app, monkeypatch, shop=(OTHER_KEY,))
    assert sender.send("e-3", {"code": "S3", "name": "North"}, key=KEY).status_code == 401


def test_one_good_signature_among_several_is_enough(sender: Sender) -> None:
    first = sender.send("e-1", EVENT).request.headers
    good, moment = first["webhook-signature"], int(first["webhook-timestamp"])
    several = f"v1a,AAAA v1,AAAA {good} ü"
    for signature, status in ((several, 200), ("v1,AAAA", 401), (good[3:], 401)):
        headers = {"webhook-signature": signature.encode().decode("latin-1")}
        assert sender.send("e-1", EVENT, at=moment, headers=headers).status_code == status


def test_what_is_signed_is_every_byte_the_id_and_the_time(sender: Sender) -> None:
    # Signed at one moment: a second later the changed time would be the right one.
    now = int(time.time())
    first = sender.send("e-1", EVENT, at=now).request.headers
    for changed in (
        {"webhook-id": "e-2"},
        {"webhook-timestamp": str(int(first["webhook-timestamp"]) + 1)},
    ):
        answer = sender.send("e-1", EVENT, at=now, headers=changed)
        assert (answer.status_code, answer.get_json()["code"]) == (401, "bad_signature")
    signature = {"webhook-signature": first["webhook-signature"]}
    assert sender.send("e-1", b'{"code":"S1","name":"East"}', headers=signature).status_code == 401


@pytest.mark.parametrize(("seconds", "status"), [(-310, 401), (310, 401), (-280, 200), (280, 200)])
def test_five_minutes_is_how_far_the_clocks_may_differ(
    sender: Sender, seconds: int, status: int
) -> None:
    answer = sender.send("e-1", EVENT, at=int(time.time()) + seconds)
    assert answer.status_code == status
    if status == 401:
        assert answer.get_json()["code"] == "stale_timestamp"


def test_the_setting_names_provider_and_key() -> None:
    keys = read_webhook_keys(f" cti={KEY},cti={OTHER_KEY}\n bank={KEY} ")
    assert keys == {"cti": (KEY, OTHER_KEY), "bank": (KEY,)}
    assert read_webhook_keys("") == {}


@pytest.mark.parametrize(
    "text",
    ["cti", KEY, "cti=secret", "cti=whsec_", "cti=whsec_c2hvcnQ=", "C T I=" + KEY, "cti=whsec_ü"],
)
def test_a_key_that_is_none_is_told_at_the_start(text: str) -> None:
    with pytest.raises(ConfigurationError, match="WEBHOOK_KEYS"):
        read_webhook_keys(text)


# -- whatever else comes ----------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_missing_header_is_400_and_named(sender: Sender, header: str) -> None:
    answer = sender.send("e-1", EVENT, headers={header: None})
    body = answer.get_json()
    assert (answer.status_code, body["code"]) == (400, "missing_header")
    assert body["errors"][0]["field"] == header
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("id", ["a b", "a.b", "x" * 101, "é"])
def test_an_odd_id_is_400(sender: Sender, id: str) -> None:
    headers = {"webhook-id": id.encode().decode("latin-1")}
    assert sender.send("e-1", EVENT, headers=headers).status_code == 400


@pytest.mark.parametrize("seconds", ["now", "-1", "1.5", "9" * 12, "१२३"])
def test_an_odd_timestamp_is_400(sender: Sender, seconds: str) -> None:
    headers = {"webhook-timestamp": seconds.encode().decode("latin-1")}
    assert sender.send("e-1", EVENT, headers=headers).status_code == 400


def test_a_timestamp_beyond_all_calendars_is_refused(sender: Sender) -> None:
    assert sender.send("e-1", EVENT, at=99_999_999_999).status_code == 401


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"a": 1, "a": 2}', b"\xff", b'{"a": NaN}', b'{"a": "\\u0000"}']
)
def test_a_signed_body_that_is_no_object_is_400(sender: Sender, body: bytes) -> None:
    assert sender.send("e-1", body).status_code == 400


def test_another_media_type_is_415(sender: Sender) -> None:
    answer = sender.send("e-1", EVENT, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


def test_a_large_body_is_413(sender: Sender) -> None:
    answer = sender.send("e-1", b"x" * (routes.LARGEST_BODY + 1))
    assert (answer.status_code, answer.get_json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("provider", ["unknown", "keyless", "shop/x", ""])
def test_an_address_without_provider_or_key_is_404(sender: Sender, provider: str) -> None:
    sender.provider = provider
    answer = sender.send("e-1", EVENT)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize("verb", ["GET", "PUT", "PATCH", "DELETE", "PROPFIND"])
def test_other_verbs_are_405(sender: Sender, verb: str) -> None:
    answer = sender.client.open("/hooks/shop", method=verb)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")


def test_a_browser_session_opens_nothing_here(
    app: Flask, sender: Sender, login: Any, database: Database
) -> None:
    answer = login("manager").post("/hooks/shop", json=EVENT)
    assert answer.status_code == 400
    assert count(database, Store) == 0


def test_the_demo_has_a_key_of_its_own_and_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SECRET_KEY", "WEBHOOK_KEYS", "HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DOUGONG_DATA", str(tmp_path))
    [key] = Config.from_environment().webhook_keys[EVERY_PROVIDER]
    assert key == (tmp_path / "webhook.key").read_text()
    assert Config.from_environment().webhook_keys == {EVERY_PROVIDER: (key,)}
    assert key not in repr(Config.from_environment())
    monkeypatch.setenv("SECRET_KEY", "only-for-tests-0123456789-abcdefghij")
    monkeypatch.setenv("DATA_KEYS", DATA_KEYS)
    assert Config.from_environment().webhook_keys == {}
