"""Once a month: which plans to change, which devices to replace, each said once and in words (2.5)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, select

from app.custom.crm.people import holders
from app.generated.maintenance_advice import MaintenanceAdvice
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.project import Project
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked

from .. import categories as tree_of
from ..categories import Tree
from . import words
from .advising import Question, Verdict
from .evidence import Evidence
from .figures import rounded
from .kept import OPEN, Values, keep, withdraw
from .plans import Plan, of_category
from .worn_out import at_the_end, of_devices, often

SUGGEST = "reliability.suggest"

notify.kind("reliability", zh="维护建议", en="Maintenance suggestions")
notify.template(
    "reliability.suggested",
    zh="{period} 有 {number} 条维护建议待复核：{project}",
    en="{number} maintenance suggestions of {period} wait for your review: {project}",
    title=message(zh="有维护建议待复核", en="Maintenance suggestions to review"),
)


@chunked(
    SUGGEST,
    lock="reliability suggestions",
    label=message(zh="生成维护建议", en="Make maintenance suggestions"),
)
def suggest(ctx: Context, at: Progress, *, period: str) -> Progress:
    """First the devices, then the plans of one category a chunk, at last the word to the engineering managers."""
    categories = tree_of.tree(ctx)
    if at.cursor is None:
        keep(ctx, period, [*often(ctx, period), *at_the_end(ctx, period)], of_devices())
        return at.on(0, total=len(categories.rows))
    following = [one for one in categories.rows if one > at.cursor]
    if not following:
        _forget_ended(ctx, period)
        tell(ctx, period)
        return at.end()
    here = min(following)
    suggest_for(ctx, period, categories, here)
    return at.on(here, done=1, message=categories.rows[here].name)


# -- plans ------------------------------------------------------------------------------------------


def suggest_for(ctx: Context, period: str, categories: Tree, category: int) -> None:
    """The suggestions for the plans of one category."""
    found = of_category(ctx, category)
    if not found:
        return
    evidence = Evidence(ctx, categories, category)
    of_plans = and_(
        MaintenanceAdvice.category_id == category, MaintenanceAdvice.plan_id.is_not(None)
    )
    waiting = _being_tried(ctx, of_plans)
    made = []
    for plan in found:
        verdict = evidence.verdict(plan)
        if (
            verdict is not None
            and plan.id not in waiting
            and _says_something(verdict, evidence.asked(plan))
        ):
            made.append(values_of(period, category, plan, evidence.asked(plan), verdict))  # fmt: skip
    keep(ctx, period, made, of_plans)


def _says_something(verdict: Verdict, asked: Question) -> bool:
    return verdict.interval is None or verdict.interval.days != asked.current


def values_of(period: str, category: int, plan: Plan, asked: Question, verdict: Verdict) -> Values:
    """A suggestion about a plan, by field."""
    grounds = verdict.grounds
    best, life = grounds.best, grounds.life
    days = best.hours / asked.hours_a_day if best.hours is not None else None
    is_run = verdict.interval is None
    return {
        "period": period,
        "kind": "run_to_failure" if verdict.interval is None else "interval",
        "category": category,
        "model": next(iter(plan.models)) if len(plan.models) == 1 else None,
        "equipment": plan.equipment,
        "project": plan.project,
        "plan": plan.id,
        "pooled": grounds.level,
        "failures": grounds.pool.failures,
        "censored": grounds.pool.spans.censored.total(),
        "mtbf_h": rounded(grounds.pool.mean_hours),
        "beta": rounded(life.beta, 4),
        "eta_h": rounded(life.eta),
        "cost_preventive": rounded(grounds.preventive),
        "cost_failure": rounded(grounds.failure),
        "cost_note": words.of_costs(asked, grounds),
        "current_days": asked.current,
        "optimal_days": rounded(days, 1) if days is not None and days < 100_000 else None,
        "suggested_days": None if verdict.interval is None else verdict.interval.days,
        "saving_pct": None if is_run else rounded(best.saving * 100),
        "explanation": words.of_plan(asked, verdict),
    }


def _being_tried(ctx: Context, about: ColumnElement[bool]) -> set[int | None]:
    """Plans whose last change is still to show its effect."""
    return set(
        ctx.session.scalars(
            select(MaintenanceAdvice.plan_id).where(
                about,
                MaintenanceAdvice.state == "applied",
                MaintenanceAdvice.check_on > ctx.today,
                MaintenanceAdvice.deleted_at.is_(None),
            )
        )
    )


def _forget_ended(ctx: Context, period: str) -> None:
    """What waits about a plan that has ended waits for nothing."""
    ended = select(MaintenancePlan.id).where(MaintenancePlan.state == "archived")
    waiting = select(MaintenanceAdvice).where(
        MaintenanceAdvice.state.in_(OPEN),
        MaintenanceAdvice.plan_id.in_(ended),
        MaintenanceAdvice.deleted_at.is_(None),
    )
    for said in ctx.query(waiting.order_by(MaintenanceAdvice.id)).all():
        withdraw(ctx, said, period)


def tell(ctx: Context, period: str) -> None:
    """Each engineering manager hears once a month how many wait in a project."""
    rows = ctx.session.execute(
        select(Project.id, Project.name, func.count())
        .join(MaintenanceAdvice, MaintenanceAdvice.project_id == Project.id)
        .where(
            MaintenanceAdvice.period == period,
            MaintenanceAdvice.state == "generated",
            MaintenanceAdvice.deleted_at.is_(None),
        )
        .group_by(Project.id, Project.name)
        .order_by(Project.id)
    ).all()
    for project, name, number in rows:
        ctx.notify(
            holders(ctx, "eng_mgr", project), "reliability.suggested",
            dedup_key=f"reliability {period} {project}", period=period, number=number, project=name,
        )  # fmt: skip
