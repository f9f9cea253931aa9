"""预算调整单 Budget adjustment: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8e5c371b8be48b94dea760e87322703d83b1d04d4ea611cd9492b3e6ed57ece2

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import BudgetAdjustmentState, BudgetAdjustmentTransition

budget_adjustment_workflow = Workflow[BudgetAdjustmentState, BudgetAdjustmentTransition](
    initial="draft"
)
budget_adjustment_workflow.state("draft", zh="草稿", en="Draft", color="gray")
budget_adjustment_workflow.state("submitted", zh="已提交", en="Submitted", color="blue")
budget_adjustment_workflow.state(
    "finance_review", zh="待总经理", en="For the general manager", color="yellow"
)
budget_adjustment_workflow.state("approved", zh="已批准", en="Approved", color="teal")
budget_adjustment_workflow.state("applied", zh="已生效", en="Applied", color="green", final=True)
budget_adjustment_workflow.state("rejected", zh="不批准", en="Rejected", color="red", final=True)
budget_adjustment_workflow.add(
    "submit",
    source=["draft"],
    target="submitted",
    by={"dept_mgr": "own_department", "accountant": None},
    zh="提交",
    en="Submit",
)
budget_adjustment_workflow.add(
    "review",
    source=["submitted"],
    target="finance_review",
    by={"fin_mgr": None},
    exclude=["creator"],
    zh="财务审核",
    en="Review",
)
budget_adjustment_workflow.add(
    "approve_small",
    source=["submitted"],
    target="approved",
    by={"fin_mgr": None},
    when=expression("small == true", ["field", "small"]),
    message=message(
        zh="追加、削减或超过 5% 须总经理批准",
        en="Adding, cutting or more than 5 % needs the general manager",
    ),
    exclude=["creator"],
    zh="批准",
    en="Approve",
)
budget_adjustment_workflow.add(
    "approve",
    source=["finance_review"],
    target="approved",
    by={"gm": None},
    exclude=["creator"],
    zh="批准",
    en="Approve",
)
budget_adjustment_workflow.add(
    "reject",
    source=["submitted", "finance_review"],
    target="rejected",
    by={"fin_mgr": None, "gm": None},
    note="required",
    zh="不批准",
    en="Reject",
)
budget_adjustment_workflow.add(
    "apply", source=["approved"], target="applied", by={"system": None}, zh="生效", en="Apply"
)
