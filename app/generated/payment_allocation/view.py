"""收款核销 Allocation: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d4fedd3fcbf304a0da91e0ac77da272711e10b6c541e3e99baaba6efa9bb2632

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import PaymentAllocation


class PaymentAllocationForm(RecordForm):
    entity = PaymentAllocation


class PaymentAllocationView(RecordView):
    entity = PaymentAllocation
    form = PaymentAllocationForm
    columns = ["on", "payment", "bill", "part", "amount"]
    filters = ["payment", "bill", "part", "on"]
    sort = ["-on"]
    sections = [
        Section(
            label(zh="核销", en="Allocation"), ["payment", "bill", "part", "amount", "on", "refund"]
        ),
        Section(label(zh="其他", en="More"), ["customer", "project"], collapsed=True),
    ]
    menu = False
