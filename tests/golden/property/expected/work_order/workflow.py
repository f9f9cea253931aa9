"""工单 Work order: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b5d4f608a64d5ba0dc7e97a5d0b3d02a341be67b1f8ea563c1615c51f3b4e48d

from app.runtime.expression import expression
from app.runtime.workflow import Approval, Workflow

from .model import WorkOrderState, WorkOrderTransition

work_order_workflow = Workflow[WorkOrderState, WorkOrderTransition](initial="new")
work_order_workflow.state("new", zh="待受理", en="New")
work_order_workflow.state("assigned", zh="已派单", en="Assigned")
work_order_workflow.state("in_progress", zh="处理中", en="In progress")
work_order_workflow.state("closed", zh="已关闭", en="Closed", final=True)
work_order_workflow.add(
    "assign",
    source=["new"],
    target="assigned",
    by={"csr": None},
    asks=["assignee"],
    zh="派单",
    en="Assign",
)
work_order_workflow.add(
    "start",
    source=["assigned"],
    target="in_progress",
    by={"technician": None},
    zh="开始",
    en="Start",
)
work_order_workflow.add(
    "close",
    source=["in_progress"],
    target="closed",
    by={"technician": None},
    needs=["solution"],
    when=expression("parts_cost <= 500", ["le", ["field", "parts_cost"], ["lit", "int", 500]]),
    zh="完成",
    en="Close",
)
work_order_workflow.add(
    "close_expensive",
    source=["in_progress"],
    target="closed",
    by={"eng_mgr": None},
    approve=Approval(
        need=2, of=["eng_mgr", "fin_mgr"], exclude=["creator"], reset_on=["parts_cost"]
    ),
    zh="超额完成",
    en="Close over limit",
)
work_order_workflow.clock(
    "resolve",
    start=["new"],
    stop=["closed"],
    minutes={"p1": 30, "p2": 240, "p3": 480},
    minutes_by="priority",
    calendar="working",
    due="due_at",
)
