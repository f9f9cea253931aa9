"""通话记录 Call: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d50e32b6a069aa54d9e58b76fd600b23310d33b6addea2fa811745e0b93c910b

from app.runtime.workflow import Workflow

from .model import CallRecordState, CallRecordTransition

call_record_workflow = Workflow[CallRecordState, CallRecordTransition](initial="ringing")
call_record_workflow.state("ringing", zh="振铃", en="Ringing", color="blue")
call_record_workflow.state("answered", zh="通话中", en="Answered", color="green")
call_record_workflow.state("ended", zh="已结束", en="Ended", color="gray", final=True)
call_record_workflow.state("missed", zh="未接", en="Missed", color="red")
call_record_workflow.add(
    "answer", source=["ringing"], target="answered", by={"csr": "reachable"}, zh="接听", en="Answer"
)
call_record_workflow.add(
    "open_order",
    source=["ringing", "answered"],
    target="answered",
    by={"csr": "reachable"},
    asks=["customer", "unit", "project", "category", "summary"],
    needs=["summary"],
    zh="转为工单",
    en="Open an order",
)
call_record_workflow.add(
    "hang_up",
    source=["ringing", "answered"],
    target="ended",
    by={"csr": "reachable", "integrator": "submitted", "system": None},
    asks=["seconds"],
    zh="结束",
    en="End",
)
call_record_workflow.add(
    "miss",
    source=["ringing"],
    target="missed",
    by={"integrator": "submitted", "system": None},
    zh="未接",
    en="Missed",
)
call_record_workflow.add(
    "call_back",
    source=["missed"],
    target="answered",
    by={"csr": "reachable"},
    zh="回拨",
    en="Call back",
)
