"""1.1: a form becomes a customer (domain.md §4.1)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from app.custom.crm.customers import registration
from app.generated.consent_record import ConsentRecord
from app.generated.customer import Customer
from app.generated.duplicate_review import DuplicateReview
from app.generated.occupancy import Occupancy
from app.generated.registration import Registration
from app.generated.work_order import WorkOrder
from app.runtime import notify, query, records
from app.runtime.accounts import login
from app.runtime.accounts.users import User
from app.runtime.errors import NotFound, RuleViolation, ValidationFailed
from tests.custom.crm.town import Town

PHONE = "13900000001"


def form(town: Town, *, proved: bool = True, **values: Any) -> Registration:
    """What a visitor sends; he has typed the code that came to his mobile."""
    given: dict[str, Any] = {
        "token": "form-1",
        "project": town.project.id,
        "building_no": "3栋",
        "entrance_no": "2",
        "room_no": "1501",
        "role": "owner",
        "name": "王小明",
        "phone": PHONE,
        "password": "Yunxi-3-2-1501",
        "consent_service": True,
        **values,
    }
    if proved:
        town.prove_phone(given["token"], given["phone"])
    return registration.register(town.visitor(), given)


def customer_of(town: Town, sent: Registration) -> Customer:
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    return town.ctx.get(Customer, sent.customer_id or 0)


def count(town: Town, entity: Any) -> int:
    town.ctx.session.rollback()
    return int(
        town.ctx.session.scalar(
            select(func.count()).select_from(entity).where(entity.deleted_at.is_(None))
        )
        or 0
    )


def test_an_owner_on_the_roster_is_a_customer_at_once(town: Town) -> None:
    town.roster_entry("王小明", PHONE)
    sent = form(town)
    made = customer_of(town, sent)
    assert (sent.state, sent.outcome, sent.verified) == ("done", "created", "roster")
    assert (made.state, made.verified, made.customer_no) == ("active", "roster", "KH-YX-000001")
    assert made.phone_masked == "139****0001"


@pytest.mark.parametrize(
    ("building", "entrance", "room"),
    [("3", "2单元", "1501室"), ("03号楼", "02", "1501"), ("３栋", "２", "１５０１")],
)
def test_a_home_is_found_however_its_number_is_written(
    town: Town, building: str, entrance: str, room: str
) -> None:
    sent = form(town, building_no=building, entrance_no=entrance, room_no=room)
    assert sent.customer_id is not None


def test_who_only_knows_an_owners_number_gets_no_login_and_waits(town: Town) -> None:
    """Without the code nothing shows that the mobile is his."""
    town.roster_entry("王小明", PHONE)
    sent = form(town, proved=False)
    made = customer_of(town, sent)
    assert (sent.outcome, sent.verified, sent.phone_proved) == ("created", "none", False)
    assert (made.state, made.verified) == ("pending", "none")
    assert login.authenticate(PHONE, "Yunxi-3-2-1501") is None
    assert "registration.waiting" in [row.template for row in notify.inbox(town.as_("csr"))]


def test_a_known_customers_number_alone_opens_no_login_on_his_profile(town: Town) -> None:
    """Same name and number is the same person, but not the same pair of hands."""
    town.roster_entry("王小明", PHONE)
    known = town.ctx_create(
        Customer, project=town.project.id, name="王小明", phone=PHONE, source="import"
    )
    sent = form(town, proved=False)
    assert (sent.outcome, sent.customer_id) == ("linked", known.id)
    assert customer_of(town, sent).state == "pending"
    assert login.authenticate(PHONE, "Yunxi-3-2-1501") is None


def test_a_code_for_another_number_or_another_form_proves_nothing(town: Town) -> None:
    town.roster_entry("王小明", PHONE)
    town.prove_phone("form-1", "13900000009")
    town.prove_phone("form-2", PHONE)
    assert form(town, proved=False).phone_proved is False


def test_customer_service_at_the_desk_has_seen_the_person(town: Town) -> None:
    town.roster_entry("王小明", PHONE)
    sent = records.create(
        town.as_("csr"),
        Registration,
        {
            "token": "desk-1",
            "project": town.project.id,
            "building_no": "3",
            "entrance_no": "2",
            "room_no": "1501",
            "name": "王小明",
            "phone": PHONE,
            "consent_service": True,
        },
    )
    assert (sent.phone_proved, sent.verified) == (True, "roster")


def test_he_can_log_in_and_sees_his_home(town: Town) -> None:
    town.roster_entry("王小明", PHONE)
    sent = form(town)
    user = login.authenticate(PHONE, "Yunxi-3-2-1501")
    assert user is not None
    me = town.for_user(user)
    assert me.actor.roles == {"customer"}
    assert me.actor.value(("customer",)) == sent.customer_id
    assert me.actor.value(("units",)) == {town.units[0].id}


def test_he_can_ask_for_something_right_away(town: Town) -> None:
    town.roster_entry("王小明", PHONE)
    form(town)
    me = town.for_user(login.authenticate(PHONE, "Yunxi-3-2-1501"))
    order = records.create(me, WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[0].id})
    assert order.state == "assigned"


def test_somebody_not_on_the_roster_waits_for_customer_service(town: Town) -> None:
    sent = form(town)
    made = customer_of(town, sent)
    assert (made.state, made.verified) == ("pending", "none")
    assert login.authenticate(PHONE, "Yunxi-3-2-1501") is None
    assert "registration.waiting" in [row.template for row in notify.inbox(town.as_("csr"))]


def test_customer_service_verifies_and_lets_him_in(town: Town) -> None:
    made = customer_of(town, form(town))
    records.transition(town.as_("csr"), Customer, made.id, "verify")
    assert customer_of(town, form(town)).verified == "manual"
    user = login.authenticate(PHONE, "Yunxi-3-2-1501")
    assert user is not None
    assert town.for_user(user).actor.value(("units",)) == {town.units[0].id}


def test_the_same_form_twice_is_one_customer(town: Town) -> None:
    first, second = form(town), form(town)
    assert first.id == second.id
    assert count(town, Customer) == 1


def test_the_same_form_twice_at_one_moment_is_one_customer_and_no_error(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one looked before the first one was stored."""
    first = form(town)
    real = registration.by_token
    answers = iter([None])
    monkeypatch.setattr(
        registration, "by_token", lambda ctx, token: next(answers, real(ctx, token))
    )
    assert form(town).id == first.id
    assert count(town, Customer) == 1


def test_every_consent_is_kept_the_refused_ones_too(town: Town) -> None:
    sent = form(town, consent_profiling=True)
    kept = {
        row.purpose: (row.granted, row.policy_version)
        for row in town.ctx.session.scalars(
            select(ConsentRecord).where(ConsentRecord.customer_id == sent.customer_id)
        )
    }
    assert kept == {
        "service": (True, "2026-01"),
        "profiling": (True, "2026-01"),
        "sensitive": (False, "2026-01"),
        "marketing": (False, "2026-01"),
    }


def test_without_consent_to_the_service_nothing_is_stored(town: Town) -> None:
    with pytest.raises(ValidationFailed, match="consent"):
        form(town, consent_service=False)
    assert count(town, Registration) == count(town, Customer) == 0


def test_all_that_is_wrong_is_said_at_once(town: Town) -> None:
    with pytest.raises(ValidationFailed) as refused:
        form(town, phone="12345678901", room_no="9999", password="123456789012")
    assert {error.field for error in refused.value.errors} == {"phone", "room_no", "password"}
    assert count(town, Registration) == 0


def test_an_identity_number_needs_consent_and_its_check_digit(town: Town) -> None:
    with pytest.raises((RuleViolation, ValidationFailed)) as refused:
        form(town, id_no="99999919900101001X")
    assert {error.field for error in refused.value.errors} >= {"id_no"}
    with pytest.raises(ValidationFailed) as refused:
        form(town, id_no="11010519491231002X")
    assert [error.field for error in refused.value.errors] == ["consent_sensitive"]


def test_neither_password_nor_identity_number_stay_on_the_form(town: Town) -> None:
    sent = form(town, id_no="11010519491231002X", consent_sensitive=True)
    assert (sent.password, sent.id_no) == (None, None)
    assert customer_of(town, sent).id_no == "11010519491231002X"


def test_the_same_person_with_another_home_is_linked_not_doubled(town: Town) -> None:
    town.roster_entry("王小明", PHONE)
    town.roster_entry("王小明", PHONE, unit=2)
    form(town)
    again = form(town, token="form-2", room_no="1601")
    assert again.outcome == "linked"
    assert count(town, Customer) == 1
    assert count(town, Occupancy) == 2
    assert town.for_user(login.authenticate(PHONE, "Yunxi-3-2-1501")).actor.value(("units",)) == {
        town.units[0].id,
        town.units[2].id,
    }


def test_a_stranger_who_knows_name_and_phone_gets_neither_login_nor_home(town: Town) -> None:
    town.resident()
    sent = form(town, room_no="1502", password="Another-Horse-9-Pasture")
    assert sent.outcome == "linked"
    assert login.authenticate(PHONE, "Another-Horse-9-Pasture") is None
    owner = town.for_user(town.logins["王小明"])
    assert owner.actor.value(("units",)) == {town.units[0].id}


def test_a_near_duplicate_is_decided_by_customer_service(town: Town) -> None:
    """O1.2: 王小明 and 王晓明 with one phone in one home score 0.9231."""
    town.resident("王晓明", PHONE)
    sent = form(town)
    assert (sent.state, sent.outcome, sent.score) == ("blocked", "suggested", Decimal("0.9231"))
    assert count(town, Customer) == 1
    assert "registration.duplicate" in [row.template for row in notify.inbox(town.as_("csr"))]


def test_customer_service_overrides_and_a_profile_is_made(town: Town) -> None:
    town.resident("王晓明", PHONE)
    sent = form(town)
    done = records.transition(
        town.as_("csr"), Registration, sent.id, "accept_as_new", note="父子同住，共用手机"
    )
    assert (done.state, done.outcome) == ("done", "created")
    assert customer_of(town, done).state == "active"
    assert count(town, Customer) == 2


def test_customer_service_links_after_all(town: Town) -> None:
    known = town.resident("王晓明", PHONE)
    sent = form(town)
    done = records.transition(town.as_("csr"), Registration, sent.id, "link")
    assert (done.outcome, done.customer_id) == ("linked", known.id)
    assert count(town, Customer) == 1


def test_a_shared_phone_makes_a_profile_and_a_case_to_review(town: Town) -> None:
    """O1.4: 0.7692 is between review and duplicate."""
    town.resident("李红", PHONE)
    sent = form(town)
    assert (sent.outcome, sent.score) == ("review", Decimal("0.7692"))
    case = town.ctx.session.scalars(select(DuplicateReview)).one()
    assert (case.state, case.customer_id, case.score) == (
        "open",
        sent.customer_id,
        Decimal("0.7692"),
    )
    assert customer_of(town, sent).state == "pending"


def test_a_namesake_with_another_phone_is_new(town: Town) -> None:
    """O1.3"""
    town.resident("王小明", "13900000009")
    sent = form(town)
    assert sent.outcome == "created"
    assert count(town, Customer) == 2


def test_a_login_name_that_is_taken_falls_back_to_the_customer_number(town: Town) -> None:
    town.people.user("employee", username=PHONE)
    town.roster_entry("王小明", PHONE)
    made = customer_of(town, form(town))
    user = town.ctx.session.get(User, made.login_id or 0)
    assert user is not None
    assert user.username == "kh-yx-000001"


def test_a_customer_sees_only_himself(town: Town) -> None:
    town.resident()
    other = town.resident("赵六", "13900000002", unit=1)
    with pytest.raises(NotFound):
        query.get(town.as_("王小明"), Customer, other.id)


def test_moving_out_closes_homes_and_login(town: Town) -> None:
    known = town.resident()
    records.transition(town.as_("csr"), Customer, known.id, "move_out")
    town.ctx.session.rollback()
    user = town.ctx.session.get(User, town.logins["王小明"])
    assert user is not None
    assert not user.active


def test_who_has_an_open_order_does_not_move_out(town: Town) -> None:
    known = town.resident()
    records.create(
        town.as_("王小明"), WorkOrder, {"summary": "厨房水管漏水", "unit": town.units[0].id}
    )
    with pytest.raises(RuleViolation, match="GD20260304-0001"):
        records.transition(town.as_("csr"), Customer, known.id, "move_out")
