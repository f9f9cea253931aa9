"""Customer service decides what the rules could not: same person or not (1.1)."""

from __future__ import annotations

from app.generated.customer import Customer
from app.generated.duplicate_review import DuplicateReview, duplicate_review_hooks
from app.generated.owner_record import OwnerRecord, owner_record_hooks
from app.generated.registration import Registration, registration_hooks
from app.runtime.context import Context

from . import normalise
from .registration import create_customer, link_customer, unit_of


@registration_hooks.on_transition("link")
def link_after_all(form: Registration, ctx: Context) -> None:
    """It is the person we know: the home is added, and he may log in."""
    customer = ctx.get(Customer, form.customer_id or 0)
    unit = unit_of(form, ctx)
    link_customer(form, customer, unit, ctx, trusted=True)
    form.password = None


@registration_hooks.on_transition("accept_as_new")
def create_after_all(form: Registration, ctx: Context) -> None:
    """It is somebody else: a profile of his own, verified by the person who looked."""
    customer = create_customer(form, unit_of(form, ctx), ctx, on_roster=form.verified == "roster")
    ctx.transition(customer, "verify")
    form.password = None


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


@owner_record_hooks.on_create
@owner_record_hooks.on_update
def roster_phone_has_one_form(owner: OwnerRecord, ctx: Context) -> None:
    """Rosters come with blanks and dashes."""
    owner.phone = str(normalise.phone(owner.phone))
