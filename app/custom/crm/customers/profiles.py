"""A customer's record keeps itself in order: one form of phone and ID, who may enter, what a move-out needs (1.1)."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.customer import Customer, customer_hooks
from app.generated.occupancy import Occupancy
from app.generated.registration import Registration
from app.generated.work_order import WorkOrder
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import normalise
from ..orders import repeats
from . import accounts, consents, occupancies


@customer_hooks.check
def phone_is_a_mobile_number(customer: Customer, ctx: Context) -> None:
    """People are found, called and logged in by their mobile; a company may give a landline."""
    if "phone" not in ctx.changes or customer.kind in ("company", "developer"):
        return
    if not normalise.is_mobile(customer.phone):
        raise RuleViolation(
            "手机号应为 11 位大陆手机号 / Give a mainland mobile number of 11 digits.",
            field="phone",
        )


@customer_hooks.check
def identity_number_fits_its_kind(customer: Customer, ctx: Context) -> None:
    """ID cards and business licences carry a check digit."""
    if customer.id_no is None or not {"id_no", "id_type"} & set(ctx.changes):
        return
    if customer.id_type in (None, "id") and not normalise.id_is_valid(customer.id_no):
        raise RuleViolation(
            "身份证号校验位不符，请核对 / The check digit of this ID number does not fit.",
            field="id_no",
        )
    if customer.id_type == "uscc" and not normalise.uscc_is_valid(customer.id_no):
        raise RuleViolation(
            "统一社会信用代码不正确，请核对 / This unified social credit code is not right.",
            field="id_no",
        )


@customer_hooks.check
def living_alone_needs_consent(customer: Customer, ctx: Context) -> None:
    """That somebody lives alone is sensitive: it is written down with his separate consent only (PIPL art. 29)."""
    # A registration keeps its consents together with the profile that it makes.
    if not ctx.by_person or not customer.living_alone_elderly:
        return
    if "living_alone_elderly" not in ctx.changes:
        return
    if ctx.operation.action == "create" or not consents.holds(ctx, customer.id, "sensitive"):
        raise RuleViolation(
            "须先取得客户对敏感信息的单独同意 / "
            "The customer has to consent to the use of sensitive data first.",
            field="living_alone_elderly",
            code="no_consent",
        )


@customer_hooks.on_create
@customer_hooks.on_update
def keep_one_form(customer: Customer, ctx: Context) -> None:
    """Phones without blanks or +86, ID numbers in capitals, and the masked phone for lists."""
    if "phone" in ctx.changes or customer.phone_masked is None:
        customer.phone = str(normalise.phone(customer.phone))
        customer.phone_masked = normalise.masked_phone(customer.phone)
    if "phone2" in ctx.changes:
        customer.phone2 = normalise.phone(customer.phone2)
    if "id_no" in ctx.changes:
        customer.id_no = normalise.id_number(customer.id_no)
        if customer.id_no and customer.id_type is None:
            customer.id_type = "id"
    if "login" in ctx.changes:
        occupancies.refresh(ctx, customer)


@customer_hooks.check
def step_is_possible(customer: Customer, ctx: Context) -> None:
    """Verify needs a home; moving out needs everything settled."""
    if ctx.transition_name == "verify" and not occupancies.of(ctx, customer.id):
        raise RuleViolation(
            "请先登记该客户的房屋 / Add a unit to this customer first.", code="no_unit"
        )
    if ctx.transition_name == "verify" and ctx.by_person and len(waiting(ctx, customer.id)) > 1:
        raise RuleViolation(
            "该客户有多份待核验的登记，请逐份核验 / "
            "Several registrations of this customer wait: approve or refuse each of them.",
            code="several_registrations",
        )
    if ctx.transition_name == "move_out":
        still_open = ctx.session.scalars(
            select(WorkOrder.order_no).where(
                WorkOrder.customer_id == customer.id,
                WorkOrder.state.in_(repeats.OPEN),
                WorkOrder.deleted_at.is_(None),
            )
        ).all()
        if still_open:
            raise RuleViolation(
                f"还有未完成的工单：{'、'.join(map(str, still_open))} / "
                f"Work orders are still open: {', '.join(map(str, still_open))}.",
                code="open_orders",
            )
        if customer.arrears:
            raise RuleViolation(
                f"尚欠 {customer.arrears} 元 / {customer.arrears} yuan are still owed.",
                code="arrears",
            )


@customer_hooks.on_transition("verify")
def let_in(customer: Customer, ctx: Context) -> None:
    """Verified: his homes are approved, his login opens, he is welcomed."""
    if not ctx.actor.is_system and customer.verified != "roster":
        customer.verified = "manual"
    for home in occupancies.of(ctx, customer.id):
        if not home.approved:
            ctx.update(home, approved=True)
    accounts.enable(ctx, customer.login_id, active=True)
    occupancies.refresh(ctx, customer, active=True)
    if ctx.by_person:
        finish_with(customer, ctx)
    if customer.login_id is not None:
        ctx.notify(
            [customer.login_id],
            "registration.welcome",
            dedup_key=f"customer:{customer.id}:welcome",
            record=customer,
            who=customer.name,
            customer_no=customer.customer_no,
        )


def finish_with(customer: Customer, ctx: Context) -> None:
    """The form that made this profile is decided with it; other claims on it are not."""
    for form in waiting(ctx, customer.id):
        if form.outcome in ("created", "review"):
            form.verified = customer.verified
            ctx.transition(form, "finish")


def waiting(ctx: Context, customer_id: int) -> list[Registration]:
    """Registrations of this customer that customer service has not decided."""
    return list(
        ctx.query(
            select(Registration)
            .where(
                Registration.customer_id == customer_id,
                Registration.state == "waiting",
                Registration.deleted_at.is_(None),
            )
            .order_by(Registration.id)
        )
    )


@customer_hooks.on_transition("move_out")
def move_out(customer: Customer, ctx: Context) -> None:
    """His homes end today, and his login with them."""
    for home in occupancies.of(ctx, customer.id):
        ctx.update(home, to_date=max(ctx.today, home.from_date))
    accounts.enable(ctx, customer.login_id, active=False)
    occupancies.refresh(ctx, customer, active=False)


@customer_hooks.on_transition("anonymise")
def forget_the_person(customer: Customer, ctx: Context) -> None:
    """Only the number stays, which vouchers and statistics refer to."""
    customer.name = f"已匿名 {customer.customer_no}"
    customer.phone = "00000000000"
    customer.phone_masked = "—"
    for name in PERSONAL:
        setattr(customer, name, None)


PERSONAL = (
    "phone2",
    "email",
    "id_type",
    "id_no",
    "gender",
    "birth_date",
    "emergency_contact",
    "wechat_openid",
    "household_size",
    "elderly_count",
    "child_count",
    "living_alone_elderly",
    "pets",
    "vehicle_count",
    "has_ev",
)


def current_homes(ctx: Context, customer_id: int) -> list[int]:
    """Ids of the units where the customer lives now, the newest first."""
    return list(
        ctx.session.scalars(
            select(Occupancy.unit_id)
            .where(
                Occupancy.customer_id == customer_id,
                Occupancy.deleted_at.is_(None),
                (Occupancy.to_date.is_(None)) | (Occupancy.to_date >= ctx.today),
            )
            .order_by(Occupancy.from_date.desc(), Occupancy.id.desc())
        )
    )
