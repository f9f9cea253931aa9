"""The processes of the demo company, evaluated from the log that its orders and repairs left."""

from __future__ import annotations

from app.custom.crm.demo import Company
from app.custom.finance.demo.people import acting
from app.generated.process_evaluation import ProcessEvaluation

from . import evaluating, periods

QUARTERLY = ("work_order", "repair_order")
MONTHLY = ("work_order", "repair_order", "expense")
CONCLUSION = (
    "派单环节的等待是主要原因，高峰时段已增加一名调度；返工集中在渗漏类，先补检查表，下季再看。"
)


def build(company: Company) -> None:
    """The quarter before is reviewed and published; the month before waits for review."""
    ctx = company.bulk.ctx
    month = periods.month_of(company.today).before
    quarter = periods.quarter_of(company.today).before
    made = 0
    for flow in QUARTERLY:
        found = evaluating.keep(ctx.at(company.at(quarter.end, 4)), flow, quarter)
        if found is not None:
            _publish(company, found, quarter)
            made += 1
    at = ctx.at(company.at(month.end, 4))
    made += sum(evaluating.keep(at, flow, month) is not None for flow in MONTHLY)
    company.step(f"{made} 份流程评估", "process evaluations")


def _publish(company: Company, found: ProcessEvaluation, quarter: periods.Period) -> None:
    """Concluded by the department's manager on the third, published by the general manager a day later."""
    day = quarter.end.replace(day=3)
    acting(company, "dept_mgr", company.at(day, 10)).step(
        ProcessEvaluation, found.id, "review", {"conclusion": CONCLUSION}
    )
    acting(company, "gm", company.at(day.replace(day=4), 9)).step(
        ProcessEvaluation, found.id, "publish"
    )
