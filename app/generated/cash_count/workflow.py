"""现金日结 Daily cash count: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 58bc748ab00127194993de4ece49b33562f4b80e709742cfcf9664e675177005

from app.runtime.workflow import Workflow

from .model import CashCountState, CashCountTransition

cash_count_workflow = Workflow[CashCountState, CashCountTransition](initial="draft")
cash_count_workflow.state("draft", zh="草稿", en="Draft", color="gray")
cash_count_workflow.state("submitted", zh="待复核", en="To be checked", color="yellow")
cash_count_workflow.state("checked", zh="已复核", en="Checked", color="green", final=True)
cash_count_workflow.add(
    "submit",
    source=["draft"],
    target="submitted",
    by={"cashier": "projects"},
    zh="提交",
    en="Submit",
)
cash_count_workflow.add(
    "check",
    source=["submitted"],
    target="checked",
    by={"accountant": None},
    exclude=["creator", "actor_of(submit)"],
    zh="复核",
    en="Check",
)
cash_count_workflow.add(
    "send_back",
    source=["submitted"],
    target="draft",
    by={"accountant": None},
    note="required",
    zh="退回",
    en="Send back",
)
