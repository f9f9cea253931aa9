"""服务工单 Work order: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bd46a8c9ce46bf693514848e4c59b9247924a7e91c7c50816a90001cf4fbd2ba

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import WorkOrderState, WorkOrderTransition

work_order_workflow = Workflow[WorkOrderState, WorkOrderTransition](initial="new")
work_order_workflow.state("new", zh="待受理", en="New", color="blue")
work_order_workflow.state("accepted", zh="已受理", en="Accepted", color="blue")
work_order_workflow.state("assigned", zh="已派单", en="Assigned", color="purple")
work_order_workflow.state("in_progress", zh="处理中", en="In progress", color="orange")
work_order_workflow.state("on_hold", zh="挂起", en="On hold", color="yellow")
work_order_workflow.state("quoted", zh="待报价确认", en="Quote to confirm", color="yellow")
work_order_workflow.state("resolved", zh="待确认", en="To be confirmed", color="green")
work_order_workflow.state("closed", zh="已关闭", en="Closed", color="gray", final=True)
work_order_workflow.state("cancelled", zh="已取消", en="Cancelled", color="gray", final=True)
work_order_workflow.state("rejected", zh="已驳回", en="Rejected", color="gray", final=True)
work_order_workflow.add(
    "accept",
    source=["new"],
    target="accepted",
    by={"dispatcher": None, "csr": None, "system": None},
    asks=["category", "priority"],
    needs=["category", "priority"],
    zh="受理",
    en="Accept",
)
work_order_workflow.add(
    "reject",
    source=["new"],
    target="rejected",
    by={"dispatcher": None, "system": None},
    asks=["duplicate_of"],
    note="required",
    danger=True,
    zh="驳回",
    en="Reject",
)
work_order_workflow.add(
    "cancel",
    source=["new", "accepted", "assigned"],
    target="cancelled",
    by={"customer": None, "csr": None, "system": None},
    note="required",
    danger=True,
    zh="取消",
    en="Cancel",
)
work_order_workflow.add(
    "assign",
    source=["accepted"],
    target="assigned",
    by={"dispatcher": None, "eng_mgr": None, "system": None},
    asks=["assignee"],
    needs=["assignee"],
    zh="派单",
    en="Assign",
)
work_order_workflow.add(
    "reassign",
    source=["assigned"],
    target="assigned",
    by={"dispatcher": "projects", "technician": "mine", "csr": "mine", "system": None},
    asks=["assignee"],
    note="required",
    when=expression("reassign_count < 3", ["lt", ["field", "reassign_count"], ["lit", "int", 3]]),
    message=message(
        zh="已转单 3 次，须由工程经理转单",
        en="Reassigned three times already; the engineering manager must do it",
    ),
    zh="转单",
    en="Reassign",
)
work_order_workflow.add(
    "reassign",
    source=["in_progress", "on_hold"],
    target="assigned",
    by={"dispatcher": "projects", "system": None},
    asks=["assignee"],
    note="required",
    when=expression("reassign_count < 3", ["lt", ["field", "reassign_count"], ["lit", "int", 3]]),
    message=message(
        zh="已转单 3 次，须由工程经理转单",
        en="Reassigned three times already; the engineering manager must do it",
    ),
    zh="转单",
    en="Reassign",
)
work_order_workflow.add(
    "reassign_over_limit",
    source=["assigned", "in_progress", "on_hold"],
    target="assigned",
    by={"eng_mgr": "projects"},
    asks=["assignee"],
    note="required",
    zh="主管转单",
    en="Reassign as manager",
)
work_order_workflow.add(
    "decline",
    source=["assigned"],
    target="accepted",
    by={"technician": "mine", "csr": "mine"},
    note="required",
    zh="退单",
    en="Decline",
)
work_order_workflow.add(
    "start",
    source=["assigned"],
    target="in_progress",
    by={"technician": "mine", "csr": "mine"},
    asks=["arrival_code", "arrival_photos"],
    zh="到场开始",
    en="Start on site",
)
work_order_workflow.add(
    "quote",
    source=["in_progress"],
    target="quoted",
    by={"technician": "mine", "csr": "mine"},
    asks=["quote"],
    needs=["quote"],
    when=expression("chargeable", ["field", "chargeable"]),
    message=message(zh="该分类不收费", en="This category is free of charge"),
    zh="报价",
    en="Quote",
)
work_order_workflow.add(
    "repair",
    source=["accepted"],
    target="accepted",
    by={"csr": "projects", "dispatcher": "projects"},
    asks=["equipment"],
    needs=["equipment"],
    note="optional",
    zh="转报修",
    en="Hand on as a repair",
)
work_order_workflow.add(
    "repair",
    source=["assigned"],
    target="assigned",
    by={"csr": "projects", "dispatcher": "projects", "technician": "mine"},
    asks=["equipment"],
    needs=["equipment"],
    note="optional",
    zh="转报修",
    en="Hand on as a repair",
)
work_order_workflow.add(
    "repair",
    source=["in_progress"],
    target="in_progress",
    by={"csr": "projects", "dispatcher": "projects", "technician": "mine"},
    asks=["equipment"],
    needs=["equipment"],
    note="optional",
    zh="转报修",
    en="Hand on as a repair",
)
work_order_workflow.add(
    "approve_quote",
    source=["quoted"],
    target="in_progress",
    by={"customer": None},
    zh="同意报价",
    en="Accept the quote",
)
work_order_workflow.add(
    "refuse_quote",
    source=["quoted"],
    target="cancelled",
    by={"customer": None},
    note="optional",
    zh="不同意报价",
    en="Refuse the quote",
)
work_order_workflow.add(
    "hold",
    source=["in_progress"],
    target="on_hold",
    by={"technician": "mine", "csr": "mine"},
    asks=["hold_reason", "resume_at"],
    needs=["hold_reason", "resume_at"],
    when=expression("hold_count < 2", ["lt", ["field", "hold_count"], ["lit", "int", 2]]),
    message=message(zh="已挂起 2 次，请联系调度", en="On hold twice already; ask the dispatcher"),
    zh="挂起",
    en="Put on hold",
)
work_order_workflow.add(
    "hold_longer",
    source=["in_progress"],
    target="on_hold",
    by={"dispatcher": "projects"},
    asks=["hold_reason", "resume_at"],
    needs=["hold_reason", "resume_at"],
    note="optional",
    zh="批准挂起（超过24小时）",
    en="Approve a longer hold",
)
work_order_workflow.add(
    "resume",
    source=["on_hold"],
    target="in_progress",
    by={"technician": "mine", "csr": "mine", "dispatcher": "projects", "system": None},
    zh="恢复处理",
    en="Resume",
)
work_order_workflow.add(
    "resolve",
    source=["in_progress"],
    target="resolved",
    by={"technician": "mine", "csr": "mine"},
    asks=["result", "cause", "after_photos"],
    needs=["result", "cause"],
    zh="完成",
    en="Resolve",
)
work_order_workflow.add(
    "confirm",
    source=["resolved"],
    target="closed",
    by={"customer": None, "system": None},
    asks=["rating", "rating_comment"],
    zh="确认并评价",
    en="Confirm and rate",
)
work_order_workflow.add(
    "reopen",
    source=["resolved"],
    target="in_progress",
    by={"customer": None, "csr": None},
    note="required",
    zh="重新处理",
    en="Reopen",
)
work_order_workflow.add(
    "reopen",
    source=["closed"],
    target="in_progress",
    by={"customer": None, "csr": None},
    note="required",
    when=expression(
        "days(closed_at, today()) <= 7",
        ["le", ["call", "days", ["field", "closed_at"], ["call", "today"]], ["lit", "int", 7]],
    ),
    message=message(
        zh="关闭超过 7 天，请新建工单", en="Closed more than 7 days ago; please open a new order"
    ),
    zh="重新处理",
    en="Reopen",
)
work_order_workflow.clock(
    "respond",
    start=["new"],
    stop=["accepted", "cancelled", "rejected"],
    target=["policy", "respond_min"],
    calendar=["policy", "hours", "mode"],
    due="respond_due",
    escalate={80: ["dispatcher"], 100: ["dept_head"], 150: ["project_manager"], 200: ["gm"]},
)
work_order_workflow.clock(
    "arrive",
    start=["new"],
    stop=["in_progress", "resolved", "closed", "cancelled", "rejected"],
    target=["policy", "arrive_min"],
    calendar=["policy", "hours", "mode"],
    escalate={80: ["assignee"], 100: ["assignee", "dispatcher"]},
)
work_order_workflow.clock(
    "resolve",
    start=["new"],
    stop=["resolved", "closed", "cancelled", "rejected"],
    pause=["on_hold", "quoted"],
    target=["policy", "resolve_min"],
    calendar=["policy", "hours", "mode"],
    due="resolve_due",
    status="sla_state",
    escalate={
        80: ["assignee", "dispatcher"],
        100: ["dept_head"],
        150: ["project_manager"],
        200: ["gm"],
    },
)
