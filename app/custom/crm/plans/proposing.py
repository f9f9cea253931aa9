"""A plan is proposed: to one household or to hundreds at once, and never without the consent that it rests on (1.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from app.custom.crm.surveys.sampling import add_months
from app.generated.customer import Customer
from app.generated.employee import Employee
from app.generated.plan_service import PlanService
from app.generated.service_plan import ServicePlan, service_plan_hooks
from app.generated.service_plan_template import ServicePlanTemplate
from app.runtime import filters, notify, query, records
from app.runtime.context import Context
from app.runtime.errors import BadRequest, Message, RuleViolation, message

from . import features, homes, offers

DAYS_TO_ANSWER = 30
MOST = 500
"""Plans of one press."""
NO_CONSENT = message(
    zh="客户没有同意个性化方案", en="The resident has not agreed to personal plans"
)
NO_SENSITIVE = message(
    zh="推荐依据含敏感信息，客户没有单独同意",
    en="The reasons rest on sensitive data that the resident has not agreed to",
)
NOT_ACTIVE = message(zh="方案模板未启用", en="Its template is not in use")
NO_PRICE = message(
    zh="收费项目在该项目没有价格，请先由财务录入",
    en="Its fee item has no price in this project: finance enters it first",
)
CHARGED = message(
    zh="该房屋已在收取同一收费项目", en="This home is charged the same fee item already"
)
ANOTHER = message(
    zh="该客户已有同一方案在答复或执行中；续约请把生效日定在其到期日之后",
    en="The resident has this plan already, proposed or going on; to renew it, begin after its last day",
)
GONE = message(zh="客户已不住在此房屋", en="The resident does not live in this home any more")
MOVED = message(zh="状态已变化，请刷新", en="It has moved on meanwhile: reload the page")

notify.kind("service_plan", zh="服务方案", en="Service plans")
notify.template(
    "service_plan.proposed",
    zh="为您推荐服务方案“{plan}”：请在“服务方案”页面查看理由和内容，{until} 前答复；不需要可以谢绝。",
    en="A service plan for you: {plan}. See why and what it brings under Plans, and answer by {until}; you may decline.",
    title=message(zh="为您推荐的服务方案", en="A service plan for you"),
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many were proposed, and why the others were not: reason → number."""

    number: int
    left: list[tuple[Message, int]]


def many(ctx: Context, ids: Collection[int], valid_from: dt.date | None = None) -> Proposed:
    """Propose these plans of one's own projects, by a fixed number of statements whatever their number.

    Raises Forbidden for who may not, BadRequest for none or more than 500, RuleViolation for a day that is past.
    """
    if not ids or len(ids) > MOST:
        raise BadRequest(f"请选择 1 至 {MOST} 个方案 / Choose 1 to {MOST} plans.", field="plans")
    begin = _begin(ctx, valid_from)
    wanted = ",".join(map(str, sorted(set(ids))))
    # Whoever may update a draft may propose it: the same rows.
    mine = query.rows(
        ctx, ServicePlan, where=filters.parse(ServicePlan, ctx.actor, [("id__in", wanted)]),
        columns=["id"], sort=["id"], limit=MOST, action="update",
    ).items  # fmt: skip
    owner = ctx.actor.value(("employee",))
    trusted = Context.system(ctx.session, channel=ctx.channel)
    trusted.sessions, trusted.asked_by = ctx.sessions, ctx.actor.id
    with records.writing(ctx):
        rows = _rows(trusted, [row["id"] for row in mine])
        refused = reasons(trusted, rows, begin)
        left = _counted([*refused.values(), *[MOVED] * (len(set(ids)) - len(rows))])
        fitting = [row for row in rows if row.id not in refused]
        moved = [
            {"id": row.id, "owner_id": owner, **_dates(trusted, row, begin)} for row in fitting
        ]
        number = _take(trusted, moved)
    return Proposed(number, left)


def _counted(told: Sequence[Message]) -> list[tuple[Message, int]]:
    """Each reason once, with how often it holds."""
    by = {str(why): why for why in told}
    return [(why, sum(str(one) == text for one in told)) for text, why in by.items()]


def _take(trusted: Context, moved: list[dict[str, Any]]) -> int:
    if not moved:
        return 0
    return records.write_set(
        trusted, ServicePlan, moved, action="step", step="propose", audit="plans proposed"
    )


@service_plan_hooks.on_transition("propose")
def propose_one(plan: ServicePlan, ctx: Context) -> None:
    """Refused with the reason, else the offer as it stands today."""
    begin = _begin(ctx, plan.valid_from)
    row = _rows(ctx, [plan.id], state=None)[0]
    why = reasons(ctx, [row], begin).get(plan.id)
    if why is not None:
        raise RuleViolation(why, code="not_proposed")
    dates = _dates(ctx, row, begin)
    plan.valid_from, plan.valid_to = dates["valid_from"], dates["valid_to"]
    plan.reply_by, plan.proposed_on = dates["reply_by"], dates["proposed_on"]
    if plan.owner_id is None and ctx.person_id is not None and not ctx.actor.is_system:
        plan.owner_id = ctx.session.scalar(
            select(Employee.id).where(Employee.login_id == ctx.person_id, Employee.deleted_at.is_(None))
        )  # fmt: skip
    _offer(ctx, [row], begin, dates["reply_by"])


@service_plan_hooks.on_transition_many("propose")
def propose_many(ids: Sequence[int], ctx: Context) -> None:
    """As above, for those of `many`: what each brings, and word to each."""
    rows = _rows(ctx, ids, state=None)
    if rows:
        _offer(ctx, rows, rows[0].valid_from, rows[0].reply_by)


def may_be_proposed(ctx: Context, plan: ServicePlan) -> bool:
    """Whether nothing is in the way of a draft today."""
    begin = _begin(ctx, plan.valid_from)
    return not reasons(ctx, _rows(ctx, [plan.id]), begin)


def reasons(ctx: Context, rows: Sequence[Any], begin: dt.date) -> dict[int, Message]:
    """Plan → why it cannot be proposed."""
    agreed = features.agreed(ctx, {row.customer_id for row in rows})
    items = offers.items_of(ctx, (row.template_id for row in rows))
    prices = offers.Prices(ctx, items, rows, begin)
    charged = offers.charged(ctx, items, rows, begin)
    standing = _standing(ctx, rows, begin)
    found: dict[int, Message] = {}
    for row in rows:
        purposes = agreed.get(row.customer_id, frozenset())
        fees = [one.fee_item_id for one in items.get(row.template_id, []) if one.fee_item_id]
        if row.personal and "profiling" not in purposes:
            found[row.id] = NO_CONSENT
        elif row.personal and (row.uses_sensitive or row.needs_sensitive) and "sensitive" not in purposes:  # fmt: skip
            found[row.id] = NO_SENSITIVE
        elif not row.at_home:
            found[row.id] = GONE
        elif row.template_state != "active":
            found[row.id] = NOT_ACTIVE
        elif (row.customer_id, row.template_id) in standing:
            found[row.id] = ANOTHER
        elif any((fee, row.unit_id) in charged for fee in fees):
            found[row.id] = CHARGED
        elif any(prices.of(fee, row.project_id, row.unit_id) is None for fee in fees):
            found[row.id] = NO_PRICE
        else:
            # Two of the same press to one home: the second one finds the first there.
            standing.add((row.customer_id, row.template_id))
            charged |= {(fee, row.unit_id) for fee in fees}
    return found


def _standing(ctx: Context, rows: Sequence[Any], begin: dt.date) -> set[tuple[int, int]]:
    """(customer, template) that is proposed or going on then: what ends before is renewed."""
    of = ServicePlan
    return {
        (row.customer_id, row.template_id)
        for row in ctx.session.execute(
            select(of.customer_id, of.template_id).where(
                of.customer_id.in_({row.customer_id for row in rows}),
                of.id.not_in([row.id for row in rows]),
                of.state.in_(("proposed", "accepted", "active")), of.deleted_at.is_(None),
                or_(of.state == "proposed", of.valid_to.is_(None), of.valid_to >= begin),
            )
        )
    }  # fmt: skip


def _rows(ctx: Context, ids: Collection[int], *, state: str | None = "draft") -> list[Any]:
    """The plans with what is asked of their template, held until the commit."""
    of, template = ServicePlan, ServicePlanTemplate
    ctx.session.flush()
    statement = (
        select(
            of.id, of.customer_id, of.project_id, of.unit_id, of.template_id, of.template_name,
            of.personal, of.uses_sensitive, of.valid_from, of.reply_by, template.months,
            homes.is_lived_in(ctx.today).label("at_home"),
            template.needs_sensitive, template.state.label("template_state"),
        )
        .join(template, template.id == of.template_id)
        .where(of.id.in_(ids), of.deleted_at.is_(None))
        .order_by(of.id)
        .with_for_update(of=of, key_share=True)
    )  # fmt: skip
    if state is not None:
        statement = statement.where(of.state == state)
    return list(ctx.session.execute(statement))


def _begin(ctx: Context, wanted: dt.date | None) -> dt.date:
    if wanted is not None and wanted < ctx.today:
        raise RuleViolation("生效日已过，请选择今天或以后 / Choose today or a later day.", field="valid_from")  # fmt: skip
    return wanted or add_months(ctx.today.replace(day=1), 1)


def _dates(ctx: Context, row: Any, begin: dt.date) -> dict[str, dt.date]:
    return {
        "valid_from": begin,
        "valid_to": add_months(begin, row.months) - dt.timedelta(days=1),
        "reply_by": ctx.today + dt.timedelta(days=DAYS_TO_ANSWER),
        "proposed_on": ctx.today,
    }


def _offer(ctx: Context, rows: Sequence[Any], begin: dt.date, until: dt.date) -> None:
    """The services of each plan, and a message to each resident with a login."""
    items = offers.items_of(ctx, (row.template_id for row in rows))
    prices = offers.Prices(ctx, items, rows, begin)
    services = [
        {
            "plan_id": row.id, "project_id": row.project_id, "service": one.service,
            "frequency": one.frequency, "category_id": one.category_id, "fee_item_id": one.fee_item_id,
            "price": prices.of(one.fee_item_id, row.project_id, row.unit_id) if one.fee_item_id else None,
            "visits": 0,
        }
        for row in rows
        for one in items.get(row.template_id, [])
    ]  # fmt: skip
    if services:
        records.write_set(ctx, PlanService, services, action="make", audit="what plans bring")
    logins: dict[int, int | None] = dict(
        ctx.session.execute(
            select(Customer.id, Customer.login_id).where(
                Customer.id.in_({row.customer_id for row in rows}), Customer.login_id.is_not(None)
            )
        ).all()
    )
    notify.send_each(
        ctx,
        "service_plan.proposed",
        [
            notify.Told(
                login,
                {"plan": row.template_name, "until": f"{until}"},
                dedup_key=f"service_plan.proposed {row.id}",
            )
            for row in rows
            if (login := logins.get(row.customer_id)) is not None
        ],
    )
