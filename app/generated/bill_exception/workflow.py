"""出账异常 Billing exception: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9f806856ac29ce58896d10ffd157f49240e018514add1273252c78c88cbbec24

from app.runtime.workflow import Workflow

from .model import BillExceptionState, BillExceptionTransition

bill_exception_workflow = Workflow[BillExceptionState, BillExceptionTransition](initial="open")
bill_exception_workflow.state("open", zh="未处理", en="Open", color="red")
bill_exception_workflow.state("deferred", zh="暂缓", en="Deferred", color="yellow", final=True)
bill_exception_workflow.state("solved", zh="已解决", en="Solved", color="green", final=True)
bill_exception_workflow.add(
    "defer",
    source=["open"],
    target="deferred",
    by={"accountant": None},
    asks=["defer_note"],
    needs=["defer_note"],
    zh="暂缓",
    en="Defer",
)
bill_exception_workflow.add(
    "solve",
    source=["open", "deferred"],
    target="solved",
    by={"system": None},
    zh="已解决",
    en="Solve",
)
