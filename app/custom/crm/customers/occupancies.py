"""Who lives where, who pays, and whose login opens which home; access ends with the occupancy (1.1, §5)."""

from __future__ import annotations

from sqlalchemy import or_, select

from app.generated.customer import Customer
from app.generated.occupancy import Occupancy, occupancy_hooks
from app.generated.unit import Unit
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import schedule


def of(ctx: Context, customer_id: int) -> list[Occupancy]:
    """The occupancies of a customer that are not over."""
    return list(
        ctx.query(
            select(Occupancy)
            .where(
                Occupancy.customer_id == customer_id,
                Occupancy.deleted_at.is_(None),
                or_(Occupancy.to_date.is_(None), Occupancy.to_date >= ctx.today),
            )
            .order_by(Occupancy.id)
        )
    )


def _access(ctx: Context, home: Occupancy, login: int | None, *, active: bool) -> int | None:
    """The login that may see this home: approved, begun, not over, customer active."""
    begun = home.from_date <= ctx.today
    over = home.to_date is not None and home.to_date < ctx.today
    return login if active and home.approved and begun and not over else None


def refresh(ctx: Context, customer: Customer, *, active: bool | None = None) -> None:
    """Open and close the customer's homes to his login (`active`: the state he is about to have)."""
    is_active = customer.state == "active" if active is None else active
    homes = ctx.query(
        select(Occupancy).where(
            Occupancy.customer_id == customer.id, Occupancy.deleted_at.is_(None)
        )
    ).all()
    for home in homes:
        wanted = _access(ctx, home, customer.login_id, active=is_active)
        if home.login_id != wanted:
            ctx.update(home, login=wanted)


@occupancy_hooks.check
def one_payer_at_a_time(home: Occupancy, ctx: Context) -> None:
    """Two payers of one unit may not overlap, else bills have two addressees."""
    if not home.payer:
        return
    others = select(Occupancy).where(
        Occupancy.unit_id == home.unit_id,
        Occupancy.payer.is_(True),
        Occupancy.deleted_at.is_(None),
        or_(Occupancy.to_date.is_(None), Occupancy.to_date >= home.from_date),
    )
    for other in ctx.query(others):
        begins_later = home.to_date is not None and other.from_date > home.to_date
        if other.id != home.id and not begins_later:
            raise RuleViolation(
                f"该房屋自 {other.from_date} 起已有缴费人 / "
                f"This unit has a payer since {other.from_date} already.",
                field="payer",
            )


@occupancy_hooks.check
def customer_and_unit_stay(home: Occupancy, ctx: Context) -> None:
    """Another person or another home is another occupancy: this one ends, a new one begins."""
    if ctx.operation.action == "update" and ctx.by_person:
        moved = {"customer", "unit"} & set(ctx.changes)
        if moved:
            raise RuleViolation(
                "请结束此关系并新建一条 / End this occupancy and add a new one.",
                field=sorted(moved)[0],
            )


@occupancy_hooks.on_create
@occupancy_hooks.on_update
def open_or_close_the_home(home: Occupancy, ctx: Context) -> None:
    """Keep the login with access in step with approval and dates."""
    customer = ctx.get(Customer, home.customer_id)
    home.login_id = _access(ctx, home, customer.login_id, active=customer.state == "active")


@occupancy_hooks.on_create
def unit_is_lived_in(home: Occupancy, ctx: Context) -> None:
    """A vacant unit becomes occupied, or let, when somebody moves in."""
    unit = ctx.get(Unit, home.unit_id)
    if home.approved and unit.state in ("vacant", "decorating"):
        ctx.transition(unit, "let" if home.role == "tenant" else "move_in")


@schedule(
    "occupancy.open_and_close",
    label=message(zh="入住与迁出到期处理", en="Move in and out on the day"),
    cron="0 5 0 * * *",
)
def open_and_close(ctx: Context) -> None:
    """Just after midnight: access ends with an occupancy that ended yesterday, and begins with a new one."""
    rows = ctx.session.execute(
        select(Occupancy, Customer.login_id, Customer.state)
        .join(Customer, Customer.id == Occupancy.customer_id)
        .where(
            Occupancy.deleted_at.is_(None),
            or_(
                Occupancy.login_id.is_not(None) & (Occupancy.to_date < ctx.today),
                Occupancy.login_id.is_(None)
                & Customer.login_id.is_not(None)
                & (Customer.state == "active")
                & (Occupancy.from_date <= ctx.today)
                & (Occupancy.to_date.is_(None) | (Occupancy.to_date >= ctx.today)),
            ),
        )
    ).all()
    for home, login, state in rows:
        wanted = _access(ctx, home, login, active=state == "active")
        if home.login_id != wanted:
            ctx.update(home, login=wanted)
