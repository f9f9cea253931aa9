"""API clients over HTTP: whose token, until when, from where, how often, and what of its user's rights."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import records
from app.runtime.accounts import keys
from app.runtime.accounts.users import User
from app.runtime.clients import budget, manage, tokens
from app.runtime.clients.tables import ApiClient, ApiToken, RateBudget
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import AuditLog
from tests.rest.conftest import Api, Shop
from tests.support.people import PASSWORD, People
from tests.support.pictures import PNG

Make = Callable[..., Api]
NOON = dt.datetime(2026, 5, 6, 4, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _nothing_in_hand() -> Iterator[None]:
    """What this process has leased belongs to the database of the test."""
    budget.forget()
    yield
    budget.forget()


@pytest.fixture
def program(app: Flask, ctx: Context, people: People) -> Callable[..., Api]:
    """`program("manager", "sale:read")`: an API client that acts as a new manager."""
    numbers = iter(range(1, 100))

    def make(role: str, *scopes: str, user: int | None = None, **more: Any) -> Api:
        who = people.user(role) if user is None else user
        with records.writing(ctx):
            name = ctx.session.scalars(sa.select(User.username).where(User.id == who)).one()
            wanted = manage.Wanted(f"Program {next(numbers)}", name, scopes, **more)
            client, text = manage.create(ctx, wanted)
            return Api(app.test_client(use_cookies=False), text, who, {"client": str(client.id)})

    return make


def test_a_token_acts_as_its_user_within_its_scopes(
    program: Callable[..., Api], shop: Shop, sale: int, ctx: Context
) -> None:
    reader = program("manager", "sale:read", "store:read", "sale:transition.pack")
    assert reader.get(f"/sale/{sale}").status_code == 200
    assert len(reader.items("/sale")) == 1
    for method, path, given in (
        ("POST", "/sale", {"json": {"store": shop.here, "summary": "No"}}),
        ("PATCH", f"/sale/{sale}", {"json": {"summary": "No"}, "headers": {"If-Match": '"1"'}}),
        ("DELETE", f"/sale/{sale}", {}),
        ("GET", "/sale/export", {}),
        ("GET", "/buyer", {}),
    ):
        answer = reader.send(method, path, **given)
        assert answer.status_code == 403, (method, path, answer.text)
        assert "does not have the scope" in answer.get_json()["detail"]
    assert reader.get(f"/buyer/{shop.buyer}").status_code == 404
    packed = reader.post(f"/sale/{sale}/transitions/pack", {"clerk": shop.clerk})
    assert packed.status_code == 422  # the clerk is not his to see, so not his to name
    both = program("manager", "sale:read", "clerk:read", "sale:transition.pack")
    assert both.post(f"/sale/{sale}/transitions/pack", {"clerk": shop.clerk}).status_code == 200
    refused = both.post(f"/sale/{sale}/transitions/hold", {})
    assert (refused.status_code, refused.get_json()["code"]) == (403, "client_scope")


def test_what_is_not_in_scope_is_nowhere_in_an_answer(
    program: Callable[..., Api], shop: Shop, sale: int
) -> None:
    """Titles, expanded records, paths through refs, child rows, search, history, steps, bulk, me, the document."""
    narrow = program("manager", "sale:read")
    shown = narrow.get(f"/sale/{sale}").get_json()
    assert shown["store"]["title"] is None
    assert narrow.get("/sale?expand=store").get_json()["items"][0]["store"].keys() <= {
        "id",
        "title",
    }
    for query in ("fields=store.name", "store.name=East", "sort=store.name"):
        shown = narrow.get(f"/sale?{query}")
        assert "East" not in shown.text
    assert narrow.get("/sale?store.name=East").get_json()["code"] == "unknown_field"
    lines = narrow.get(f"/sale/{sale}?expand=lines")
    assert lines.status_code != 200 or lines.get_json()["lines"] == []
    assert narrow.get("/store?search=East").status_code == 403
    steps = narrow.get(f"/sale/{sale}/transitions").get_json()["items"]
    assert steps
    assert not any(step["allowed"] for step in steps)
    assert "does not have the scope sale:transition." in steps[0]["reason"]
    assert narrow.get(f"/sale/{sale}/history").status_code == 200
    assert narrow.get(f"/store/{shop.here}/history").status_code == 404
    bulk = narrow.post("/sale/bulk", {"action": "delete", "rows": [{"id": sale}]})
    assert bulk.get_json()["results"][0]["status"] == 403
    me = narrow.get("/me").get_json()
    assert me["entities"] == {"sale": ["read"]}
    assert me["client"] == {"name": "Program 1", "scopes": ["sale:read"]}
    paths = narrow.get("/openapi.json").get_json()["paths"]
    assert "/api/v1/store" not in paths
    assert set(paths["/api/v1/sale"]) == {"get"}
    assert not [path for path in paths if path.endswith(("/pack", "/export", "/bulk"))]


def test_uploads_and_jobs_have_scopes_of_their_own(
    program: Callable[..., Api], data: Any, people: People
) -> None:
    user = people.user("manager")
    sent = {"kind": "image", "file": (io.BytesIO(PNG), "a.png")}
    narrow = program("manager", "*:read", user=user)
    refused = narrow.send("POST", "/files", data=sent)
    assert (refused.status_code, refused.get_json()["code"]) == (403, "client_scope")
    sent = {"kind": "image", "file": (io.BytesIO(PNG), "a.png")}
    taking = program("manager", "file:create", user=user)
    id = taking.send("POST", "/files", data=sent).get_json()["id"]
    assert taking.get(f"/files/{id}").status_code == 404
    assert narrow.get(f"/files/{id}").status_code == 200
    assert taking.get("/jobs/1").status_code == 403
    assert narrow.get("/jobs/1").status_code == 404


def test_a_token_that_is_none_is_401_and_says_why_only_to_its_owner(
    program: Callable[..., Api], database: Database, client: FlaskClient
) -> None:
    own = program("manager", "*:read")
    token_id = own.token.split("_")[1]

    def ask(text: str) -> tuple[int, str]:
        answer = client.get("/api/v1/me", headers={"Authorization": f"Bearer {text}"})
        assert answer.headers.get("WWW-Authenticate") == 'Bearer realm="api"'
        return answer.status_code, answer.get_json()["code"]

    wrong = f"dougong_{token_id}_{tokens.new_secret()}"
    assert ask(wrong) == (401, "token_unknown")
    assert ask(f"dougong_999_{tokens.new_secret()}") == (401, "token_unknown")
    for text in ("dougong_", "dougong_1_short", f"{own.token}x", f"dougong_0{token_id}_{'a' * 43}"):
        assert ask(text) == (401, "token_unknown")
    with database.begin() as session:
        session.execute(sa.update(ApiClient).values(revoked_at=NOON))
    assert ask(own.token) == (401, "token_revoked")
    assert ask(wrong) == (401, "token_unknown")
    with database.begin() as session:
        session.execute(sa.update(ApiClient).values(revoked_at=None))
        session.execute(sa.update(User).values(active=False))
    assert ask(own.token) == (401, "account_disabled")


def test_of_a_token_only_a_digest_is_kept(program: Callable[..., Api], database: Database) -> None:
    own = program("manager", "*:read")
    secret = own.token.split("_", 2)[2]
    with database.read_session() as session:
        row = session.scalars(sa.select(ApiToken)).one()
        assert row.digest == keys.digest(secret)
        told = str([one.diff for one in session.scalars(sa.select(AuditLog))])
    assert secret not in told
    assert len(secret) == 43


def test_a_client_ends_with_its_day(program: Callable[..., Api]) -> None:
    with time_machine.travel(NOON, tick=False) as travel:
        own = program("manager", "*:read", expires_at=NOON + dt.timedelta(days=1))
        assert own.get("/me").status_code == 200
        travel.shift(dt.timedelta(days=1))
        answer = own.get("/me")
        assert (answer.status_code, answer.get_json()["code"]) == (401, "token_expired")


def test_after_a_rotation_the_old_token_is_good_until_its_hour(
    program: Callable[..., Api], ctx: Context
) -> None:
    with time_machine.travel(NOON, tick=False) as travel:
        old = program("manager", "*:read")
        id = int(old.headers["client"])
        with records.writing(ctx):
            text = manage.rotate(ctx, id, old_until=NOON + dt.timedelta(hours=1))
        new = Api(old.client, text, old.user)
        assert [one.get("/me").status_code for one in (old, new)] == [200, 200]
        travel.shift(dt.timedelta(hours=1))
        assert [one.get("/me").status_code for one in (old, new)] == [401, 200]
        with records.writing(ctx):
            manage.rotate(ctx, id)
        assert new.get("/me").get_json()["code"] == "token_expired"


@pytest.mark.parametrize(
    ("networks", "address", "status"),
    [
        (["203.0.113.0/24"], "203.0.113.7", 200),
        (["203.0.113.0/24"], "203.0.114.7", 403),
        (["203.0.113.7"], "::ffff:203.0.113.7", 200),
        (["2001:db8::/32"], "2001:db8::1", 200),
        (["2001:db8::/32"], "203.0.113.7", 403),
        (["10.0.0.0/8", "::1"], "::1", 200),
    ],
)
def test_a_client_comes_from_its_networks_only(
    program: Callable[..., Api], networks: list[str], address: str, status: int
) -> None:
    own = program("manager", "*:read", addresses=networks)
    answer = own.get("/me", environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == status
    if status == 403:
        assert answer.get_json()["code"] == "address_refused"


def test_a_header_is_no_address_unless_a_proxy_is_trusted(program: Callable[..., Api]) -> None:
    own = program("manager", "*:read", addresses=["203.0.113.0/24"])
    answer = own.get("/me", headers={"X-Forwarded-For": "203.0.113.7"})
    assert answer.status_code == 403


def test_a_token_of_a_client_opens_no_page(program: Callable[..., Api], shop: Shop) -> None:
    own = program("manager", "*:*")
    headers = {"Authorization": f"Bearer {own.token}"}
    for path in ("/", "/store/list/", "/me/", "/users/list/", "/studio/"):
        answer = own.client.get(path, headers=headers)
        assert answer.status_code in (302, 401, 403), path
        assert "East" not in answer.text


def test_a_request_is_one_statement_more_and_writes_nothing_as_a_rule(
    program: Callable[..., Api], shop: Shop, statements: Callable[[], Any], database: Database
) -> None:
    own = program("manager", "*:read")
    own.get("/store")
    with statements() as seen:
        own.get("/store")
    assert not [text for text in seen if text.startswith(("INSERT", "UPDATE"))]
    assert len(seen) <= 4, seen


def test_the_last_use_is_noted_every_ten_minutes(
    program: Callable[..., Api], database: Database
) -> None:
    def last() -> dt.datetime | None:
        with database.read_session() as session:
            return session.scalars(sa.select(ApiToken.last_used_at)).one()

    with time_machine.travel(NOON, tick=False) as travel:
        own = program("manager", "*:read")
        assert last() is None
        own.get("/me")
        assert last() == NOON
        travel.shift(dt.timedelta(minutes=9))
        own.get("/me")
        assert last() == NOON
        travel.shift(dt.timedelta(minutes=1))
        own.get("/me")
        assert last() == NOON + dt.timedelta(minutes=10)


def test_more_requests_than_a_minute_allows_are_429(program: Callable[..., Api]) -> None:
    with time_machine.travel(NOON + dt.timedelta(seconds=20), tick=False) as travel:
        own = program("manager", "*:read", rate_limit=30)
        answers = [own.get("/me") for _ in range(31)]
        assert [answer.status_code for answer in answers] == [200] * 30 + [429]
        assert answers[0].headers["RateLimit-Policy"] == '"minute";q=30;w=60'
        assert answers[0].headers["RateLimit"] == '"minute";r=29;t=40'
        assert answers[29].headers["RateLimit"] == '"minute";r=0;t=40'
        late = answers[30]
        assert late.headers["Retry-After"] == "40"
        assert late.headers["RateLimit"] == '"minute";r=0;t=40'
        assert late.get_json()["code"] == "rate_limited"
        travel.shift(dt.timedelta(seconds=40))
        assert own.get("/me").status_code == 200


def test_many_threads_never_get_more_than_the_limit(program: Callable[..., Api]) -> None:
    with time_machine.travel(NOON, tick=False):
        own = program("manager", "*:read", rate_limit=25)

        def ask(_: int) -> int:
            headers = {"Authorization": f"Bearer {own.token}"}
            other = own.client.application.test_client(use_cookies=False)
            return other.get("/api/v1/me", headers=headers).status_code

        with ThreadPoolExecutor(6) as pool:
            codes = list(pool.map(ask, range(60)))
    assert codes.count(200) == 25
    assert codes.count(429) == 35


@pytest.mark.parametrize("limit", [1, 7, 60, 1000])
def test_processes_never_take_more_than_the_limit_together(database: Database, limit: int) -> None:
    """Each process is played by forgetting what the one before it held."""
    with time_machine.travel(NOON, tick=False):
        allowed = 0
        for number in range(30):
            budget.forget()
            for _ in range(number * limit // 100 + 1):
                allowed += budget.spend("key", limit).allowed
        assert allowed <= limit
        while budget.spend("key", limit).allowed:
            allowed += 1
        assert limit * 0.6 <= allowed <= limit
        with database.read_session() as session:
            assert session.get_one(RateBudget, "key").taken == limit


def test_a_dozen_processes_that_were_asked_once_leave_most_of_it_to_another(
    database: Database,
) -> None:
    with time_machine.travel(NOON, tick=False):
        for _ in range(12):
            budget.forget()
            assert budget.spend("key", 600).allowed
        budget.forget()
        assert all(budget.spend("key", 600).allowed for _ in range(440))


def test_a_clock_that_is_behind_opens_no_second_budget(database: Database) -> None:
    with time_machine.travel(NOON, tick=False) as travel:
        while budget.spend("key", 20).allowed:
            pass
        budget.forget()
        travel.shift(dt.timedelta(seconds=-60))
        assert not budget.spend("key", 20).allowed
        travel.shift(dt.timedelta(seconds=120))
        assert budget.spend("key", 20).allowed


def test_a_thousand_requests_write_some_fifty_times(
    database: Database, statements: Callable[[], Any]
) -> None:
    with time_machine.travel(NOON, tick=False), statements() as seen:
        assert all(budget.spend("key", 1000).allowed for _ in range(1000))
        assert not budget.spend("key", 1000).allowed
    assert len(seen) < 70


def test_a_person_with_a_token_has_the_limit_of_the_settings(
    app: Flask, api: Make, monkeypatch: pytest.MonkeyPatch, people: People
) -> None:
    import dataclasses

    settings = dataclasses.replace(app.config["DOUGONG"], rate_limit=3)
    monkeypatch.setitem(app.config, "DOUGONG", settings)
    with time_machine.travel(NOON, tick=False):
        one, other = api("manager"), api("manager")
        assert [one.get("/me").status_code for _ in range(4)] == [200, 200, 200, 429]
        assert other.get("/me").status_code == 200
        browser = people.browser(app, one.user)
        assert [browser.get("/api/v1/me").status_code for _ in range(4)] == [200] * 4


def test_each_client_has_idempotency_keys_of_its_own(
    program: Callable[..., Api], people: People, shop: Shop
) -> None:
    user = people.user("manager")
    one = program("manager", "store:create", "store:read", user=user)
    other = program("manager", "sale:read", user=user)
    body, key = {"code": "K1", "name": "Kept"}, {"Idempotency-Key": "k"}
    assert one.post("/store", body, headers=key).status_code == 201
    assert one.post("/store", body, headers=key).headers["Idempotent-Replayed"] == "true"
    refused = other.post("/store", body, headers=key)
    assert refused.status_code == 403
    assert "Kept" not in refused.text


def test_the_audit_log_names_the_program(
    program: Callable[..., Api], shop: Shop, database: Database
) -> None:
    own = program("manager", "store:create")
    own.post("/store", {"code": "A1", "name": "A"})
    with database.read_session() as session:
        row = session.scalars(
            sa.select(AuditLog).where(AuditLog.entity == "store").order_by(AuditLog.id.desc())
        ).first()
    assert row is not None
    assert row.actor.endswith("· Program 1")
    assert row.actor_id == own.user


def test_a_login_token_is_as_good_as_before(client: FlaskClient, people: People) -> None:
    people.user("manager", username="anna")
    answer = client.post("/api/v1/login", json={"username": "anna", "password": PASSWORD})
    headers = {"Authorization": f"Bearer {answer.get_json()['access_token']}"}
    me = client.get("/api/v1/me", headers=headers)
    assert me.status_code == 200
    assert "client" not in me.get_json()
    assert "RateLimit" not in me.headers


ADDRESSES = (
    "/sale", "/sale?expand=lines,store&sort=-id", "/sale?search=lamps&count=exact", "/sale/{sale}",
    "/sale/{sale}?expand=lines", "/sale/{sale}/history", "/sale/{sale}/transitions", "/sale/export",
    "/store?fields=name,code", "/store/{here}", "/buyer", "/buyer/{buyer}", "/article?price__gt=1",
    "/clerk", "/posting", "/sale_line", "/keyword?or=(name=a|name=b)", "/jobs/1", "/files/1",
)  # fmt: skip
WRITES = (
    ("/store/bulk", {"action": "create", "rows": [{"code": "N", "name": "n"}], "dry_run": True}),
    ("/store/bulk", {"action": "upsert", "key": ["code"], "rows": [{"code": "S1"}], "dry_run": True}),
    ("/sale/bulk", {"action": "transition", "transition": "pack", "rows": [{"id": 1, "clerk": 1}], "dry_run": True}),
    ("/sale/bulk", {"action": "delete", "rows": [{"id": 1}], "dry_run": True}),
    ("/sale", {"summary": "no store"}),
)  # fmt: skip


def asked(program: Api, shop: Shop, sale: int) -> dict[str, tuple[int, Any]]:
    """Address → status and body, without what differs between any two requests."""
    found = {}
    places = {"sale": sale, "here": shop.here, "buyer": shop.buyer}
    for address in ADDRESSES:
        answer = program.get(address.format(**places))
        found[address] = (answer.status_code, _plain(answer))
    for number, (address, body) in enumerate(WRITES):
        answer = program.post(address, body)
        found[f"{number} {address}"] = (answer.status_code, _plain(answer))
    document = program.get("/openapi.json")
    found["/openapi.json"] = (document.status_code, _plain(document))
    return found


def _plain(answer: Any) -> Any:
    body = answer.get_json(silent=True)
    if isinstance(body, dict):
        body.pop("request_id", None)
        return body
    return answer.text


@pytest.mark.parametrize("role", ["manager", "clerk", "buyer", "auditor"])
def test_every_scope_is_the_user_himself_and_none_is_nobody(
    program: Callable[..., Api], api: Make, shop: Shop, sale: int, role: str
) -> None:
    users = {"clerk": shop.clerk_user, "buyer": shop.buyer_user}
    person = api(role, user=users.get(role))
    whole = asked(person, shop, sale)
    assert asked(program(role, "*:*", user=person.user), shop, sale) == whole
    nothing = asked(program(role, "keyword:delete", user=person.user), shop, sale)
    del nothing["/openapi.json"]
    for address, (status, body) in nothing.items():
        if "bulk" in address and status < 400:
            assert all(row["status"] in (403, 404) for row in body["results"])
        else:
            assert status in (403, 404, 422), (address, status)
            assert "items" not in body


def test_scopes_of_reading_read_all_and_write_nothing(
    program: Callable[..., Api], api: Make, shop: Shop, sale: int
) -> None:
    person = api("manager")
    whole = asked(person, shop, sale)
    reading = asked(program("manager", "*:read", user=person.user), shop, sale)
    for address, (status, body) in reading.items():
        if address[0].isdigit():
            assert status in (200, 403, 422)
            for row in body.get("results", ()):
                assert row["status"] in (403, 404, 422, 424), (address, row)
        elif address.endswith("/transitions"):
            assert not any(step["allowed"] for step in body["items"])
        elif address not in ("/sale/export", "/openapi.json"):
            assert (status, body) == whole[address], address
