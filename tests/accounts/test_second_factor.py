"""The second factor: set up with a picture or a key, asked for after the password, each code accepted once."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.runtime.accounts import keys as account_keys
from app.runtime.accounts import second_factor
from app.runtime.accounts.tables import Account, RecoveryCode
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.privacy import keys, rotation
from tests.accounts.conftest import audited, by_rest, code_of, is_in, later, press
from tests.support.people import PASSWORD, People
from tests.web.pages import Page, visit


def secret_on(page: Page) -> str:
    """The key that stands beside the picture."""
    shown = page.html.select_one("main code")
    assert shown is not None, page.text
    return shown.get_text().replace(" ", "")


def codes_on(page: Page) -> list[str]:
    return [code.get_text() for code in page.html.select(".codes code")]


def set_up(browser: FlaskClient) -> tuple[str, list[str], Page]:
    """Turn it on from one's account page: the secret, the recovery codes, the page that shows them."""
    page = visit(browser, "/me/second-factor").send(("what", "on"), current=PASSWORD).follow()
    secret = secret_on(page)
    shown = page.send(code=code_of(secret))
    return secret, codes_on(shown), shown


def test_it_is_set_up_with_the_password_and_a_code_and_then_asked_for(
    people: People, log_in: Any, database: Database
) -> None:
    user = people.user("manager", username="anna")
    here, elsewhere = log_in("anna"), log_in("anna")
    secret, codes, shown = set_up(here)
    assert shown.status == 200
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    assert [is_in(here), is_in(elsewhere)] == [True, False]
    with later(seconds=60):
        browser = log_in("anna")
        assert not is_in(browser)
        done = visit(browser, "/login/code").send(code=code_of(secret))
        assert done.status == 302
        assert is_in(browser)
    assert [row.record_id for row in audited(database, "second_factor_on")] == [user]


@pytest.mark.parametrize("shape", ["{0} {1}", " {0}{1} ", "wide"])
def test_the_code_may_be_typed_as_the_telephone_shows_it(
    people: People, log_in: Any, shape: str
) -> None:
    people.user("manager", username="anna")
    page = visit(browser := log_in("anna"), "/me/second-factor").send(
        ("what", "on"), current=PASSWORD
    )
    page = page.follow()
    code = code_of(secret_on(page))
    wide = code.translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert codes_on(page.send(code=wide if shape == "wide" else shape.format(code[:3], code[3:])))
    assert is_in(browser)


def test_the_picture_is_drawn_without_script_or_style(people: People, log_in: Any) -> None:
    people.user("manager", username="anna")
    page = visit(log_in("anna"), "/me/second-factor").send(("what", "on"), current=PASSWORD)
    svg = str(page.follow().html.select_one("main svg.segno"))
    assert svg.startswith("<svg")
    assert "style" not in svg
    assert "script" not in svg


@pytest.mark.database
def test_opening_the_page_stores_nothing_and_a_wrong_code_turns_nothing_on(
    people: People, log_in: Any, database: Database
) -> None:
    people.user("manager", username="anna")
    browser = log_in("anna")
    page = visit(browser, "/me/second-factor").send(("what", "on"), current=PASSWORD).follow()
    assert page.status == 200
    wrong = page.send(code="000000")
    assert wrong.status == 422
    assert secret_on(wrong) == secret_on(page)
    with database.read_session() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Account)) == 0


def test_nobody_reaches_the_setup_without_the_password(people: People, log_in: Any) -> None:
    people.user("manager", username="anna")
    people.user("manager", username="eve")
    browser, other = log_in("anna"), log_in("eve")
    assert visit(browser, "/me/second-factor/on").status == 302
    wrong = visit(browser, "/me/second-factor").send(("what", "on"), current="wrong password")
    assert wrong.status == 422
    proof = visit(other, "/me/second-factor").send(("what", "on"), current=PASSWORD)
    assert visit(other, proof.response.location).status == 200
    assert visit(browser, proof.response.location).status == 302
    with later(minutes=11):
        assert visit(other, proof.response.location).status == 302


def test_a_secret_proposed_to_one_person_is_none_for_another(people: People, log_in: Any) -> None:
    """Whoever knows a secret could plant it in somebody's form; it is sealed for one person."""
    people.user("manager", username="anna")
    people.user("manager", username="eve")
    pages = {}
    for name in ("anna", "eve"):
        browser = log_in(name)
        answer = visit(browser, "/me/second-factor").send(("what", "on"), current=PASSWORD)
        pages[name] = answer.follow()
    secret = secret_on(pages["eve"])
    sealed = dict(pages["eve"].values())["sealed"]
    assert pages["anna"].send(sealed=sealed, code=code_of(secret)).status == 422


def test_a_code_is_accepted_once(app: Flask, log_in: Any, with_second_factor: Any) -> None:
    _user, secret = with_second_factor("manager", username="anna")
    first, second = log_in("anna"), log_in("anna")
    code = code_of(secret)
    assert visit(first, "/login/code").send(code=code).status == 302
    assert visit(second, "/login/code").send(code=code).status == 401
    assert [is_in(first), is_in(second)] == [True, False]


def test_of_two_that_send_one_code_at_one_moment_one_gets_in(
    people: People, database: Database, with_second_factor: Any
) -> None:
    user, secret = with_second_factor("manager", username="anna")
    code = code_of(secret)

    def send(_number: int) -> str | None:
        with database.begin() as session:
            return second_factor.accept(session, user, code)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    assert sorted(map(str, answers)) == ["None"] * 7 + ["totp"]


def test_clocks_may_differ_by_half_a_minute_not_more(
    database: Database, with_second_factor: Any
) -> None:
    user, secret = with_second_factor("manager", username="anna")
    now = dt.datetime.now(dt.UTC)
    taken = []
    for seconds in (-90, 90, -30, 0, 30):
        code = pyotp.TOTP(secret).at(now + dt.timedelta(seconds=seconds))
        with later(), database.begin() as session:
            taken.append(second_factor.accept(session, user, code))
    assert taken[:2] == [None, None]
    assert taken[3] == "totp"


def test_a_recovery_code_opens_once_and_is_on_record(
    people: People, log_in: Any, database: Database
) -> None:
    user = people.user("manager", username="anna")
    _secret, codes, _page = set_up(log_in("anna"))
    for expected in (302, 401):
        browser = log_in("anna")
        answer = visit(browser, "/login/code").send(code=f" {codes[3].upper()} ")
        assert answer.status == expected
    assert [row.record_id for row in audited(database, "recovery_code_used")] == [user]
    browser = log_in("anna")
    visit(browser, "/login/code").send(code=codes[4])
    assert "还剩 8 个恢复码" in visit(browser, "/me/second-factor").text


def test_new_recovery_codes_replace_the_old_ones(people: People, log_in: Any) -> None:
    people.user("manager", username="anna")
    browser = log_in("anna")
    _secret, old, _page = set_up(browser)
    page = visit(browser, "/me/second-factor").send(("what", "codes"), current=PASSWORD)
    new = codes_on(page)
    assert len(new) == 10
    assert not set(old) & set(new)
    assert visit(log_in("anna"), "/login/code").send(code=old[0]).status == 401
    assert visit(log_in("anna"), "/login/code").send(code=new[0]).status == 302


@pytest.mark.database
def test_what_the_database_keeps_gives_no_code_away(
    people: People, log_in: Any, database: Database
) -> None:
    user = people.user("manager", username="anna")
    secret, codes, _page = set_up(log_in("anna"))
    with database.read_session() as session:
        row = session.get_one(Account, user)
        kept = [row.totp_secret, *session.scalars(sa.select(RecoveryCode.code_hash))]
    everything = str(kept)
    assert secret not in everything
    assert not any(code.replace("-", "") in everything for code in codes)
    assert second_factor.stored(str(row.totp_secret), user) == secret
    assert second_factor.stored(str(row.totp_secret), user + 1) is None


def test_it_goes_on_under_another_secret_key(
    people: People, log_in: Any, database: Database, rules: Any
) -> None:
    people.user("manager", username="anna")
    secret, codes, _page = set_up(log_in("anna"))
    rules(secret="another secret key of the same installation")
    with later(seconds=60):
        browser = log_in("anna")
        assert visit(browser, "/login/code").send(code=code_of(secret)).status == 302
    with later(seconds=120):
        browser = log_in("anna")
        assert visit(browser, "/login/code").send(code=codes[0]).status == 302


@pytest.mark.database
def test_its_secret_goes_under_a_new_data_key(
    people: People, log_in: Any, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = people.user("manager", username="anna")
    secret, _codes, _page = set_up(log_in("anna"))
    old = keys.current()
    fresh = keys.parse(keys.new_set(dt.date(2026, 1, 1)))
    ring = keys.Keyring({**fresh.data, **old.data}, old.index, old.audit)
    monkeypatch.setattr(keys, "_current", [ring])
    with Context.system(channel="cli") as ctx:
        assert dict(rotation.rotate(ctx))["sys_account.totp_secret"] == 1
        assert list(rotation.rotate(ctx)) == []
    monkeypatch.setattr(keys, "_current", [keys.Keyring(fresh.data, old.index, old.audit)])
    with database.read_session() as session:
        row = session.get_one(Account, user)
        assert second_factor.stored(str(row.totp_secret), user) == secret


CLOSED = (
    "/me/",
    "/",
    "/users/list/",
    "/studio/",
    "/sale/list/",
    "/me/sessions",
    "/me/second-factor",
)


@pytest.mark.parametrize("stage", ["code", "enrol", "password"])
def test_between_the_password_and_the_code_nothing_is_open(
    app: Flask,
    people: People,
    database: Database,
    log_in: Any,
    with_second_factor: Any,
    rules: Any,
    stage: str,
) -> None:
    if stage == "code":
        with_second_factor("sysadmin", username="anna")
    else:
        user = people.user("sysadmin", username="anna")
        if stage == "enrol":
            rules(second_factor=frozenset({"sysadmin"}))
        else:
            with database.begin() as session:
                session.add(Account(user_id=user, round=0, must_change=True, totp_step=0))
    browser = log_in("anna")
    for url in CLOSED:
        answer = browser.get(url)
        assert (answer.status_code, answer.location.split("?")[0]) == (302, "/login/"), url
    assert browser.get("/api/v1/me").status_code == 401
    assert browser.get("/portal/").location == "/portal/login"
    own = visit(browser, f"/login/{stage}")
    assert own.status == 200
    for other in {"code", "enrol", "password"} - {stage}:
        assert visit(browser, f"/login/{other}").status == 302
    with later(minutes=10, seconds=1):
        assert visit(browser, f"/login/{stage}").status == 302


@pytest.mark.database
def test_a_role_that_needs_it_is_led_to_set_it_up_before_anything_else(
    people: People, log_in: Any, rules: Any
) -> None:
    rules(second_factor=frozenset({"manager"}))
    people.user("manager", username="anna")
    people.user("clerk", username="otto")
    assert is_in(log_in("otto"))
    browser = log_in("anna")
    page = visit(browser, "/login/enrol?next=/sale/list/")
    secret = secret_on(page)
    shown = page.send(code=code_of(secret))
    assert len(codes_on(shown)) == 10
    assert "/sale/list/" in shown.links()
    assert is_in(browser)
    off = visit(browser, "/me/second-factor")
    assert not off.html.select("button[value=off]")
    off.send(("what", "off"), current=PASSWORD)
    with later(seconds=60):
        assert not is_in(log_in("anna"))


def test_demo_logins_stay_without_it(people: People, log_in: Any, rules: Any) -> None:
    rules(second_factor=frozenset({"manager"}), demo=True)
    people.user("manager", username="anna")
    assert is_in(log_in("anna"))


def test_it_is_turned_off_with_the_password(
    people: People, log_in: Any, database: Database
) -> None:
    people.user("manager", username="anna")
    browser = log_in("anna")
    set_up(browser)
    wrong = visit(browser, "/me/second-factor").send(("what", "off"), current="wrong password")
    assert wrong.status == 422
    done = visit(browser, "/me/second-factor").send(("what", "off"), current=PASSWORD)
    assert done.status == 302
    assert is_in(browser)
    assert is_in(log_in("anna"))
    assert len(audited(database, "second_factor_off")) == 1


def test_the_administrator_removes_it_for_who_has_lost_everything_but_not_his_own(
    people: People, log_in: Any, login: Any, with_second_factor: Any, database: Database
) -> None:
    user, _secret = with_second_factor("manager", username="anna")
    administrator = login("sysadmin", username="root")
    assert press(administrator, f"/users/access/{user}", "second_factor").status == 302
    assert is_in(log_in("anna"))
    own = next(row.actor_id for row in audited(database, "second_factor_off"))
    for what in ("second_factor", "link"):
        assert press(administrator, f"/users/access/{own}", what).status == 403


def test_a_program_sends_the_code_with_the_password(
    app: Flask, people: People, with_second_factor: Any
) -> None:
    _user, secret = with_second_factor("manager", username="anna")
    client = app.test_client()
    missing = by_rest(client, "anna", PASSWORD)
    assert (missing.status_code, missing.get_json()["code"]) == (401, "second_factor")
    wrong = by_rest(client, "anna", PASSWORD, code="000000")
    assert (wrong.status_code, wrong.get_json()["code"]) == (401, "second_factor")
    code = code_of(secret)
    assert by_rest(client, "anna", PASSWORD, code=code).status_code == 200
    assert by_rest(client, "anna", PASSWORD, code=code).status_code == 401
    assert by_rest(client, "anna", PASSWORD, code=7).status_code == 422


def test_a_program_cannot_skip_what_a_person_has_to_do(
    app: Flask, people: People, rules: Any, database: Database
) -> None:
    user = people.user("clerk", username="otto")
    people.user("manager", username="anna")
    rules(second_factor=frozenset({"manager"}))
    with database.begin() as session:
        session.add(Account(user_id=user, round=0, must_change=True, totp_step=0))
    for name, code in (("anna", "second_factor_missing"), ("otto", "password_change")):
        answer = by_rest(app.test_client(), name, PASSWORD)
        assert (answer.status_code, answer.get_json()["code"]) == (403, code)
        assert "access_token" not in answer.get_json()


@pytest.mark.database
def test_recovery_codes_of_before_still_count_once(
    people: People, with_second_factor: Any, log_in: Any, database: Database
) -> None:
    user, _secret = with_second_factor("manager", username="anna")
    with database.begin() as session:
        former = account_keys.keyed("recovery", str(user), "abcdefghjkmn")
        session.add(RecoveryCode(user_id=user, code_hash=former))
    assert visit(log_in("anna"), "/login/code").send(code="abcd-efgh-jkmn").status == 302
    assert visit(log_in("anna"), "/login/code").send(code="abcd-efgh-jkmn").status == 401
