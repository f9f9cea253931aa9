"""订单 Order: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 06a867c46728e3d7f0b91b13bf934758c808a47b322c32b85a4770b293242179

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Approval, Workflow

from .model import OrderState, OrderTransition

order_workflow = Workflow[OrderState, OrderTransition](initial="draft", begins=["placed"])
order_workflow.state("draft", zh="草稿", en="Draft", color="gray")
order_workflow.state("placed", zh="已下单", en="Placed", color="blue")
order_workflow.state("waiting", zh="等待中", en="Waiting", color="yellow")
order_workflow.state("packed", zh="已打包", en="Packed")
order_workflow.state("shipped", zh="已发货", en="Shipped", rest=True)
order_workflow.state("done", zh="已完成", en="Done", color="green", final=True)
order_workflow.state("cancelled", zh="已取消", en="Cancelled", color="red", final=True)
order_workflow.add(
    "place",
    source=["draft"],
    target="placed",
    by={"shopper": "own", "clerk": "branches"},
    when=expression("lines_count > 0", ["gt", ["field", "lines_count"], ["lit", "int", 0]]),
    message=message(zh="订单没有商品", en="The order has no lines."),
    zh="下单",
    en="Place",
)
order_workflow.add(
    "wait",
    source=["placed"],
    target="waiting",
    by={"clerk": None},
    note="required",
    zh="挂起",
    en="Wait",
)
order_workflow.add(
    "resume",
    source=["waiting"],
    target="placed",
    by={"clerk": None, "system": None},
    zh="恢复",
    en="Resume",
)
order_workflow.add(
    "pack",
    source=["placed"],
    target="packed",
    by={"packer": None},
    asks=["effort"],
    needs=["clerk"],
    note="optional",
    zh="打包",
    en="Pack",
)
order_workflow.add(
    "ship",
    source=["packed"],
    target="shipped",
    by={"packer": None, "clerk": None},
    asks=["ship_at"],
    needs=["ship_at"],
    when=expression("total <= 5000", ["le", ["field", "total"], ["lit", "int", 5000]]),
    message=message(zh="超过五千元须审批", en="Above 5,000 an approval is needed."),
    exclude=["actor_of(pack)"],
    zh="发货",
    en="Ship",
)
order_workflow.add(
    "ship",
    source=["placed"],
    target="shipped",
    by={"manager": None},
    asks=["ship_at"],
    zh="直接发货",
    en="Ship at once",
)
order_workflow.add(
    "ship_expensive",
    source=["packed"],
    target="shipped",
    by={"clerk": "branches"},
    approve=Approval(
        need=2, of=["manager", "auditor"], exclude=["creator"], reset_on=["total", "express_fee"]
    ),
    zh="大额发货",
    en="Ship a large order",
)
order_workflow.add(
    "confirm",
    source=["shipped"],
    target="done",
    by={"shopper": "own", "system": None},
    asks=["stars", "receipt"],
    zh="确认收货",
    en="Confirm",
)
order_workflow.add(
    "cancel",
    source=["draft", "placed"],
    target="cancelled",
    by={"shopper": "own", "clerk": "branches"},
    asks=["reason"],
    needs=["reason"],
    zh="取消",
    en="Cancel",
)
order_workflow.add(
    "cancel",
    source=["waiting", "packed"],
    target="cancelled",
    by={"manager": None},
    note="required",
    exclude=["creator"],
    danger=True,
    zh="取消",
    en="Cancel",
)
order_workflow.add(
    "reopen",
    source=["done"],
    target="placed",
    by={"manager": None},
    note="required",
    when=expression("custom: may_reopen", ["custom", "may_reopen"]),
    zh="重新打开",
    en="Reopen",
)
order_workflow.clock(
    "answer",
    start=["placed"],
    stop=["packed", "cancelled"],
    pause=["waiting"],
    target=["category", "answer_min"],
    calendar=["category", "hours"],
    due="answer_due",
)
order_workflow.clock(
    "finish",
    start=["placed"],
    stop=["done", "cancelled"],
    pause=["waiting"],
    minutes={"fast": 240, "normal": 480, "slow": 960},
    minutes_by="urgency",
    calendar="working",
    due="due_at",
    status="clock_state",
    escalate={80: ["clerk"], 100: ["clerk", "manager"]},
)
order_workflow.clock(
    "settle", start=["shipped"], stop=["done"], minutes={"": 10080}, calendar="always"
)
