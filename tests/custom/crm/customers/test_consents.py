"""1.1: consents are kept as evidence, and withdrawal takes effect (PIPL)."""

from __future__ import annotations

import datetime as dt

import pytest

from app.custom.crm.customers.consents import POLICY_VERSION
from app.generated.consent_record import ConsentRecord
from app.generated.customer import Customer
from app.runtime import records
from app.runtime.errors import AppError, RuleViolation
from tests.custom.crm.town import Town


def agree(town: Town, purpose: str = "sensitive") -> ConsentRecord:
    return records.create(town.as_("王小明"), ConsentRecord, {"purpose": purpose, "granted": True})


def test_a_consent_keeps_version_moment_and_place(town: Town) -> None:
    me = town.resident()
    kept = agree(town)
    assert (kept.customer_id, kept.policy_version, kept.granted_at) == (
        me.id,
        POLICY_VERSION,
        town.ctx.now,
    )
    assert kept.evidence == {"ip": None, "channel": "web"}


def test_a_consent_is_withdrawn_but_never_rewritten(town: Town) -> None:
    town.resident()
    kept = agree(town)
    me = town.as_("王小明")
    with pytest.raises(RuleViolation, match="evidence"):
        records.update(me, ConsentRecord, kept.id, {"granted": False})
    done = records.update(me, ConsentRecord, kept.id, {"withdrawn_at": town.ctx.now})
    assert done.withdrawn_at == town.ctx.now


def test_what_needed_the_consent_is_forgotten_with_it(town: Town) -> None:
    known = town.resident(living_alone_elderly=True)
    kept = agree(town)
    records.update(town.as_("王小明"), ConsentRecord, kept.id, {"withdrawn_at": town.ctx.now})
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    assert town.ctx.get(Customer, known.id).living_alone_elderly is None


def test_the_moment_of_a_withdrawal_is_the_clocks(town: Town) -> None:
    town.resident()
    kept = agree(town)
    done = records.update(
        town.as_("王小明"),
        ConsentRecord,
        kept.id,
        {"withdrawn_at": town.ctx.now - dt.timedelta(days=300)},
    )
    assert done.withdrawn_at == town.ctx.now


def test_that_somebody_lives_alone_is_written_down_with_consent_only(town: Town) -> None:
    me = town.resident()
    with pytest.raises(RuleViolation) as refused:
        records.update(town.as_("csr"), Customer, me.id, {"living_alone_elderly": True})
    assert refused.value.errors[0].field == "living_alone_elderly"
    agree(town)
    done = records.update(town.as_("csr"), Customer, me.id, {"living_alone_elderly": True})
    assert done.living_alone_elderly is True


def test_a_new_customer_is_not_written_down_as_living_alone(town: Town) -> None:
    """Nobody can have consented before there is a customer."""
    given = {
        "project": town.project.id,
        "name": "李奶奶",
        "phone": "13900000077",
        "living_alone_elderly": True,
    }
    with pytest.raises(RuleViolation) as refused:
        records.create(town.as_("csr"), Customer, given)
    assert refused.value.errors[0].field == "living_alone_elderly"
    made = records.create(town.as_("csr"), Customer, {**given, "living_alone_elderly": None})
    assert made.living_alone_elderly is None


def test_nobody_consents_for_somebody_else(town: Town) -> None:
    town.resident()
    other = town.resident("赵六", "13900000002", unit=1)
    with pytest.raises(AppError):
        records.create(
            town.as_("王小明"),
            ConsentRecord,
            {"purpose": "marketing", "granted": True, "customer": other.id},
        )
