"""收款单 Payment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cb2ac318503c94d2a6d20bd718478676362115cce7955c2b6015055e3072e8da

from app.forms import (
    EnumField,
    MoneyField,
    RecordForm,
    RefField,
    RefsField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Payment


class PaymentForm(RecordForm):
    entity = Payment
    customer = RefField()
    project = RefField()
    channel = EnumField()
    amount = MoneyField()
    rule = EnumField()
    chosen = RefsField()
    channel_trade_no = StringField()
    account = RefField()
    payer_name = StringField()
    note = StringField()


class PaymentSubmitForm(TransitionForm):
    entity = Payment
    transition = "submit"


class PaymentReceiveForm(TransitionForm):
    entity = Payment
    transition = "receive"


class PaymentSettleForm(TransitionForm):
    entity = Payment
    transition = "settle"


class PaymentFailForm(TransitionForm):
    entity = Payment
    transition = "fail"


class PaymentReconcileForm(TransitionForm):
    entity = Payment
    transition = "reconcile"


class PaymentReopenForm(TransitionForm):
    entity = Payment
    transition = "reopen"


class PaymentRefundForm(TransitionForm):
    entity = Payment
    transition = "refund"


class PaymentView(RecordView):
    entity = Payment
    form = PaymentForm
    transition_forms = {
        "submit": PaymentSubmitForm,
        "receive": PaymentReceiveForm,
        "settle": PaymentSettleForm,
        "fail": PaymentFailForm,
        "reconcile": PaymentReconcileForm,
        "reopen": PaymentReopenForm,
        "refund": PaymentRefundForm,
    }
    columns = [
        "payment_no",
        "customer",
        "project",
        "channel",
        "amount",
        "allocated",
        "prepaid",
        "refunded",
        "paid_at",
        "state",
        "receipt_no",
    ]
    filters = ["state", "channel", "project", "customer", "paid_at"]
    sort = ["-created_at"]
    sections = [
        Section(
            label(zh="收款", en="Payment"),
            [
                "customer",
                "project",
                "channel",
                "amount",
                "rule",
                "chosen",
                "channel_trade_no",
                "account",
                "payer_name",
                "note",
            ],
        ),
        Section(
            label(zh="结果", en="Result"),
            [
                "allocated",
                "prepaid",
                "refunded",
                "paid_at",
                "receipt_no",
                "out_trade_no",
                "expires_at",
                "channel_fee",
                "cash_count",
                "settlement",
                "voucher",
            ],
        ),
        Section(label(zh="其他", en="More"), ["payment_no"], collapsed=True),
    ]
