"""销售单 Sale: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a5c0c87974e54905c6e2b80a59d63c95d736ecd4d7466896aa4bf14bd11a36a7

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Approval, Workflow

from .model import SaleState, SaleTransition

sale_workflow = Workflow[SaleState, SaleTransition](initial="new")
sale_workflow.state("new", zh="新建", en="New", color="blue")
sale_workflow.state("packing", zh="备货中", en="Packing")
sale_workflow.state("waiting", zh="缺货", en="Waiting")
sale_workflow.state("delivered", zh="已交付", en="Delivered")
sale_workflow.state("refunded", zh="已退款", en="Refunded", final=True)
sale_workflow.state("closed", zh="已完成", en="Closed", final=True)
sale_workflow.add(
    "pack",
    source=["new", "waiting"],
    target="packing",
    by={"clerk": None, "manager": None},
    asks=["clerk"],
    needs=["clerk"],
    zh="备货",
    en="Pack",
)
sale_workflow.add(
    "hold",
    source=["packing"],
    target="waiting",
    by={"clerk": None},
    note="required",
    zh="缺货",
    en="Hold",
)
sale_workflow.add(
    "deliver",
    source=["packing"],
    target="delivered",
    by={"clerk": "mine", "manager": None},
    needs=["solution"],
    when=expression("total <= 5000", ["le", ["field", "total"], ["lit", "int", 5000]]),
    message=message(zh="超过 5000 元须店长放行", en="Above 5000 yuan the manager releases it."),
    zh="交付",
    en="Deliver",
)
sale_workflow.add(
    "release",
    source=["packing"],
    target="delivered",
    by={"manager": None},
    approve=Approval(need=2, of=["manager", "auditor"], exclude=["creator"], reset_on=["freight"]),
    zh="放行交付",
    en="Release",
)
sale_workflow.add(
    "close",
    source=["delivered"],
    target="closed",
    by={"manager": None, "system": None},
    zh="完成",
    en="Close",
)
sale_workflow.add(
    "refund",
    source=["new"],
    target="refunded",
    by={"buyer": "own", "clerk": None},
    zh="取消",
    en="Cancel",
)
sale_workflow.add(
    "refund",
    source=["delivered"],
    target="refunded",
    by={"manager": None},
    note="required",
    exclude=["creator", "actor_of(deliver)"],
    zh="退款",
    en="Refund",
)
sale_workflow.clock(
    "pack",
    start=["new"],
    stop=["delivered", "refunded"],
    pause=["waiting"],
    minutes={"high": 30, "normal": 240, "low": 480},
    minutes_by="level",
    calendar="working",
    due="pack_due",
    status="pack_status",
    escalate={80: ["clerk"], 100: ["manager"]},
)
