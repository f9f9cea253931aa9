"""维护策略建议 Maintenance suggestion: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7f1523bcc3f7e72e6acb29146e07c5331f7d34fbbd599f995129551cbf991719

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import MaintenanceAdviceState, MaintenanceAdviceTransition

maintenance_advice_workflow = Workflow[MaintenanceAdviceState, MaintenanceAdviceTransition](
    initial="generated"
)
maintenance_advice_workflow.state("generated", zh="待复核", en="To be reviewed", color="blue")
maintenance_advice_workflow.state("reviewed", zh="已复核", en="Reviewed", color="teal")
maintenance_advice_workflow.state("applied", zh="已应用", en="Applied", color="green", final=True)
maintenance_advice_workflow.state("rejected", zh="不采纳", en="Rejected", color="gray", final=True)
maintenance_advice_workflow.add(
    "review",
    source=["generated"],
    target="reviewed",
    by={"eng_mgr": "projects"},
    asks=["review_note"],
    zh="复核",
    en="Review",
)
maintenance_advice_workflow.add(
    "apply",
    source=["reviewed"],
    target="applied",
    by={"eng_mgr": "projects"},
    when=expression("kind == 'interval'", ["eq", ["field", "kind"], ["lit", "string", "interval"]]),
    message=message(
        zh="只有调整周期的建议可以应用到计划", en="Only a changed interval can be applied to a plan"
    ),
    zh="应用到计划",
    en="Apply to the plan",
)
maintenance_advice_workflow.add(
    "handle",
    source=["reviewed"],
    target="applied",
    by={"eng_mgr": "projects"},
    note="required",
    when=expression("kind != 'interval'", ["ne", ["field", "kind"], ["lit", "string", "interval"]]),
    zh="已处理",
    en="Acted upon",
)
maintenance_advice_workflow.add(
    "reject",
    source=["generated", "reviewed"],
    target="rejected",
    by={"eng_mgr": "projects", "system": None},
    note="required",
    danger=True,
    zh="不采纳",
    en="Reject",
)
maintenance_advice_workflow.add(
    "improve",
    source=["generated"],
    target="generated",
    by={"eng_mgr": "projects"},
    note="required",
    zh="提出改进措施",
    en="Propose a measure",
)
maintenance_advice_workflow.add(
    "improve",
    source=["reviewed"],
    target="reviewed",
    by={"eng_mgr": "projects"},
    note="required",
    zh="提出改进措施",
    en="Propose a measure",
)
maintenance_advice_workflow.add(
    "improve",
    source=["applied"],
    target="applied",
    by={"eng_mgr": "projects"},
    note="required",
    zh="提出改进措施",
    en="Propose a measure",
)
