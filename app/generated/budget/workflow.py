"""年度预算 Annual budget: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6e8e03e36a26904b5fa28f021609d464fd8ecf8ef9bc10cae21d2062a4b5747d

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import BudgetState, BudgetTransition

budget_workflow = Workflow[BudgetState, BudgetTransition](initial="draft")
budget_workflow.state("draft", zh="草稿", en="Draft", color="gray")
budget_workflow.state("submitted", zh="已提交", en="Submitted", color="blue")
budget_workflow.state("finance_review", zh="财务审核", en="Finance review", color="yellow")
budget_workflow.state("approved", zh="已批准", en="Approved", color="teal")
budget_workflow.state("active", zh="执行中", en="Active", color="green")
budget_workflow.state("superseded", zh="已被替代", en="Superseded", color="gray", final=True)
budget_workflow.state("closed", zh="已结束", en="Closed", color="gray", final=True)
budget_workflow.add(
    "redraft",
    source=["draft"],
    target="draft",
    by={"dept_mgr": "own_department", "accountant": None},
    when=expression(
        "method == 'history'", ["eq", ["field", "method"], ["lit", "string", "history"]]
    ),
    message=message(
        zh="只有“历史推算”的预算可以推算", en="Only a budget from history is drafted from it"
    ),
    zh="按历史推算",
    en="Draft from history",
)
budget_workflow.add(
    "submit",
    source=["draft"],
    target="submitted",
    by={"dept_mgr": "own_department", "accountant": None},
    zh="提交",
    en="Submit",
)
budget_workflow.add(
    "review",
    source=["submitted"],
    target="finance_review",
    by={"fin_mgr": None},
    exclude=["actor_of(submit)"],
    zh="财务审核",
    en="Review",
)
budget_workflow.add(
    "send_back",
    source=["submitted"],
    target="draft",
    by={"fin_mgr": None},
    note="required",
    zh="退回",
    en="Send back",
)
budget_workflow.add(
    "send_back",
    source=["finance_review"],
    target="draft",
    by={"gm": None},
    note="required",
    zh="退回",
    en="Send back",
)
budget_workflow.add(
    "approve",
    source=["finance_review"],
    target="approved",
    by={"gm": None},
    exclude=["actor_of(submit)", "actor_of(review)"],
    zh="批准",
    en="Approve",
)
budget_workflow.add(
    "activate", source=["approved"], target="active", by={"system": None}, zh="生效", en="Activate"
)
budget_workflow.add(
    "supersede",
    source=["active"],
    target="superseded",
    by={"system": None},
    zh="替代",
    en="Supersede",
)
budget_workflow.add(
    "close", source=["active"], target="closed", by={"system": None}, zh="结束", en="Close"
)
