"""退款单 Refund: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 10dc08e88d53365e5be6dea5d134551e5b148de33f27c805058779a49647dcd7

from app.forms import (
    BankAccountField,
    BooleanField,
    DateField,
    EnumField,
    MoneyField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Refund


class RefundForm(RecordForm):
    entity = Refund
    kind = EnumField()
    payment = RefField()
    receipt = RefField()
    move_out_on = DateField()
    amount = MoneyField()
    reason = StringField()
    original = BooleanField()
    bank_account = BankAccountField()
    account_name = StringField()


class RefundCalculateForm(TransitionForm):
    entity = Refund
    transition = "calculate"
    amount = MoneyField()


class RefundApproveForm(TransitionForm):
    entity = Refund
    transition = "approve"


class RefundApproveLargeForm(TransitionForm):
    entity = Refund
    transition = "approve_large"


class RefundRejectForm(TransitionForm):
    entity = Refund
    transition = "reject"


class RefundPayForm(TransitionForm):
    entity = Refund
    transition = "pay"


class RefundCloseForm(TransitionForm):
    entity = Refund
    transition = "close"


class RefundView(RecordView):
    entity = Refund
    form = RefundForm
    transition_forms = {
        "calculate": RefundCalculateForm,
        "approve": RefundApproveForm,
        "approve_large": RefundApproveLargeForm,
        "reject": RefundRejectForm,
        "pay": RefundPayForm,
        "close": RefundCloseForm,
    }
    columns = ["refund_no", "payment", "receipt", "customer", "kind", "amount", "state", "paid_at"]
    filters = ["state", "kind", "project", "customer"]
    sort = ["-created_at"]
    sections = [
        Section(
            label(zh="退款", en="Refund"),
            [
                "kind",
                "payment",
                "receipt",
                "customer",
                "project",
                "move_out_on",
                "amount",
                "large",
                "reason",
                "original",
                "bank_account",
                "account_name",
            ],
        ),
        Section(
            label(zh="结果", en="Result"),
            ["calc", "channel_no", "paid_at", "cash_count", "voucher"],
        ),
        Section(label(zh="其他", en="More"), ["refund_no"], collapsed=True),
    ]
    menu = False
