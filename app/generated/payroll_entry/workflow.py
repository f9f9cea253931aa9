"""工资汇总 Payroll entry: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 472e0096ee9b0721fb42f15252b68c6155580ec0ee37224edfc23c2e4027152d

from app.runtime.workflow import Workflow

from .model import PayrollEntryState, PayrollEntryTransition

payroll_entry_workflow = Workflow[PayrollEntryState, PayrollEntryTransition](initial="draft")
payroll_entry_workflow.state("draft", zh="草稿", en="Draft", color="gray")
payroll_entry_workflow.state("approved", zh="已计提", en="Accrued", color="blue")
payroll_entry_workflow.state("paid", zh="已发放", en="Paid", color="green", final=True)
payroll_entry_workflow.add(
    "approve",
    source=["draft"],
    target="approved",
    by={"fin_mgr": None},
    exclude=["creator"],
    zh="审核计提",
    en="Approve",
)
payroll_entry_workflow.add(
    "pay",
    source=["approved"],
    target="paid",
    by={"cashier": None},
    exclude=["creator", "actor_of(approve)"],
    zh="发放",
    en="Pay",
)
