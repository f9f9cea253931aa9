"""发票 Invoice: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0426ce10c943bda135d4917da34a8fa0851c9e11dcb56caf9555d679028e1b3f

from app.runtime.workflow import Workflow

from .model import InvoiceState, InvoiceTransition

invoice_workflow = Workflow[InvoiceState, InvoiceTransition](initial="requested")
invoice_workflow.state("requested", zh="已申请", en="Requested", color="blue")
invoice_workflow.state("submitted", zh="待开具", en="To be issued", color="yellow")
invoice_workflow.state("issued", zh="已开具", en="Issued", color="green")
invoice_workflow.state("delivered", zh="已交付", en="Delivered", color="gray", final=True)
invoice_workflow.state("red_requested", zh="待红冲", en="To be reversed", color="orange")
invoice_workflow.state("red_issued", zh="已红冲", en="Reversed", color="red", final=True)
invoice_workflow.state("refused", zh="不予开具", en="Refused", color="gray", final=True)
invoice_workflow.add(
    "submit",
    source=["requested"],
    target="submitted",
    by={"accountant": None, "system": None},
    zh="提交开具",
    en="Submit",
)
invoice_workflow.add(
    "refuse",
    source=["requested", "submitted"],
    target="refused",
    by={"accountant": None},
    note="required",
    zh="不予开具",
    en="Refuse",
)
invoice_workflow.add(
    "issue",
    source=["submitted"],
    target="issued",
    by={"accountant": None, "system": None},
    asks=["invoice_no", "issued_on", "document"],
    needs=["invoice_no", "issued_on"],
    zh="已开具",
    en="Issued",
)
invoice_workflow.add(
    "deliver",
    source=["issued"],
    target="delivered",
    by={"accountant": None, "system": None},
    zh="交付",
    en="Deliver",
)
invoice_workflow.add(
    "request_red",
    source=["issued", "delivered"],
    target="red_requested",
    by={"accountant": None},
    note="required",
    zh="申请红冲",
    en="Ask for reversal",
)
invoice_workflow.add(
    "issue_red",
    source=["red_requested"],
    target="red_issued",
    by={"accountant": None, "system": None},
    zh="已红冲",
    en="Reversed",
)
invoice_workflow.add(
    "keep",
    source=["red_requested"],
    target="issued",
    by={"accountant": None},
    note="required",
    zh="撤销红冲",
    en="Withdraw the reversal",
)
