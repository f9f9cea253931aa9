"""Consents are evidence: given, perhaps withdrawn, never rewritten; withdrawal takes effect at once (1.1, PIPL)."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.consent_record import ConsentRecord, consent_record_hooks
from app.generated.customer import Customer
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

POLICY_VERSION = "2026-01"
"""The privacy policy that the forms show; kept with every consent."""

WITHDRAWABLE = {"withdrawn_at"}


def holds(ctx: Context, customer_id: int, purpose: str) -> bool:
    """Has the customer agreed to this purpose, and not withdrawn it?"""
    return (
        ctx.session.scalar(
            select(ConsentRecord.id)
            .where(
                ConsentRecord.customer_id == customer_id,
                ConsentRecord.purpose == purpose,
                ConsentRecord.granted.is_(True),
                ConsentRecord.withdrawn_at.is_(None),
                ConsentRecord.deleted_at.is_(None),
            )
            .limit(1)
        )
        is not None
    )


@consent_record_hooks.check
def a_consent_is_not_rewritten(consent: ConsentRecord, ctx: Context) -> None:
    """After it was given only its withdrawal can be added, and that only once."""
    if ctx.operation.action != "update":
        return
    rewritten = sorted(set(ctx.changes) - WITHDRAWABLE - {"customer"})
    if rewritten:
        raise RuleViolation(
            "同意记录是凭证，不能修改；请撤回后重新同意 / "
            "A consent is evidence; withdraw it and give a new one.",
            field=rewritten[0],
        )
    before, _ = ctx.changes.get("withdrawn_at", (None, None))
    if before is not None:
        raise RuleViolation("已经撤回 / It was withdrawn already.", field="withdrawn_at")


@consent_record_hooks.on_create
def keep_what_was_shown(consent: ConsentRecord, ctx: Context) -> None:
    """The version of the policy, and where the consent came from."""
    consent.policy_version = consent.policy_version or POLICY_VERSION
    consent.evidence = consent.evidence or {"ip": ctx.ip, "channel": ctx.channel}


@consent_record_hooks.on_update
def stop_using_the_data(consent: ConsentRecord, ctx: Context) -> None:
    """Without consent to sensitive data the record does not say that somebody lives alone."""
    if consent.withdrawn_at is None:
        return
    if "withdrawn_at" in ctx.changes:
        # The moment is evidence, so it is the clock's and not the writer's.
        consent.withdrawn_at = ctx.now
    if consent.customer_id is None:
        return
    if consent.purpose == "sensitive":
        customer = ctx.get(Customer, consent.customer_id)
        if customer.living_alone_elderly is not None:
            ctx.update(customer, living_alone_elderly=None)
