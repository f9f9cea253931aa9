"""A filled-in form becomes a customer: roster, duplicates, consents, number, login, in one transaction (1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from sqlalchemy import or_, select

from app.generated.consent_record import ConsentRecord
from app.generated.customer import Customer
from app.generated.duplicate_review import DuplicateReview
from app.generated.occupancy import Occupancy
from app.generated.registration import Registration, registration_hooks
from app.generated.unit import Unit
from app.runtime import records
from app.runtime.accounts.passwords import hash_password
from app.runtime.context import Context
from app.runtime.errors import FieldError, RuleViolation, ValidationFailed, message

from .. import normalise, people
from . import accounts, phone_codes
from .consents import POLICY_VERSION
from .duplicates import Match
from .matching import find_match, find_unit, is_on_roster

CONSENTS = ("service", "profiling", "sensitive", "marketing")


def register(ctx: Context, values: Mapping[str, Any]) -> Registration:
    """Store a form; the same token again returns what it became the first time."""
    token = str(values.get("token") or "")
    try:
        with records.writing(ctx):
            return by_token(ctx, token) or records.create(ctx, Registration, dict(values))
    except ValidationFailed:
        # Sent twice at one moment: the other one was first, so what it became is the answer.
        known = by_token(ctx, token)
        if known is None:
            raise
        return known


def by_token(ctx: Context, token: str) -> Registration | None:
    """The registration that a form with this token made."""
    if not token:
        return None
    found: Registration | None = ctx.session.scalars(
        select(Registration).where(Registration.token == token, Registration.deleted_at.is_(None))
    ).first()
    return found


# -- the form -------------------------------------------------------------------------------------


@registration_hooks.check
def form_is_complete_and_true(form: Registration, ctx: Context) -> None:
    """All problems of the form at once."""
    if ctx.operation.action != "create":
        return
    errors: list[FieldError] = []
    if not normalise.is_mobile(form.phone):
        errors.append(_wrong("phone", "请填写 11 位手机号", "Give a mobile number of 11 digits."))
    if form.id_no and not normalise.id_is_valid(form.id_no):
        errors.append(_wrong("id_no", "身份证号校验位不符", "The check digit does not fit."))
    if form.id_no and not form.consent_sensitive:
        errors.append(
            _wrong(
                "consent_sensitive",
                "填写身份证号须同意处理敏感信息，或将其留空",
                "An ID number needs your consent to sensitive data; or leave it empty.",
            )
        )
    if find_unit(ctx, form.project_id, form.building_no, form.entrance_no, form.room_no) is None:
        errors.append(
            _wrong(
                "room_no",
                "该小区没有这套房屋，请核对楼号、单元和房号",
                "There is no such unit; check building, entrance and room.",
            )
        )
    if form.password:
        try:
            accounts.refuse_weak(form.password, name=form.name, phone=form.phone)
        except ValidationFailed as problem:
            errors.extend(problem.errors)
    if errors:
        raise ValidationFailed(errors)


def _wrong(field: str, zh: str, en: str) -> FieldError:
    return FieldError(field, "invalid", message(zh=zh, en=en))


# -- what becomes of it ---------------------------------------------------------------------------


@registration_hooks.on_create
def make_the_customer(form: Registration, ctx: Context) -> None:
    """Known person: link. Near duplicate: customer service decides. Else a new profile."""
    form.phone = str(normalise.phone(form.phone))
    form.policy_version = POLICY_VERSION
    # From here on there is only the hash; while customer service decides it waits on the form.
    form.password = hash_password(form.password) if form.password else None
    unit = unit_of(form, ctx)
    form.phone_proved = _is_his_phone(form, ctx)
    # Anybody can know an owner's number; who has the mobile in his hands is the owner.
    on_roster = bool(form.phone_proved) and is_on_roster(ctx, unit.id, form.phone)
    form.verified = "roster" if on_roster else "none"
    match = find_match(ctx, form, unit)
    form.score = match.score if match else None
    if match is not None and match.verdict == "same":
        link_customer(
            form, ctx.get(Customer, match.candidate.id or 0), unit, ctx, trusted=on_roster
        )
        ctx.transition(form, "finish" if on_roster else "wait")
    elif match is not None and match.verdict == "duplicate":
        _block(form, match, ctx)
        ctx.transition(form, "block")
    else:
        customer = create_customer(form, unit, ctx, on_roster=on_roster)
        if match is not None:
            form.outcome = "review"
            _queue(form, customer, match, ctx)
        elif on_roster:
            ctx.transition(customer, "verify")
        if customer.state == "pending":
            _ask_for_verification(form, unit, ctx)
        ctx.transition(form, "wait" if customer.state == "pending" else "finish")
    forget_secrets(form)


def _is_his_phone(form: Registration, ctx: Context) -> bool:
    """He typed the code that was sent to it, or he stands at the desk of customer service."""
    at_the_desk = ctx.by_person and "csr" in ctx.actor.roles
    return at_the_desk or phone_codes.is_proved(ctx, form.token, form.phone)


def forget_secrets(form: Registration) -> None:
    """The ID number is the customer's now; the password is the login's.

    While customer service decides whether this is the person we know, its hash waits on the form.
    """
    form.id_no = None
    undecided = form.outcome == "suggested" or (
        form.outcome == "linked" and form.verified != "roster"
    )
    if not undecided:
        form.password = None


def unit_of(form: Registration, ctx: Context) -> Unit:
    unit = find_unit(ctx, form.project_id, form.building_no, form.entrance_no, form.room_no)
    if unit is None:
        raise RuleViolation("房屋不存在 / There is no such unit.", field="room_no")
    return unit


def create_customer(form: Registration, unit: Unit, ctx: Context, *, on_roster: bool) -> Customer:
    sensitive = bool(form.consent_sensitive)
    customer = ctx.create(
        Customer,
        project=unit.project_id,
        kind=_kind(form.role),
        name=form.name.strip(),
        phone=form.phone,
        email=form.email,
        id_type="id" if form.id_no else None,
        id_no=form.id_no,
        household_size=form.household_size,
        elderly_count=form.elderly_count,
        living_alone_elderly=bool(form.living_alone_elderly) if sensitive else None,
        source=form.source or "web",
        verified="roster" if on_roster else "none",
    )
    _occupy(form, customer, unit, ctx, approved=on_roster)
    _keep_consents(form, customer, ctx)
    accounts.open_for(ctx, customer, form.password, active=False)
    form.customer_id = customer.id
    form.outcome = "created"
    return customer


def _kind(role: str) -> Literal["owner", "tenant", "family"]:
    return "tenant" if role == "tenant" else "family" if role == "family" else "owner"


def _occupy(
    form: Registration, customer: Customer, unit: Unit, ctx: Context, *, approved: bool
) -> None:
    lives_there = ctx.session.scalar(
        select(Occupancy.id).where(
            Occupancy.customer_id == customer.id,
            Occupancy.unit_id == unit.id,
            Occupancy.deleted_at.is_(None),
            or_(Occupancy.to_date.is_(None), Occupancy.to_date >= ctx.today),
        )
    )
    if lives_there is None:
        ctx.create(
            Occupancy,
            customer=customer.id,
            unit=unit.id,
            role=form.role,
            from_date=ctx.today,
            approved=approved,
        )


def _keep_consents(form: Registration, customer: Customer, ctx: Context) -> None:
    """One record per purpose, the refused ones too: what was asked and what was said."""
    for purpose in CONSENTS:
        ctx.create(
            ConsentRecord,
            customer=customer.id,
            purpose=purpose,
            policy_version=POLICY_VERSION,
            granted=bool(getattr(form, f"consent_{purpose}")),
            granted_at=ctx.now,
            evidence={"ip": ctx.ip, "form": form.token, "channel": ctx.channel},
        )


def link_customer(
    form: Registration, customer: Customer, unit: Unit, ctx: Context, *, trusted: bool
) -> None:
    """The same person again: a new home on the known profile.

    Who is known only by what anybody could write gets no login before customer service has looked.
    """
    _occupy(form, customer, unit, ctx, approved=trusted)
    _keep_consents(form, customer, ctx)
    form.customer_id = customer.id
    form.outcome = "linked"
    if trusted:
        let_in(form, customer, ctx)
    else:
        _ask_for_verification(form, unit, ctx)


def let_in(form: Registration, customer: Customer, ctx: Context) -> None:
    """This registration is the person's own: its password opens the login, unless one is open already."""
    if customer.state in ("pending", "active"):
        accounts.open_for(ctx, customer, form.password, active=True)
    if customer.state == "pending":
        ctx.transition(customer, "verify")


def _block(form: Registration, match: Match, ctx: Context) -> None:
    """Very probably somebody we know: no second profile, customer service links or overrides."""
    form.customer_id = match.candidate.id
    form.outcome = "suggested"
    known = ctx.get(Customer, match.candidate.id or 0)
    _tell_of_duplicate(form, known, match, ctx)


def _queue(form: Registration, customer: Customer, match: Match, ctx: Context) -> None:
    """Perhaps somebody we know: a case for the review queue."""
    known = ctx.get(Customer, match.candidate.id or 0)
    ctx.create(
        DuplicateReview,
        customer=customer.id,
        candidate=known.id,
        score=match.score,
        detail={part: str(value) for part, value in match.parts.items()},
        registration=form.id,
    )
    _tell_of_duplicate(form, known, match, ctx)


def _tell_of_duplicate(form: Registration, known: Customer, match: Match, ctx: Context) -> None:
    ctx.notify(
        people.holders(ctx, "csr", form.project_id),
        "registration.duplicate",
        dedup_key=f"registration:{form.id}:duplicate",
        record=form,
        who=form.name,
        known=known.customer_no,
        score=str(match.score),
    )


def _ask_for_verification(form: Registration, unit: Unit, ctx: Context) -> None:
    ctx.notify(
        people.holders(ctx, "csr", form.project_id),
        "registration.waiting",
        dedup_key=f"registration:{form.id}:waiting",
        record=form,
        who=form.name,
        unit=unit.full_no,
    )
