"""收款单 Payment: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7bebcbc6c4967fa6a3d703c37c2ad09761156f840f4a868e77965645171acd02

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import PaymentState, PaymentTransition

payment_workflow = Workflow[PaymentState, PaymentTransition](initial="created", begins=["settled"])
payment_workflow.state("created", zh="已建单", en="Created", color="gray")
payment_workflow.state("pending", zh="待支付", en="Awaiting payment", color="yellow")
payment_workflow.state("settled", zh="已到账", en="Received", color="green")
payment_workflow.state("reconciled", zh="已对账", en="Reconciled", color="teal", final=True)
payment_workflow.state("failed", zh="未支付", en="Not paid", color="gray", final=True)
payment_workflow.state("refunded", zh="已全额退款", en="Refunded", color="red", final=True)
payment_workflow.add(
    "submit",
    source=["created"],
    target="pending",
    by={"customer": None, "cashier": None, "system": None},
    zh="发起支付",
    en="Ask for payment",
)
payment_workflow.add(
    "receive",
    source=["created"],
    target="settled",
    by={"cashier": "projects"},
    when=expression(
        "channel in ['cash', 'pos', 'bank', 'offset']",
        [
            "in",
            ["field", "channel"],
            [
                "list",
                ["lit", "string", "cash"],
                ["lit", "string", "pos"],
                ["lit", "string", "bank"],
                ["lit", "string", "offset"],
            ],
        ],
    ),
    message=message(
        zh="线上支付由渠道通知入账", en="An online payment is settled by the channel's notice"
    ),
    zh="确认收款",
    en="Receive",
)
payment_workflow.add(
    "settle",
    source=["created", "pending", "failed"],
    target="settled",
    by={"system": None},
    zh="到账",
    en="Settle",
)
payment_workflow.add(
    "fail",
    source=["created", "pending"],
    target="failed",
    by={"system": None, "cashier": "projects"},
    note="optional",
    zh="关闭",
    en="Close",
)
payment_workflow.add(
    "reconcile",
    source=["settled"],
    target="reconciled",
    by={"system": None, "accountant": None},
    zh="对账",
    en="Reconcile",
)
payment_workflow.add(
    "reopen",
    source=["reconciled"],
    target="settled",
    by={"system": None},
    zh="撤销对账",
    en="Undo the reconciliation",
)
payment_workflow.add(
    "refund",
    source=["settled", "reconciled"],
    target="refunded",
    by={"system": None},
    zh="全额退款",
    en="Refund",
)
