"""What the demo's history says: figures of the months, suggestions from them, one that was tried and one that was refused (2.5).

All of it is worked out by the real thing (reliability/), from what the machines did.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.custom.equipment import categories
from app.custom.equipment.labour import USUAL_RATE
from app.custom.equipment.reliability import effects, keeping, suggesting, worn_out
from app.custom.equipment.reliability.advising import Question, judge
from app.custom.equipment.reliability.applying import LEAST_TRIAL
from app.custom.equipment.reliability.histories import devices, midnight
from app.custom.equipment.reliability.kept import keep
from app.custom.equipment.reliability.plans import of_category
from app.custom.equipment.reliability.pooling import pools
from app.generated.equipment import Equipment
from app.generated.maintenance_advice import MaintenanceAdvice
from app.runtime.system import TransitionLog

from .park import Park
from .rhythm import Plan

REFUSED = "工作量小，仍按原周期，下季度再评估"
TRIED = "与厂家建议一致，先在本项目试行"


def build(company: Company, park: Park, plans: Sequence[Plan], *, months: int) -> None:
    """The last `months` months; then what is suggested now, and what people have decided."""
    ctx = company.bulk.ctx
    last = keeping.period_before(company.today)
    for period in reversed(_months(last, months)):
        for project in company.town.projects.values():
            keeping.keep_project(ctx, project, period)
    for plan in plans:
        if plan.before is not None:
            _tried(company, park, plan)
    effects.check(ctx)
    tree = categories.tree(ctx)
    keep(ctx, last, [*worn_out.often(ctx, last), *worn_out.at_the_end(ctx, last)], worn_out.of_devices())  # fmt: skip
    for category in tree.rows:
        suggesting.suggest_for(ctx, last, tree, category)
    _decide(company)
    suggesting.tell(ctx, last)


def _months(last: str, number: int) -> list[str]:
    """The newest first."""
    found = [last]
    while len(found) < number:
        found.append(keeping.period_before(dt.date.fromisoformat(f"{found[-1]}-01")))
    return found


def _tried(company: Company, park: Park, plan: Plan) -> None:
    """The suggestion by which the interval of a plan was changed, from what was known on that day."""
    ctx, bulk = company.bulk.ctx, company.bulk
    changed, before = plan.changed_on or company.today, plan.before
    category = plan.row["category_id"]
    alike = Equipment.category_id.in_(categories.tree(ctx).below(category))
    pool = pools(devices(ctx, alike), midnight(changed)).whole
    family = plan.stops[0].device.family
    asked = Question(
        current=before.interval if before else plan.rule.interval, most=family.cap,
        rate=float(USUAL_RATE), minutes=plan.row["standard_min"], loss=float(family.loss),
    )  # fmt: skip
    verdict = judge(asked, pool, "category")
    if verdict is None or verdict.interval is None:
        # Too little had happened by then: nothing was suggested.
        return
    mine = next(one for one in of_category(ctx, category) if one.id == plan.id)
    values = suggesting.values_of(keeping.period_before(changed), category, mine, asked, verdict)
    made = midnight(changed.replace(day=1))
    decided = midnight(changed) + dt.timedelta(hours=10)
    manager = company.logins["eng_mgr"]
    refs = {name: values.pop(name) for name in ("category", "equipment", "project", "plan")}
    id = bulk.add(
        MaintenanceAdvice, **values, **{f"{name}_id": value for name, value in refs.items()},
        state="applied", review_note=TRIED, applied_on=changed,
        check_on=changed + dt.timedelta(days=max(LEAST_TRIAL, 2 * plan.rule.interval)), effect=None,
        effect_note=None, created_at=made, updated_at=decided, updated_by_id=manager, version=3,
    )  # fmt: skip
    _log(company, id, "create", None, "generated", made)
    _log(company, id, "review", "generated", "reviewed", decided, manager)
    _log(company, id, "apply", "reviewed", "applied", decided, manager)
    bulk.flush()


def _decide(company: Company) -> None:
    """One that the manager refused, one that he has looked at; the others wait for him."""
    bulk, manager, now = company.bulk, company.logins["eng_mgr"], company.bulk.now
    rows = company.bulk.ctx.session.execute(
        select(MaintenanceAdvice.id, MaintenanceAdvice.kind)
        .where(MaintenanceAdvice.state == "generated", MaintenanceAdvice.plan_id.is_not(None))
        .order_by(MaintenanceAdvice.id)
    ).all()
    changes = [row.id for row in rows if row.kind == "interval"]
    runs = [row.id for row in rows if row.kind == "run_to_failure"] or changes[2:]
    for ids, name, state, note in (
        (runs[:1], "reject", "rejected", REFUSED),
        (changes[1:2], "review", "reviewed", "同意，下月起执行"),
    ):
        for id in ids:
            said = {"review_note": note} if name == "review" else {}
            bulk.link(MaintenanceAdvice, id, state=state, updated_by_id=manager, version=2, **said)
            _log(company, id, name, "generated", state, now, manager, "" if said else note)
    bulk.flush()


def _log(
    company: Company,
    id: int,
    name: str,
    source: str | None,
    target: str,
    at: dt.datetime,
    login: int | None = None,
    note: str = "",
) -> None:
    company.bulk.note(
        TransitionLog, entity=MaintenanceAdvice.key(), record_id=id, transition=name, from_state=source,
        to_state=target, actor_id=login, by_system=login is None, at=at, note=note,
        business_minutes=None,
    )  # fmt: skip
