"""会计期间 Accounting period: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b9fcd84e7b6e6dbefba94d13a4d574c47027c7b1679d62ccb23b9fc05d32e3ae

from app.runtime.workflow import Workflow

from .model import AccountingPeriodState, AccountingPeriodTransition

accounting_period_workflow = Workflow[AccountingPeriodState, AccountingPeriodTransition](
    initial="future"
)
accounting_period_workflow.state("future", zh="未开始", en="Future", color="gray")
accounting_period_workflow.state("open", zh="已打开", en="Open", color="green")
accounting_period_workflow.state("closing", zh="结账中", en="Closing", color="orange")
accounting_period_workflow.state("closed", zh="已结账", en="Closed", color="gray", final=True)
accounting_period_workflow.add(
    "open",
    source=["future"],
    target="open",
    by={"fin_mgr": None, "system": None},
    zh="打开",
    en="Open",
)
accounting_period_workflow.add(
    "prepare",
    source=["open"],
    target="open",
    by={"accountant": None, "fin_mgr": None, "system": None},
    zh="期末计提结转",
    en="Month-end vouchers",
)
accounting_period_workflow.add(
    "start_close",
    source=["open"],
    target="closing",
    by={"fin_mgr": None},
    zh="开始结账",
    en="Begin closing",
)
accounting_period_workflow.add(
    "abort",
    source=["closing"],
    target="open",
    by={"fin_mgr": None},
    zh="取消结账",
    en="Stop closing",
)
accounting_period_workflow.add(
    "close", source=["closing"], target="closed", by={"fin_mgr": None}, zh="结账", en="Close"
)
