"""退款单 Refund: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8b355b998e6e829a819422a7ce5efd2be5639002d6722c9d14a355e08077c08c

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import RefundState, RefundTransition

refund_workflow = Workflow[RefundState, RefundTransition](initial="requested")
refund_workflow.state("requested", zh="已申请", en="Requested", color="blue")
refund_workflow.state("calculated", zh="待批准", en="To be approved", color="yellow")
refund_workflow.state("approved", zh="待付款", en="To be paid", color="teal")
refund_workflow.state("paid", zh="已付款", en="Paid", color="green")
refund_workflow.state("closed", zh="已完成", en="Closed", color="gray", final=True)
refund_workflow.state("rejected", zh="不批准", en="Rejected", color="red", final=True)
refund_workflow.add(
    "calculate",
    source=["requested"],
    target="calculated",
    by={"accountant": None, "system": None},
    asks=["amount"],
    needs=["amount"],
    zh="核算",
    en="Work out",
)
refund_workflow.add(
    "approve",
    source=["calculated"],
    target="approved",
    by={"fin_mgr": None},
    when=expression("large != true", ["not", ["field", "large"]]),
    message=message(
        zh="超过 2000 元须总经理批准", en="Above 2000 the general manager must approve"
    ),
    exclude=["creator", "actor_of(calculate)"],
    zh="批准",
    en="Approve",
)
refund_workflow.add(
    "approve_large",
    source=["calculated"],
    target="approved",
    by={"gm": None},
    exclude=["creator", "actor_of(calculate)"],
    zh="总经理批准",
    en="Approve (large)",
)
refund_workflow.add(
    "reject",
    source=["requested", "calculated", "approved"],
    target="rejected",
    by={"fin_mgr": None, "gm": None},
    note="required",
    zh="不批准",
    en="Reject",
)
refund_workflow.add(
    "pay",
    source=["approved"],
    target="paid",
    by={"cashier": "projects"},
    exclude=["creator", "actor_of(approve)", "actor_of(approve_large)"],
    zh="付款",
    en="Pay",
)
refund_workflow.add(
    "close", source=["paid"], target="closed", by={"system": None}, zh="完成", en="Close"
)
