"""1.1: who is not on the owners' list waits; customer service approves or refuses, and he is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.generated.customer import Customer
from app.generated.duplicate_review import DuplicateReview
from app.generated.occupancy import Occupancy
from app.generated.registration import Registration
from app.runtime import jobs, notify, records
from app.runtime.accounts import login
from app.runtime.accounts.users import User
from app.runtime.errors import AppError, RuleViolation, ValidationFailed
from tests.custom.crm.customers.test_registration import PHONE, customer_of, form
from tests.custom.crm.town import Town
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database

MINE = "Yunxi-3-2-1501"
STRANGERS = "Another-Horse-9-Pasture"


def known(town: Town, **values: Any) -> Customer:
    """A customer of ours who has no login: entered at the desk, in another home."""
    made: Customer = town.ctx_create(
        Customer, project=town.project.id, name="王小明", phone=PHONE, source="desk", **values
    )
    with records.writing(town.ctx):
        town.ctx.create(Occupancy, customer=made.id, unit=town.units[1].id, approved=True)
        town.ctx.transition(made, "verify")
    return made


def decide(town: Town, sent: Registration, step: str, note: str = "") -> Registration:
    return records.transition(town.as_("csr"), Registration, sent.id, step, note=note)


def state_now(town: Town, sent: Registration) -> str | None:
    town.ctx.session.rollback()
    return town.ctx.session.scalar(select(Registration.state).where(Registration.id == sent.id))


def homes(town: Town, customer: int) -> dict[int, bool]:
    """Unit → approved."""
    town.ctx.session.rollback()
    rows = town.ctx.session.execute(
        select(Occupancy.unit_id, Occupancy.approved).where(
            Occupancy.customer_id == customer, Occupancy.deleted_at.is_(None)
        )
    )
    return {int(unit): bool(approved) for unit, approved in rows}


def told(town: Town, who: int) -> list[str]:
    return [row.template for row in notify.inbox(town.for_user(who))]


def test_a_known_customer_who_is_not_on_the_list_waits_without_a_login(town: Town) -> None:
    customer = known(town)
    sent = form(town)
    assert (sent.state, sent.outcome, sent.customer_id) == ("waiting", "linked", customer.id)
    assert customer_of(town, sent).login_id is None
    assert login.authenticate(PHONE, MINE) is None
    assert sent.password not in (None, MINE)


def test_approved_he_logs_in_with_his_own_password_and_sees_his_home(town: Town) -> None:
    customer = known(town)
    sent = form(town)
    done = decide(town, sent, "approve")
    assert (done.state, done.verified, done.password) == ("done", "manual", None)
    user = login.authenticate(PHONE, MINE)
    assert user is not None
    assert homes(town, customer.id) == {town.units[1].id: True, town.units[0].id: True}
    assert town.for_user(user).actor.value(("units",)) == {town.units[0].id, town.units[1].id}
    assert "registration.approved" in told(town, user)


def test_refused_the_claim_goes_and_nobody_can_log_in(town: Town) -> None:
    customer = known(town)
    sent = form(town)
    with pytest.raises(ValidationFailed):
        decide(town, sent, "refuse")
    done = decide(town, sent, "refuse", note="不是业主，房产证不符")
    assert (done.state, done.password) == ("refused", None)
    assert homes(town, customer.id) == {town.units[1].id: True}
    assert login.authenticate(PHONE, MINE) is None
    with pytest.raises(AppError):
        decide(town, done, "approve")


def test_a_new_customer_is_approved_by_his_form_or_by_his_record(town: Town) -> None:
    first = form(town)
    assert first.state == "waiting"
    decide(town, first, "approve")
    made = customer_of(town, first)
    assert (made.state, made.verified) == ("active", "manual")
    user = login.authenticate(PHONE, MINE)
    assert user is not None
    assert told(town, user).count("registration.welcome") == 1
    second = form(town, token="form-2", name="赵六", phone="13900000002", room_no="1502")
    records.transition(town.as_("csr"), Customer, second.customer_id or 0, "verify")
    assert state_now(town, second) == "done"
    assert login.authenticate("13900000002", MINE) is not None


def test_a_refused_new_customer_leaves_the_number_free_for_the_next_registration(
    town: Town,
) -> None:
    wrong = form(town, password=STRANGERS)
    decide(town, wrong, "refuse", note="电话不符")
    assert homes(town, wrong.customer_id or 0) == {}
    assert customer_of(town, wrong).login_id is None
    right = form(town, token="form-2")
    assert (right.state, right.outcome) == ("waiting", "linked")
    decide(town, right, "approve")
    assert login.authenticate(PHONE, STRANGERS) is None
    assert login.authenticate(PHONE, MINE) is not None


def test_of_two_who_claim_one_profile_the_approved_ones_password_counts(town: Town) -> None:
    """Whoever came first with somebody's number must not get in when the other one is approved."""
    first = form(town, password=STRANGERS)
    second = form(town, token="form-2")
    assert second.customer_id == first.customer_id
    with pytest.raises(RuleViolation, match="Several registrations"):
        records.transition(town.as_("csr"), Customer, first.customer_id or 0, "verify")
    decide(town, second, "approve")
    assert login.authenticate(PHONE, STRANGERS) is None
    user = login.authenticate(PHONE, MINE)
    assert user is not None
    assert state_now(town, first) == "waiting"


def test_two_profiles_kept_apart_by_customer_service_let_the_new_one_in(town: Town) -> None:
    town.resident("李红", PHONE)
    town.roster_entry("王小明", PHONE)
    sent = form(town)
    assert (sent.state, sent.outcome) == ("waiting", "review")
    case = town.ctx.session.scalars(select(DuplicateReview)).one()
    records.transition(town.as_("csr"), DuplicateReview, case.id, "keep", note="两个人")
    assert state_now(town, sent) == "done"
    assert customer_of(town, sent).state == "active"


@pytest.mark.parametrize("building", ["3", "3栋"])
def test_refusing_one_of_two_claims_leaves_the_others_home(town: Town, building: str) -> None:
    customer = known(town)
    first = form(town, password=STRANGERS)
    second = form(town, token="form-2", building_no=building)
    decide(town, first, "refuse", note="冒用他人手机号")
    assert homes(town, customer.id)[town.units[0].id] is False
    decide(town, second, "approve")
    assert homes(town, customer.id)[town.units[0].id] is True
    assert login.authenticate(PHONE, STRANGERS) is None


def test_whoever_has_a_login_keeps_his_password_and_reads_the_answer(town: Town) -> None:
    town.resident()
    sent = form(town, room_no="1502", password=STRANGERS)
    decide(town, sent, "refuse", note="该房屋已有业主")
    assert told(town, town.logins["王小明"])[0] == "registration.refused"
    again = form(town, token="form-2", room_no="1502", password=STRANGERS)
    decide(town, again, "approve")
    assert told(town, town.logins["王小明"])[0] == "registration.approved"
    assert login.authenticate(PHONE, STRANGERS) is None


def test_a_login_that_an_administrator_closed_is_not_opened_by_a_registration(town: Town) -> None:
    town.resident()
    with town.people.database.begin() as session:
        user = session.get_one(User, town.logins["王小明"])
        user.active, user.login_count = False, 3
    decide(town, form(town, room_no="1502", password=STRANGERS), "approve")
    assert login.authenticate(PHONE, STRANGERS) is None
    with town.people.database.read_session() as session:
        assert not session.get_one(User, town.logins["王小明"]).active


def test_who_has_moved_out_is_not_let_in_by_an_old_registration(town: Town) -> None:
    customer = known(town)
    sent = form(town)
    records.transition(town.as_("csr"), Customer, customer.id, "move_out")
    with pytest.raises(RuleViolation, match="moved out"):
        decide(town, sent, "approve")


def test_only_customer_service_of_the_project_decides(town: Town) -> None:
    known(town)
    sent = form(town)
    for role in ("dispatcher", "张水工"):
        with pytest.raises(AppError):
            records.transition(town.as_(role), Registration, sent.id, "approve")
    assert login.authenticate(PHONE, MINE) is None


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, str]]]:
    """A gateway of short messages on loopback; what it was given."""
    taken: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    monkeypatch.setenv("SMS_GATEWAY_URL", f"http://127.0.0.1:{server.server_port}/send")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield taken
    server.shutdown()
    thread.join()
    server.server_close()


def test_without_a_login_he_is_told_by_a_short_message(
    town: Town, gateway: list[dict[str, str]]
) -> None:
    known(town)
    sent = form(town)
    decide(town, sent, "refuse", note="不是业主。")
    town.ctx.session.rollback()
    jobs.run_due()
    assert [(one["phone"], one["key"]) for one in gateway] == [
        (PHONE, f"registration-{sent.id}-refused")
    ]
    assert "不是业主。 /" in gateway[0]["text"]


def test_the_desk_lists_who_waits_and_the_page_of_the_form_tells_the_answer(
    app: Flask, town: Town
) -> None:
    known(town)
    sent = form(town)
    desk = Visitor(town.people.browser(app, town.logins["csr"])).open("/desk")
    assert desk.sees("待核验登记", "王小明", "手机已验证")
    page = desk.open(f"/registration/show/{sent.id}")
    assert page.sees("核验通过", "不通过")
    person = Visitor(app.test_client()).open(f"/portal/registered/{sent.token}")
    assert person.sees("已收到您的登记")
    decide(town, sent, "refuse", note="房产证不符")
    assert person.open(f"/portal/registered/{sent.token}").sees("登记未通过核验", "房产证不符")
    assert not desk.open("/desk").sees("王小明")
