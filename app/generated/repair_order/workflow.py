"""报修单 Repair order: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2bb5dfbe3c300f04c504aa73db79ddb3490a156684b5a35228a8ae7ed7d63d9e

from app.runtime.workflow import Workflow

from .model import RepairOrderState, RepairOrderTransition

repair_order_workflow = Workflow[RepairOrderState, RepairOrderTransition](initial="reported")
repair_order_workflow.state("reported", zh="已报修", en="Reported", color="red")
repair_order_workflow.state("dispatched", zh="已派单", en="Dispatched", color="purple")
repair_order_workflow.state("accepted", zh="已接单", en="Accepted", color="blue")
repair_order_workflow.state("repairing", zh="维修中", en="In repair", color="orange")
repair_order_workflow.state("waiting_part", zh="等备件", en="Waiting for a part", color="yellow")
repair_order_workflow.state("repaired", zh="待验收", en="To be accepted", color="teal")
repair_order_workflow.state("closed", zh="已验收", en="Closed", color="gray", final=True)
repair_order_workflow.state("cancelled", zh="已取消", en="Cancelled", color="gray", final=True)
repair_order_workflow.add(
    "dispatch",
    source=["reported"],
    target="dispatched",
    by={"eng_mgr": "projects", "dispatcher": "projects", "system": None},
    asks=["assignee"],
    needs=["assignee"],
    zh="派单",
    en="Dispatch",
)
repair_order_workflow.add(
    "cancel",
    source=["reported", "dispatched"],
    target="cancelled",
    by={"eng_mgr": "projects"},
    note="required",
    danger=True,
    zh="取消（误报）",
    en="Cancel (false report)",
)
repair_order_workflow.add(
    "redispatch",
    source=["dispatched", "accepted", "repairing", "waiting_part"],
    target="dispatched",
    by={"eng_mgr": "projects", "dispatcher": "projects", "system": None},
    asks=["assignee"],
    note="required",
    zh="改派",
    en="Pass on",
)
repair_order_workflow.add(
    "accept",
    source=["dispatched"],
    target="accepted",
    by={"technician": "mine"},
    zh="接单",
    en="Accept",
)
repair_order_workflow.add(
    "start",
    source=["accepted"],
    target="repairing",
    by={"technician": "mine"},
    asks=["stops_device"],
    zh="开始维修",
    en="Begin",
)
repair_order_workflow.add(
    "wait_part",
    source=["repairing"],
    target="waiting_part",
    by={"technician": "mine"},
    asks=["waiting_for", "part_due_on"],
    needs=["waiting_for"],
    zh="等备件",
    en="Wait for a part",
)
repair_order_workflow.add(
    "part_arrived",
    source=["waiting_part"],
    target="repairing",
    by={"technician": "mine", "eng_mgr": "projects", "system": None},
    zh="备件已到",
    en="Part arrived",
)
repair_order_workflow.add(
    "finish",
    source=["repairing"],
    target="repaired",
    by={"technician": "mine"},
    asks=[
        "cause",
        "cause_note",
        "action",
        "labor_min",
        "vendor_cost",
        "equipment_after",
        "failure",
        "finished_at",
        "after_photos",
    ],
    needs=["cause", "action", "labor_min", "equipment_after"],
    zh="修复",
    en="Repaired",
)
repair_order_workflow.add(
    "fail_acceptance",
    source=["repaired"],
    target="repairing",
    by={"eng_mgr": "projects", "employee": "submitted"},
    note="required",
    exclude=["actor_of(finish)", "actor_of(start)"],
    zh="验收不合格",
    en="Not accepted",
)
repair_order_workflow.add(
    "pass_acceptance",
    source=["repaired"],
    target="closed",
    by={"eng_mgr": "projects", "employee": "submitted"},
    note="optional",
    exclude=["actor_of(finish)", "actor_of(start)"],
    zh="验收合格",
    en="Accept the repair",
)
repair_order_workflow.clock(
    "respond",
    start=["reported"],
    stop=["accepted", "repairing", "closed", "cancelled"],
    minutes={"s1": 5, "s2": 15, "s3": 60, "s4": 240},
    minutes_by="severity",
    calendar="always",
    due="respond_due",
)
repair_order_workflow.clock(
    "restore",
    start=["reported"],
    stop=["repaired", "closed", "cancelled"],
    pause=["waiting_part"],
    minutes={"s1": 240, "s2": 480, "s3": 1440, "s4": 4320},
    minutes_by="severity",
    calendar="always",
    due="restore_due",
    status="restore_state",
    escalate={80: ["assignee"], 100: ["eng_mgr"], 150: ["project_manager"]},
)
