"""记账凭证 Voucher: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4ccc89377a67e230c48fe0386142f0f9e901045c9d304b3c326bdfbfcbb53734

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import VoucherState, VoucherTransition

voucher_workflow = Workflow[VoucherState, VoucherTransition](
    initial="draft", begins=["submitted", "checked"]
)
voucher_workflow.state("draft", zh="草稿", en="Draft", color="gray")
voucher_workflow.state("submitted", zh="待审核", en="To be checked", color="yellow")
voucher_workflow.state("checked", zh="已审核", en="Checked", color="blue")
voucher_workflow.state("posted", zh="已记账", en="Posted", color="green", final=True)
voucher_workflow.state("reversed", zh="已冲销", en="Reversed", color="red", final=True)
voucher_workflow.add(
    "submit",
    source=["draft"],
    target="submitted",
    by={"accountant": None, "system": None},
    when=expression("debit == credit", ["eq", ["field", "debit"], ["field", "credit"]]),
    message=message(zh="借贷不平", en="Debit and credit differ"),
    zh="提交",
    en="Submit",
)
voucher_workflow.add(
    "reject",
    source=["submitted", "checked"],
    target="draft",
    by={"fin_mgr": None},
    note="required",
    zh="退回",
    en="Send back",
)
voucher_workflow.add(
    "sign",
    source=["checked"],
    target="checked",
    by={"cashier": None},
    when=expression("has_cash", ["field", "has_cash"]),
    message=message(zh="没有现金或银行科目，不需出纳签字", en="It touches no cash"),
    exclude=["creator"],
    zh="出纳签字",
    en="Sign as cashier",
)
voucher_workflow.add(
    "check",
    source=["submitted"],
    target="checked",
    by={"fin_mgr": None, "system": None},
    exclude=["creator", "actor_of(submit)"],
    zh="审核",
    en="Check",
)
voucher_workflow.add(
    "post",
    source=["checked"],
    target="posted",
    by={"fin_mgr": None, "system": None},
    exclude=["creator", "actor_of(submit)"],
    zh="记账",
    en="Post",
)
voucher_workflow.add(
    "correct",
    source=["posted"],
    target="posted",
    by={"accountant": None},
    note="optional",
    zh="红字冲销",
    en="Reverse in red",
)
voucher_workflow.add(
    "reverse", source=["posted"], target="reversed", by={"system": None}, zh="冲销", en="Reverse"
)
