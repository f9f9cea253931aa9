"""财务报表 Financial statement: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cf71f4c5f90a6b4cacb091cb058d73e6582c576d35c637709fda993f46109088

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import FinancialReportState, FinancialReportTransition

financial_report_workflow = Workflow[FinancialReportState, FinancialReportTransition](
    initial="generated"
)
financial_report_workflow.state("generated", zh="待审阅", en="To be reviewed", color="blue")
financial_report_workflow.state("reviewed", zh="已审阅", en="Reviewed", color="teal")
financial_report_workflow.state("published", zh="已发布", en="Published", color="green", final=True)
financial_report_workflow.state("replaced", zh="已重编", en="Replaced", color="gray", final=True)
financial_report_workflow.add(
    "review",
    source=["generated"],
    target="reviewed",
    by={"fin_mgr": None},
    asks=["review_note"],
    when=expression("passed == true", ["field", "passed"]),
    message=message(
        zh="勾稽校验未通过，不能审阅", en="The tie-outs do not hold: it cannot be reviewed"
    ),
    exclude=["creator"],
    zh="审阅",
    en="Review",
)
financial_report_workflow.add(
    "publish",
    source=["reviewed"],
    target="published",
    by={"fin_mgr": None, "gm": None},
    zh="发布",
    en="Publish",
)
financial_report_workflow.add(
    "replace",
    source=["generated", "reviewed"],
    target="replaced",
    by={"accountant": None, "fin_mgr": None, "system": None},
    zh="重新编制",
    en="Draft again",
)
