"""通话记录 Call: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5a2edaea14fba6fba5a05b5b5279b484671ba3f3b4d146b83d07d19f295c2fc0

from app.runtime.errors import message
from app.runtime.expression import expression
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
    when=expression("work_order == null", ["is_null", ["field", "work_order"]]),
    message=message(zh="已转为工单", en="It is an order already"),
    zh="转为工单",
    en="Open an order",
)
call_record_workflow.add(
    "open_order",
    source=["ended"],
    target="ended",
    by={"csr": "reachable"},
    asks=["customer", "unit", "project", "category", "summary"],
    needs=["summary"],
    when=expression("work_order == null", ["is_null", ["field", "work_order"]]),
    message=message(zh="已转为工单", en="It is an order already"),
    zh="转为工单",
    en="Open an order",
)
call_record_workflow.add(
    "hang_up",
    source=["ringing", "answered", "missed"],
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
