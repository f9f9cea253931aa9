"""暂收款 Unknown receipt: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 db67312c321562b9fc0c670ce15645e2b71be240231fdcd213c5b1e6038fc876

from app.forms import RecordForm, RefField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import OpenReceipt


class OpenReceiptForm(RecordForm):
    entity = OpenReceipt
    customer = RefField()


class OpenReceiptAssignForm(TransitionForm):
    entity = OpenReceipt
    transition = "assign"
    customer = RefField()


class OpenReceiptView(RecordView):
    entity = OpenReceipt
    form = OpenReceiptForm
    transition_forms = {"assign": OpenReceiptAssignForm}
    columns = [
        "receipt_no",
        "channel",
        "trade_no",
        "paid_at",
        "amount",
        "project",
        "customer",
        "state",
    ]
    filters = ["state", "channel", "project", "paid_at"]
    sort = ["-paid_at"]
    sections = [
        Section(
            label(zh="暂收", en="Receipt"),
            [
                "channel",
                "trade_no",
                "paid_at",
                "amount",
                "settlement",
                "trade",
                "project",
                "customer",
                "payment",
                "voucher",
            ],
        ),
        Section(label(zh="其他", en="More"), ["receipt_no"], collapsed=True),
    ]
