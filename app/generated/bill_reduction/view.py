"""减免申请 Reduction: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ce8d9310234b7d116296dac2ee09b624b90cddcdee90892b71d984dfb57e0690

from app.forms import (
    EnumField,
    FilesField,
    MoneyField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import BillReduction


class BillReductionForm(RecordForm):
    entity = BillReduction
    bill = RefField()
    kind = EnumField()
    amount = MoneyField()
    reason = StringField()
    document = FilesField()


class BillReductionApproveForm(TransitionForm):
    entity = BillReduction
    transition = "approve"


class BillReductionRejectForm(TransitionForm):
    entity = BillReduction
    transition = "reject"


class BillReductionView(RecordView):
    entity = BillReduction
    form = BillReductionForm
    transition_forms = {"approve": BillReductionApproveForm, "reject": BillReductionRejectForm}
    columns = ["bill", "kind", "amount", "reason", "state", "created_at"]
    filters = ["state", "kind", "project"]
    sort = ["-created_at"]
    sections = [
        Section(
            label(zh="减免", en="Reduction"),
            ["bill", "kind", "amount", "reason", "document", "refund", "voucher"],
        ),
        Section(label(zh="其他", en="More"), ["project"], collapsed=True),
    ]
    menu = False
