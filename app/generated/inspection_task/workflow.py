"""巡检任务 Inspection: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8a9a53510564a14085ffea8f56e68a53fd63bf650b24edcd246cf80e88a6ac63

from app.runtime.workflow import Workflow

from .model import InspectionTaskState, InspectionTaskTransition

inspection_task_workflow = Workflow[InspectionTaskState, InspectionTaskTransition](
    initial="planned", begins=["skipped"]
)
inspection_task_workflow.state("planned", zh="已计划", en="Planned", color="gray")
inspection_task_workflow.state("issued", zh="待执行", en="To do", color="blue")
inspection_task_workflow.state("doing", zh="执行中", en="In progress", color="orange")
inspection_task_workflow.state("done", zh="已完成", en="Done", color="green", final=True)
inspection_task_workflow.state("verified", zh="已复核", en="Verified", color="teal", final=True)
inspection_task_workflow.state("skipped", zh="已跳过", en="Skipped", color="gray", final=True)
inspection_task_workflow.add(
    "issue", source=["planned"], target="issued", by={"system": None}, zh="下发", en="Issue"
)
inspection_task_workflow.add(
    "transfer",
    source=["issued"],
    target="issued",
    by={"eng_mgr": "projects", "technician": "mine"},
    asks=["assignee"],
    needs=["assignee"],
    note="required",
    zh="转交",
    en="Pass on",
)
inspection_task_workflow.add(
    "start",
    source=["issued"],
    target="doing",
    by={"technician": "mine", "eng_mgr": "mine"},
    asks=["scan_code", "photos"],
    zh="扫码开始",
    en="Scan and start",
)
inspection_task_workflow.add(
    "finish",
    source=["doing"],
    target="done",
    by={"technician": "mine", "eng_mgr": "mine"},
    asks=["run_hours", "labor_min", "photos", "signature", "remark"],
    zh="完成",
    en="Finish",
)
inspection_task_workflow.add(
    "verify",
    source=["done"],
    target="verified",
    by={"eng_mgr": "projects"},
    note="optional",
    exclude=["actor_of(finish)"],
    zh="复核",
    en="Verify",
)
inspection_task_workflow.add(
    "rework",
    source=["done"],
    target="doing",
    by={"eng_mgr": "projects"},
    note="required",
    zh="退回重做",
    en="Send back",
)
inspection_task_workflow.add(
    "skip",
    source=["planned", "issued"],
    target="skipped",
    by={"eng_mgr": "projects", "system": None},
    note="required",
    danger=True,
    zh="跳过",
    en="Skip",
)
