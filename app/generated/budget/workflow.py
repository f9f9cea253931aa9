"""年度预算 Annual budget: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ad58c88eff3688d4038b6f0f48a52fab60451d3a867930d1c23cbd60694e363f

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
