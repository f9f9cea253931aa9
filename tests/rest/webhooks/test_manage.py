"""Webhooks over REST: one's own, and for an administrator everybody's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from standardwebhooks import Webhook as Verifier

from app.runtime import jobs
from app.runtime.database import Database
from app.runtime.system import AuditLog
from app.runtime.webhooks import settings
from tests.rest.problems import fields, problem
from tests.rest.webhooks.conftest import Json, Make, subscribe
from tests.support.receiver import Receiver


def test_anothers_webhook_is_not_there(api: Make, there: Receiver) -> None:
    made = subscribe(api("manager"), there, "store.*")
    other, base = api("manager"), f"/webhooks/{made['id']}"
    assert other.items("/webhooks") == []
    for method, path in (
        ("GET", base), ("PATCH", base), ("DELETE", base), ("POST", f"{base}/rotate"), ("POST", f"{base}/test"),
        ("POST", f"{base}/replay"), ("GET", f"{base}/deliveries"), ("POST", f"{base}/deliveries/1/replay"),
    ):  # fmt: skip
        more = {} if method in ("GET", "DELETE") else {"json": {}}
        problem(other.send(method, path, **more), 404)


def test_an_administrator_sees_all_and_changes_none(api: Make, there: Receiver) -> None:
    owner = api("manager")
    made = subscribe(owner, there, "store.*")
    keeper, base = api("sysadmin"), f"/webhooks/{made['id']}"
    assert [one["owner"] for one in keeper.items("/webhooks")] == [owner.user]
    problem(keeper.patch(base, {"url": f"{there.url}/mine"}), 403)
    problem(keeper.post(f"{base}/rotate"), 403)
    assert keeper.patch(base, {"active": False}).get_json()["state"] == "paused"
    assert keeper.delete(base).status_code == 204
    assert owner.items("/webhooks") == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": 1}, "name"),
        ({"url": "https://10.0.0.1/"}, "url"),
        ({"url": "https://a:b@example.com/"}, "url"),
        ({"url": None}, "url"),
        ({"events": []}, "events"),
        ({"events": "store.*"}, "events"),
        ({"events": ["store.*", "store.*"]}, "events"),
        ({"events": ["store.painted"]}, "events"),
        ({"events": ["nothing.*"]}, "events"),
        ({"events": ["sale.transition.paint"]}, "events"),
        ({"events": [1]}, "events"),
        ({"since": "yesterday"}, "since"),
        ({"since": "5-abcdefabcdef"}, "since"),
        ({"since": 5}, "since"),
        ({"active": "no"}, "active"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_subscribed_is_named(
    api: Make, there: Receiver, body: Json, field: str
) -> None:
    program = api("manager")
    good = {"name": "hook", "url": there.url, "events": ["store.*"]}
    assert fields(program.post("/webhooks", {**good, **body})) == [field]
    assert program.items("/webhooks") == []
    made = subscribe(program, there, "store.*")
    assert fields(program.patch(f"/webhooks/{made['id']}", body)) == [field]


def test_an_entity_that_one_may_not_read_cannot_be_subscribed(api: Make, there: Receiver) -> None:
    body = {"name": "hook", "url": there.url, "events": ["clerk.*"]}
    assert fields(api("buyer").post("/webhooks", body)) == ["events"]


def test_a_ping_shows_the_way(api: Make, there: Receiver) -> None:
    program = api("manager")
    made = subscribe(program, there, "store.*")
    base = f"/webhooks/{made['id']}"
    assert program.post(f"{base}/test").get_json()["event"] == "ping"
    jobs.run_due()
    body = Verifier(made["secret"]).verify(there.got[0].raw, there.got[0].headers)
    assert (body["type"], body["data"]) == ("ping", {"webhook": made["id"]})
    (shown,) = program.items(f"{base}/deliveries")
    assert (shown["state"], shown["status"], shown["attempts"]) == ("sent", 204, 1)
    program.patch(base, {"active": False})
    problem(program.post(f"{base}/test"), 409)


@pytest.mark.database
def test_deliveries_come_page_by_page(api: Make, there: Receiver) -> None:
    program = api("manager")
    made = subscribe(program, there, "store.*")
    base = f"/webhooks/{made['id']}"
    for _ in range(3):
        program.post(f"{base}/test")
    first = program.get(f"{base}/deliveries?limit=2").get_json()
    rest = program.get(f"{base}/deliveries?limit=2&cursor={first['next']}").get_json()
    assert [len(first["items"]), len(rest["items"]), rest["next"]] == [2, 1, None]
    for query in ("state=lost", "limit=0", "cursor=x", "colour=red"):
        assert fields(program.get(f"{base}/deliveries?{query}"), 400) == [query.partition("=")[0]]


@pytest.mark.database
def test_every_change_leaves_an_audit_row(api: Make, there: Receiver, database: Database) -> None:
    program = api("manager")
    made = subscribe(program, there, "store.*")
    base = f"/webhooks/{made['id']}"
    program.patch(base, {"active": False})
    program.patch(base, {"active": True, "events": ["store.created"]})
    program.post(f"{base}/rotate")
    program.post(f"{base}/test")
    program.post(f"{base}/replay")
    program.delete(base)
    with database.read_session() as session:
        rows = session.execute(
            sa.select(AuditLog.action, AuditLog.actor_id)
            .where(AuditLog.entity == "sys_webhook")
            .order_by(AuditLog.id)
        ).all()
    assert [action for action, _ in rows] == [
        "create", "update", "update", "rotate", "test", "replay", "delete",
    ]  # fmt: skip
    assert {actor for _, actor in rows} == {program.user}


def test_a_webhook_needs_public_https_where_nothing_else_is_named(api: Make) -> None:
    settings.use(settings.Settings())
    body = {"name": "hook", "url": "http://example.com/", "events": ["store.*"]}
    assert fields(api("manager").post("/webhooks", body)) == ["url"]


@pytest.mark.database
def test_of_webhooks_that_are_made_twice_at_one_moment_one_is_there(
    api: Make, there: Receiver
) -> None:
    """A program that had no answer in time sends the same again."""
    program = api("manager")
    body = {"name": "billing", "url": there.url, "events": ["sale.*"]}
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: program.post("/webhooks", body), range(6)))
    assert sorted(answer.status_code for answer in answers) == [201, *[422] * 5]
    assert len(program.items("/webhooks")) == 1
