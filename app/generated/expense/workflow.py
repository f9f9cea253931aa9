"""费用申请 Expense: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bd70531501e3a74b174b04130c8142662a2775f4e27bf01c9f7e42bb93058346

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import ExpenseState, ExpenseTransition

expense_workflow = Workflow[ExpenseState, ExpenseTransition](initial="draft")
expense_workflow.state("draft", zh="草稿", en="Draft", color="gray")
expense_workflow.state("submitted", zh="待部门批准", en="For the department", color="blue")
expense_workflow.state("dept_approved", zh="待财务审核", en="For finance", color="yellow")
expense_workflow.state("finance_checked", zh="待付款", en="To be paid", color="teal")
expense_workflow.state("paid", zh="已付款", en="Paid", color="green")
expense_workflow.state("closed", zh="已完成", en="Closed", color="gray", final=True)
expense_workflow.state("rejected", zh="不批准", en="Rejected", color="red", final=True)
expense_workflow.add(
    "submit", source=["draft"], target="submitted", by={"employee": "own"}, zh="提交", en="Submit"
)
expense_workflow.add(
    "withdraw",
    source=["submitted"],
    target="draft",
    by={"employee": "own"},
    zh="撤回",
    en="Take back",
)
expense_workflow.add(
    "approve_dept",
    source=["submitted"],
    target="dept_approved",
    by={"dept_mgr": "department", "eng_mgr": "department"},
    exclude=["creator"],
    zh="部门批准",
    en="Approve",
)
expense_workflow.add(
    "reject",
    source=["submitted"],
    target="rejected",
    by={"dept_mgr": "department", "eng_mgr": "department"},
    note="required",
    zh="不批准",
    en="Reject",
)
expense_workflow.add(
    "reject",
    source=["dept_approved"],
    target="rejected",
    by={"fin_mgr": None},
    note="required",
    zh="不批准",
    en="Reject",
)
expense_workflow.add(
    "check",
    source=["dept_approved"],
    target="finance_checked",
    by={"accountant": None, "fin_mgr": None},
    when=expression("large != true", ["not", ["field", "large"]]),
    message=message(zh="超过 5000 元须总经理批准", en="Above 5000 the general manager approves"),
    exclude=["creator", "actor_of(approve_dept)"],
    zh="财务审核",
    en="Check",
)
expense_workflow.add(
    "check_large",
    source=["dept_approved"],
    target="finance_checked",
    by={"gm": None},
    exclude=["creator", "actor_of(approve_dept)"],
    zh="总经理批准",
    en="Approve (large)",
)
expense_workflow.add(
    "pay",
    source=["finance_checked"],
    target="paid",
    by={"cashier": None},
    asks=["paid_from"],
    needs=["paid_from"],
    exclude=["creator", "actor_of(check)", "actor_of(approve_dept)"],
    zh="付款",
    en="Pay",
)
expense_workflow.add(
    "close", source=["paid"], target="closed", by={"system": None}, zh="完成", en="Close"
)
