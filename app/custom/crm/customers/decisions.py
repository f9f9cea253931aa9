"""Customer service decides what the rules could not: same person or not (1.1)."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.customer import Customer
from app.generated.duplicate_review import DuplicateReview, duplicate_review_hooks
from app.generated.occupancy import Occupancy
from app.generated.owner_record import OwnerRecord, owner_record_hooks
from app.generated.registration import Registration, registration_hooks
from app.generated.unit import Unit
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from app.runtime.system import TransitionLog

from .. import normalise
from ..contact import sms
from . import accounts
from . import profiles as customers
from .matching import find_unit
from .registration import create_customer, let_in, link_customer, unit_of


@registration_hooks.on_transition("link")
def link_after_all(form: Registration, ctx: Context) -> None:
    """It is the person we know: the home is added, and he may log in."""
    customer = ctx.get(Customer, form.customer_id or 0)
    unit = unit_of(form, ctx)
    link_customer(form, customer, unit, ctx, trusted=True)
    _looked_at(form)


@registration_hooks.on_transition("accept_as_new")
def create_after_all(form: Registration, ctx: Context) -> None:
    """It is somebody else: a profile of his own, verified by the person who looked."""
    customer = create_customer(form, unit_of(form, ctx), ctx, on_roster=form.verified == "roster")
    ctx.transition(customer, "verify")
    _looked_at(form)


def _looked_at(form: Registration) -> None:
    """A person has decided; the password has gone to the login."""
    form.password = None
    if form.verified != "roster":
        form.verified = "manual"


@registration_hooks.check
def customer_is_still_ours(form: Registration, ctx: Context) -> None:
    """Who has moved out or was merged is not let in by an old registration."""
    if ctx.transition_name != "approve":
        return
    if ctx.get(Customer, form.customer_id or 0).state not in ("pending", "active"):
        raise RuleViolation(
            "该客户已迁出或合并，请不通过并说明原因 / "
            "This customer has moved out or was merged; refuse and say why.",
            code="no_customer",
        )


@registration_hooks.on_transition("approve")
def approve(form: Registration, ctx: Context) -> None:
    """Customer service has made sure who it is: the home is his, and this form's password opens the login."""
    customer = ctx.get(Customer, form.customer_id or 0)
    home = _claimed(form, ctx)
    if home is not None:
        ctx.update(home, approved=True)
    is_known = customer.state == "active"
    let_in(form, customer, ctx)
    _looked_at(form)
    if is_known and accounts.is_open(ctx, customer.login_id):
        ctx.notify(
            [customer.login_id],
            "registration.approved",
            dedup_key=f"registration:{form.id}:approved",
            record=customer,
            unit=unit_of(form, ctx).full_no,
        )


@registration_hooks.on_transition("refuse")
def refuse(form: Registration, ctx: Context) -> None:
    """Not the person, or not his home: what the form claimed goes, and he is told why."""
    form.password = None
    if form.outcome == "suggested" or form.customer_id is None:
        # It has claimed nothing yet: the customer on it is only whom it resembles.
        return
    customer = ctx.get(Customer, form.customer_id)
    home = _claimed(form, ctx)
    if home is not None:
        ctx.delete(home)
    if accounts.is_open(ctx, customer.login_id):
        ctx.notify(
            [customer.login_id],
            "registration.refused",
            dedup_key=f"registration:{form.id}:refused",
            record=customer,
            unit=unit_of(form, ctx).full_no,
            note=ctx.note,
        )
    elif form.outcome in ("created", "review"):
        accounts.withdraw(ctx, customer)


def _claimed(form: Registration, ctx: Context) -> Occupancy | None:
    """The home that this form asks for and that nobody has approved; on a refusal only if no other form asks for it."""
    unit = unit_of(form, ctx)
    if ctx.transition_name == "refuse" and _is_asked_for_again(form, unit, ctx):
        return None
    return ctx.query(
        select(Occupancy).where(
            Occupancy.customer_id == form.customer_id,
            Occupancy.unit_id == unit.id,
            Occupancy.approved.is_(False),
            Occupancy.deleted_at.is_(None),
        )
    ).first()


def _is_asked_for_again(form: Registration, unit: Unit, ctx: Context) -> bool:
    """By another waiting form of the same customer, however it spells the home."""
    others = ctx.query(
        select(Registration).where(
            Registration.customer_id == form.customer_id,
            Registration.state == "waiting",
            Registration.id != form.id,
            Registration.deleted_at.is_(None),
        )
    )
    found = (
        find_unit(ctx, one.project_id, one.building_no, one.entrance_no, one.room_no)
        for one in others
    )
    return any(other is not None and other.id == unit.id for other in found)


@registration_hooks.after_transition("approve")
@registration_hooks.after_transition("refuse")
def tell_the_person(form: Registration, ctx: Context) -> None:
    """By a short message to the mobile of the form, where there is a gateway: he may have no login to read in."""
    gateway = sms.gateway()
    if gateway is None:
        return
    if form.state == "refused":
        why = reason_of(form, ctx)
        text = f"您的登记未通过核验：{why}。 / Your registration was refused: {why}"
    else:
        text = "您的登记已核验通过，现在可以登录。 / Your registration is approved: log in now."
    gateway.send(form.phone, text, key=f"registration-{form.id}-{form.state}")


def reason_of(form: Registration, ctx: Context) -> str:
    """What customer service wrote when it refused."""
    note = ctx.session.scalar(
        select(TransitionLog.note)
        .where(
            TransitionLog.entity == Registration.key(),
            TransitionLog.record_id == form.id,
            TransitionLog.transition == "refuse",
        )
        .order_by(TransitionLog.id.desc())
        .limit(1)
    )
    return (note or "").strip().rstrip("。.")


@duplicate_review_hooks.on_transition("merge")
def merge_the_pair(review: DuplicateReview, ctx: Context) -> None:
    """The new profile goes into the known one."""
    ctx.transition(ctx.get(Customer, review.customer_id), "merge", merged_into=review.candidate_id)


@duplicate_review_hooks.on_transition("keep")
def keep_both(review: DuplicateReview, ctx: Context) -> None:
    """Different people: a roster match lets the new one in now."""
    customer = ctx.get(Customer, review.customer_id)
    if customer.state == "pending" and customer.verified == "roster":
        ctx.transition(customer, "verify")
        customers.finish_with(customer, ctx)


@owner_record_hooks.on_create
@owner_record_hooks.on_update
def roster_phone_has_one_form(owner: OwnerRecord, ctx: Context) -> None:
    """Rosters come with blanks and dashes."""
    owner.phone = str(normalise.phone(owner.phone))
