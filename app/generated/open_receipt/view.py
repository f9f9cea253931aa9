"""暂收款 Unknown receipt: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 27ed8d7de86fb4e53914267f12ccbaeecd03dc24801d7201e336d98daaee8b05

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


class OpenReceiptAskBackForm(TransitionForm):
    entity = OpenReceipt
    transition = "ask_back"


class OpenReceiptKeepForm(TransitionForm):
    entity = OpenReceipt
    transition = "keep"


class OpenReceiptGiveBackForm(TransitionForm):
    entity = OpenReceipt
    transition = "give_back"


class OpenReceiptView(RecordView):
    entity = OpenReceipt
    form = OpenReceiptForm
    transition_forms = {
        "assign": OpenReceiptAssignForm,
        "ask_back": OpenReceiptAskBackForm,
        "keep": OpenReceiptKeepForm,
        "give_back": OpenReceiptGiveBackForm,
    }
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
