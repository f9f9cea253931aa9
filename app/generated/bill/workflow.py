"""账单 Bill: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2f9e2cd2938560885ccecb2daabb28ce19edf130efaebcd0ea95032dd053487d

from app.runtime.workflow import Approval, Workflow

from .model import BillState, BillTransition

bill_workflow = Workflow[BillState, BillTransition](initial="open")
bill_workflow.state("open", zh="未缴", en="Unpaid", color="orange")
bill_workflow.state("partial", zh="部分缴", en="Partly paid", color="yellow")
bill_workflow.state("paid", zh="已缴清", en="Paid", color="green", final=True)
bill_workflow.state("void", zh="作废", en="Void", color="gray", final=True)
bill_workflow.state("waived", zh="已减免", en="Waived", color="gray", final=True)
bill_workflow.state("bad_debt", zh="坏账核销", en="Written off", color="red", final=True)
bill_workflow.add(
    "pay_part",
    source=["open", "partial"],
    target="partial",
    by={"system": None},
    zh="部分收款",
    en="Pay in part",
)
bill_workflow.add(
    "pay_full", source=["open", "partial"], target="paid", by={"system": None}, zh="收清", en="Pay"
)
bill_workflow.add(
    "take_back",
    source=["paid", "partial"],
    target="open",
    by={"system": None},
    zh="收款撤回",
    en="Payment taken back",
)
bill_workflow.add(
    "leave_part",
    source=["paid", "partial"],
    target="partial",
    by={"system": None},
    zh="部分退款",
    en="Refunded in part",
)
bill_workflow.add("void", source=["open"], target="void", by={"system": None}, zh="作废", en="Void")
bill_workflow.add(
    "waive", source=["open", "partial"], target="waived", by={"system": None}, zh="减免", en="Waive"
)
bill_workflow.add(
    "write_off",
    source=["open", "partial"],
    target="bad_debt",
    by={"fin_mgr": None, "gm": None},
    note="required",
    approve=Approval(need=2, of=["fin_mgr", "gm"]),
    zh="核销坏账",
    en="Write off",
)
