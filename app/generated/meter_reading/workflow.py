"""抄表记录 Meter reading: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 98a87dffe864fa4ad36942aa8a8622129be2452cd8c7f3b273e2b78bdc836727

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import MeterReadingState, MeterReadingTransition

meter_reading_workflow = Workflow[MeterReadingState, MeterReadingTransition](initial="read")
meter_reading_workflow.state("read", zh="已抄", en="Read", color="blue")
meter_reading_workflow.state("checked", zh="已核对", en="Checked", color="green", final=True)
meter_reading_workflow.state("rejected", zh="作废", en="Rejected", color="gray", final=True)
meter_reading_workflow.add(
    "check",
    source=["read"],
    target="checked",
    by={"accountant": None, "system": None},
    note="optional",
    zh="核对",
    en="Check",
)
meter_reading_workflow.add(
    "reject",
    source=["read", "checked"],
    target="rejected",
    by={"accountant": None},
    note="required",
    when=expression("billed != true", ["not", ["field", "billed"]]),
    message=message(
        zh="已出账的读数不能作废，请用下期调整", en="It was billed: correct it in the next period"
    ),
    zh="作废",
    en="Reject",
)
