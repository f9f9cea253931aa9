"""API clients over HTTP: whose token, until when, from where, and what of its user's rights."""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import records
from app.runtime.accounts import keys
from app.runtime.accounts.users import User
from app.runtime.clients import manage, tokens
from app.runtime.clients.tables import ApiClient, ApiToken
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import ValidationFailed
from app.runtime.system import AuditLog
from tests.rest.conftest import Api, Shop
from tests.support.people import PASSWORD, People
from tests.support.pictures import PNG

Make = Callable[..., Api]
NOON = dt.datetime(2026, 5, 6, 4, tzinfo=dt.UTC)


@pytest.mark.database
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


@pytest.mark.database
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


@pytest.mark.database
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


@pytest.mark.database
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


def test_a_token_of_a_client_opens_no_page(
    app: Flask, program: Callable[..., Api], shop: Shop
) -> None:
    """Every page that an address without parameters leads to answers as it answers nobody."""
    own, nobody = program("sysadmin", "*:*"), app.test_client(use_cookies=False)
    headers = {"Authorization": f"Bearer {own.token}"}
    pages = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments and not rule.rule.startswith("/api")
    ]
    assert len(pages) > 30
    for page in pages:
        given = own.client.get(page, headers=headers)
        assert given.status_code == nobody.get(page).status_code, page
        assert "East" not in given.text
    for page in ("/", "/store/list/", "/me/", "/users/list/", "/clients/", "/studio/"):
        assert own.client.get(page, headers=headers).status_code in (302, 401, 403), page


def test_a_file_is_read_with_the_record_that_holds_it(
    program: Callable[..., Api], shop: Shop, data: Any
) -> None:
    own = program("manager", "*:*")
    sent = {"kind": "image", "file": (io.BytesIO(PNG), "a.png")}
    id = own.send("POST", "/files", data=sent).get_json()["id"]
    tag = own.get(f"/article/{shop.article}").headers["ETag"]
    assert own.patch(f"/article/{shop.article}", {"picture": id}, etag=tag).status_code == 200
    for scope, status in (("article:read", 200), ("store:read", 404), ("file:read", 404)):
        assert program("manager", scope).get(f"/files/{id}").status_code == status


def test_a_request_is_one_statement_more_and_writes_nothing_as_a_rule(
    program: Callable[..., Api], shop: Shop, statements: Callable[[], Any], database: Database
) -> None:
    own = program("manager", "*:read")
    own.get("/store")
    with statements() as seen:
        own.get("/store")
    assert not [text for text in seen if text.startswith(("INSERT", "UPDATE"))]
    assert len(seen) <= 4, seen


@pytest.mark.database
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


@pytest.mark.database
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


@pytest.mark.parametrize("renaming", [False, True])
def test_of_two_clients_that_take_one_name_at_one_moment_one_is_told(
    shop: Shop, ctx: Context, renaming: bool
) -> None:
    """The second waits for the first to end, and finds the name taken."""
    username = ctx.session.scalars(sa.select(User.username).where(User.active)).first() or ""
    wanted = manage.Wanted("twin", username, ["sale:read"])
    with records.writing(ctx):
        other = manage.create(ctx, replace(wanted, name="other"))[0].id
    refused: list[Exception] = []

    def late() -> None:
        with Context.system() as mine:
            try:
                with records.writing(mine):
                    manage.change(mine, other, wanted) if renaming else manage.create(mine, wanted)
            except Exception as error:
                refused.append(error)

    thread = threading.Thread(target=late)
    with records.writing(ctx):
        manage.create(ctx, wanted)
        thread.start()
        # Time to look, and to find the name still free.
        thread.join(timeout=0.3)
    thread.join()
    assert [type(error) for error in refused] == [ValidationFailed]
    assert [(e.field, e.code) for e in refused[0].errors] == [("name", "unique")]
    ctx.session.rollback()
    named = sa.select(sa.func.count()).where(ApiClient.name == "twin")
    assert ctx.session.scalar(named) == 1
