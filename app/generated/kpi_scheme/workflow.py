"""考核方案 KPI scheme: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 66219896b4334ccb3998866c4fd5fd7a9e4ac0e9ad9329171d2f67c2d1949ad6

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import KpiSchemeState, KpiSchemeTransition

kpi_scheme_workflow = Workflow[KpiSchemeState, KpiSchemeTransition](initial="draft")
kpi_scheme_workflow.state("draft", zh="编制中", en="Being written", color="yellow")
kpi_scheme_workflow.state("active", zh="生效", en="In force", color="green", rest=True)
kpi_scheme_workflow.state("retired", zh="停用", en="Retired", color="gray", final=True)
kpi_scheme_workflow.add(
    "activate",
    source=["draft"],
    target="active",
    by={"hr": None},
    when=expression("total == 100", ["eq", ["field", "total"], ["lit", "int", 100]]),
    message=message(zh="权重合计须为 100%", en="The weights must come to 100 %"),
    zh="生效",
    en="Put in force",
)
kpi_scheme_workflow.add(
    "revise", source=["active"], target="draft", by={"hr": None}, zh="修订", en="Revise"
)
kpi_scheme_workflow.add(
    "retire",
    source=["draft", "active"],
    target="retired",
    by={"hr": None},
    note="required",
    danger=True,
    zh="停用",
    en="Retire",
)
