"""My service plans: what is offered and why, yes or no, what goes on, and the one press that ends all recommending (1.2)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flask import flash, redirect, request, url_for

from app.custom.crm.plans import consents, words
from app.generated.consent_record import ConsentRecord
from app.generated.plan_service import PlanService
from app.generated.service_plan import ServicePlan
from app.generated.service_plan.view import ServicePlanView
from app.portal import page, render
from app.runtime import filters, query, records
from app.runtime.context import Context
from app.runtime.field import label
from app.runtime.i18n import t
from app.web import steps

SHOWN = 30
COLUMNS = [
    "plan_no", "template_name", "state", "score", "explanation", "personal", "valid_from", "valid_to",
    "reply_by", "unit", "version",
]  # fmt: skip
AGREED_TO = {"accept": ("valid_from", "valid_to")}
"""What one says yes to; when it is another by then, nothing is accepted."""


@page("/plans", name="plans", label=label(zh="服务方案", en="Service plans"))
def plans(ctx: Context) -> Any:
    """Offers first, then what goes on, then what is over; and what may be used of one's data for it."""
    return render("crm/portal/plans.html", page=Plans(ctx), entity=ServicePlan, service=PlanService)


@page("/plans/opt-out", name="plans_opt_out", label=label(zh="非个性化", en="Not personal"), methods=("POST",))  # fmt: skip
def opt_out(ctx: Context) -> Any:
    """One press: nothing is recommended by the profile any more, the standard plan is offered instead."""
    consents.opt_out(ctx)
    flash(
        "已停止个性化推荐，并为您提供标准方案。"
        if ctx.language == "zh"
        else "Personal recommendations are off; you are offered the standard plan instead.",
        "success",
    )
    return redirect(url_for("portal.plans"))


@page("/plans/agree", name="plans_agree", label=label(zh="同意", en="Agree"), methods=("POST",))
def agree(ctx: Context) -> Any:
    """To profiling, or separately to the use of sensitive data for it."""
    purpose = request.form.get("purpose", "")
    if purpose in ("profiling", "sensitive"):
        records.create(ctx, ConsentRecord, {"purpose": purpose, "granted": True})
        flash(t("portal.saved"), "success")
    return redirect(url_for("portal.plans"))


@page("/plans/<int:id>/<step>", name="plan_step", label=label(zh="答复", en="Answer"), methods=("GET", "POST"))  # fmt: skip
def plan_step(ctx: Context, id: int, step: str) -> Any:
    """Accept, decline with a reason, or terminate."""
    taken, form = steps.take(
        ctx, ServicePlan, id, step, ServicePlanView.transition_forms, seen=AGREED_TO
    )
    back = url_for("portal.plans")
    if form is None:
        flash(steps.done(taken), "success")
        return redirect(back)
    seen = AGREED_TO.get(step, ())
    row = query.get(ctx, ServicePlan, id, columns=["title", *seen])
    status = 422 if request.method == "POST" else 200
    return render(
        "portal/step.html", status, step=taken, form=form, row=row, back=back, entity=ServicePlan, seen=seen
    )  # fmt: skip


def waiting(ctx: Context) -> int:
    """How many offers wait for this resident's answer."""
    return query.counts(ctx, ServicePlan, by="state").get("proposed", 0)


class Plans:
    """Through the resident's own rights, by a fixed number of statements."""

    def __init__(self, ctx: Context) -> None:
        self.language = ctx.language
        self.today = ctx.today
        rows = query.rows(ctx, ServicePlan, columns=COLUMNS, sort=["-id"], limit=SHOWN).items
        self.offers = [row for row in rows if row["state"] == "proposed"]
        self.going = [row for row in rows if row["state"] in ("accepted", "active")]
        self.over = [row for row in rows if row not in self.offers and row not in self.going]
        self.services: dict[int, list[Any]] = defaultdict(list)
        ids = ",".join(str(row["id"]) for row in (*self.offers, *self.going))
        if ids:
            for one in query.rows(
                ctx, PlanService, where=filters.parse(PlanService, ctx.actor, [("plan__in", ids)]),
                columns=["plan", "service", "frequency", "fee_item", "fee_item.cycle", "price", "next_on"],
                sort=["id"], limit=500,
            ).items:  # fmt: skip
                self.services[one["plan"]["id"]].append(one)
        self.agreed = self._agreed(ctx)

    def _agreed(self, ctx: Context) -> set[str]:
        where = [("granted", "true"), ("withdrawn_at__is_null", "true")]
        rows = query.rows(
            ctx, ConsentRecord, where=filters.parse(ConsentRecord, ctx.actor, where),
            columns=["purpose"], sort=["-id"], limit=100,
        ).items  # fmt: skip
        return {row["purpose"] for row in rows}

    def why(self, row: Any) -> list[str]:
        """The reasons of an offer, a line each."""
        return [line.text for line in words.told(row["explanation"], self.language)]
