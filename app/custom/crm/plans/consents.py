"""Consent given, withdrawn, or refused with one press: what was recommended by it is masked at once (1.2, PIPL art. 15 and 24)."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import or_, select

from app.custom.crm.customers import consents
from app.generated.consent_record import ConsentRecord, consent_record_hooks
from app.generated.occupancy import Occupancy
from app.generated.service_plan import ServicePlan
from app.generated.service_plan_template import ServicePlanTemplate
from app.runtime import records
from app.runtime.context import Context

from . import proposing, words
from .recommending import JOB, STANDING

OPEN = ("draft", "proposed")
WITHDRAWN = "客户撤回了同意 / The resident withdrew the consent"


def opt_out(ctx: Context) -> None:
    """One press of the resident: every consent to profiling is withdrawn, and that he refuses is on record."""
    customer = ctx.actor.value(("customer",))
    with records.writing(ctx):
        for id in ctx.session.scalars(
            select(ConsentRecord.id).where(
                ConsentRecord.customer_id == customer, ConsentRecord.purpose == "profiling",
                ConsentRecord.granted.is_(True), ConsentRecord.withdrawn_at.is_(None),
                ConsentRecord.deleted_at.is_(None),
            )
        ).all():  # fmt: skip
            records.update(ctx, ConsentRecord, id, {"withdrawn_at": ctx.now})
        records.create(ctx, ConsentRecord, {"purpose": "profiling", "granted": False})


@consent_record_hooks.on_update
def stop_at_once(consent: ConsentRecord, ctx: Context) -> None:
    """In the same transaction as the withdrawal; a consent that was given twice is withdrawn twice."""
    if "withdrawn_at" not in ctx.changes or consent.customer_id is None:
        return
    if consent.purpose in ("profiling", "sensitive"):
        ctx.session.flush()
        if not consents.holds(ctx, consent.customer_id, consent.purpose):
            mask(ctx, consent.customer_id, consent.purpose)


@consent_record_hooks.on_create
def follow_what_was_said(consent: ConsentRecord, ctx: Context) -> None:
    """Yes: his profile is looked at right after the commit. No to profiling: the standard plan is offered instead."""
    if consent.customer_id is None or consent.purpose not in ("profiling", "sensitive"):
        return
    if consent.granted:
        ctx.enqueue(JOB, customers=[consent.customer_id])
    elif consent.purpose == "profiling":
        offer_standard(ctx, consent.customer_id)


def mask(ctx: Context, customer: int, purpose: str) -> None:
    """Reasons go; what was not accepted yet goes with them. What he accepted is a contract and stays until somebody ends it."""
    plans = ctx.query(
        select(ServicePlan).where(
            ServicePlan.customer_id == customer, ServicePlan.personal.is_(True),
            ServicePlan.deleted_at.is_(None),
        )
    ).all()  # fmt: skip
    for plan in plans:
        if purpose == "profiling":
            ctx.update(plan, score=None, explanation=[words.ERASED], uses_sensitive=False)
            goes = True
        else:
            goes = _without_sensitive(ctx, plan)
        if goes and plan.state in OPEN:
            ctx.transition(plan, "withdraw", note=WITHDRAWN)


def _without_sensitive(ctx: Context, plan: ServicePlan) -> bool:
    """Sensitive lines count as nothing; returns whether what is left is too little to recommend it."""
    template = ctx.get(ServicePlanTemplate, plan.template_id)
    if not isinstance(plan.explanation, list) or words.read(template.id, plan.explanation) is None:
        return False
    left = words.masked(plan.explanation)
    scored = words.read(template.id, left)
    score = scored.score * 100 if scored is not None else Decimal(0)
    ctx.update(plan, score=score, explanation=left, uses_sensitive=False)
    return bool(template.needs_sensitive) or score < template.threshold


def offer_standard(ctx: Context, customer: int) -> None:
    """The plan that weighs nothing, proposed to whoever does not want to be weighed; once.

    What stands in its way never stands in the way of his no: then it is a draft for customer service.
    """
    template = ctx.query(
        select(ServicePlanTemplate)
        .where(
            ServicePlanTemplate.standard.is_(True), ServicePlanTemplate.state == "active",
            ServicePlanTemplate.deleted_at.is_(None),
        )
        .order_by(ServicePlanTemplate.code)
        .limit(1)
    ).first()  # fmt: skip
    home = ctx.query(
        select(Occupancy)
        .where(
            Occupancy.customer_id == customer, Occupancy.approved.is_(True),
            or_(Occupancy.to_date.is_(None), Occupancy.to_date >= ctx.today),
            Occupancy.deleted_at.is_(None),
        )
        .order_by(Occupancy.id)
        .limit(1)
    ).first()  # fmt: skip
    if template is None or home is None:
        return
    there = ctx.session.scalar(
        select(ServicePlan.id)
        .where(
            ServicePlan.customer_id == customer, ServicePlan.template_id == template.id,
            ServicePlan.state.in_(STANDING), ServicePlan.deleted_at.is_(None),
        )
        .limit(1)
    )  # fmt: skip
    if there is None:
        plan = ctx.create(
            ServicePlan, customer=customer, unit=home.unit_id, project=home.project_id, template=template.id
        )  # fmt: skip
        if proposing.may_be_proposed(ctx, plan):
            ctx.transition(plan, "propose")
