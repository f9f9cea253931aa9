"""维护计划 Maintenance plan: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 29d2a829aa9b69d7fc228976b0588aca59fcf5e8cfa39837ebb4f056f08a6f73

from app.runtime.workflow import Workflow

from .model import MaintenancePlanState, MaintenancePlanTransition

maintenance_plan_workflow = Workflow[MaintenancePlanState, MaintenancePlanTransition](
    initial="draft", begins=["active"]
)
maintenance_plan_workflow.state("draft", zh="草稿", en="Draft", color="gray")
maintenance_plan_workflow.state("active", zh="执行中", en="Active", color="green", rest=True)
maintenance_plan_workflow.state("paused", zh="暂停", en="Paused", color="yellow")
maintenance_plan_workflow.state("archived", zh="已停止", en="Ended", color="gray", final=True)
maintenance_plan_workflow.add(
    "activate",
    source=["draft", "paused"],
    target="active",
    by={"eng_mgr": "projects", "system": None},
    zh="启用",
    en="Activate",
)
maintenance_plan_workflow.add(
    "generate",
    source=["active"],
    target="active",
    by={"eng_mgr": "projects"},
    zh="生成任务",
    en="Make the tasks",
)
maintenance_plan_workflow.add(
    "pause",
    source=["active"],
    target="paused",
    by={"eng_mgr": "projects"},
    note="required",
    danger=True,
    zh="暂停",
    en="Pause",
)
maintenance_plan_workflow.add(
    "archive",
    source=["draft", "active", "paused"],
    target="archived",
    by={"eng_mgr": "projects", "system": None},
    note="required",
    danger=True,
    zh="停止",
    en="End",
)
