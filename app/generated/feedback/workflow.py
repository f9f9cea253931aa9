"""意见建议 Feedback: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ec431fdcc110902bdf3abfcce4a711c3f467f6d60fd5209d17901f45881a08af

from app.runtime.workflow import Workflow

from .model import FeedbackState, FeedbackTransition

feedback_workflow = Workflow[FeedbackState, FeedbackTransition](initial="submitted")
feedback_workflow.state("submitted", zh="待受理", en="Submitted", color="blue")
feedback_workflow.state("triaged", zh="已受理", en="Triaged", color="teal")
feedback_workflow.state("ticketed", zh="处理中", en="Being worked on", color="orange")
feedback_workflow.state("replied", zh="已答复", en="Replied", color="green")
feedback_workflow.state("closed", zh="已关闭", en="Closed", color="gray", final=True)
feedback_workflow.add(
    "triage",
    source=["submitted"],
    target="triaged",
    by={"csr": "projects", "system": None},
    asks=["topic", "severity"],
    needs=["topic", "severity"],
    zh="受理",
    en="Triage",
)
feedback_workflow.add(
    "ticket",
    source=["triaged"],
    target="ticketed",
    by={"csr": "projects", "system": None},
    zh="转工单",
    en="Make an order",
)
feedback_workflow.add(
    "reply",
    source=["triaged", "ticketed"],
    target="replied",
    by={"csr": "projects", "dept_mgr": "projects", "system": None},
    asks=["reply"],
    needs=["reply"],
    zh="答复",
    en="Reply",
)
feedback_workflow.add(
    "close",
    source=["replied"],
    target="closed",
    by={"customer": "named", "employee": "named_staff", "system": None},
    zh="确认并关闭",
    en="Confirm and close",
)
feedback_workflow.add(
    "improve",
    source=["triaged"],
    target="triaged",
    by={"csr": "projects", "dept_mgr": "projects", "gm": None},
    asks=["measure"],
    zh="列入改进",
    en="Take up as a measure",
)
feedback_workflow.add(
    "improve",
    source=["ticketed"],
    target="ticketed",
    by={"csr": "projects", "dept_mgr": "projects", "gm": None},
    asks=["measure"],
    zh="列入改进",
    en="Take up as a measure",
)
feedback_workflow.add(
    "improve",
    source=["replied"],
    target="replied",
    by={"csr": "projects", "dept_mgr": "projects", "gm": None},
    asks=["measure"],
    zh="列入改进",
    en="Take up as a measure",
)
feedback_workflow.add(
    "improve",
    source=["closed"],
    target="closed",
    by={"csr": "projects", "dept_mgr": "projects", "gm": None},
    asks=["measure"],
    zh="列入改进",
    en="Take up as a measure",
)
feedback_workflow.clock(
    "triage",
    start=["submitted"],
    stop=["triaged", "ticketed", "replied", "closed"],
    minutes={"": 450},
    calendar="working",
    due="triage_due",
    escalate={80: ["csr"], 100: ["csr", "dept_mgr"]},
)
feedback_workflow.clock(
    "reply",
    start=["submitted"],
    stop=["replied", "closed"],
    minutes={"": 2250},
    calendar="working",
    due="reply_due",
    status="reply_state",
    escalate={60: ["csr"], 80: ["csr", "dept_mgr"], 100: ["dept_mgr", "gm"]},
)
