"""记账凭证 Voucher: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f5dd407036c73d02d08344e417514191b7031687f16b6060e5fe50c9be4c1826

from app.forms import (
    DateField,
    EnumField,
    FilesField,
    IntegerField,
    RecordForm,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Voucher


class VoucherForm(RecordForm):
    entity = Voucher
    date = DateField()
    word = EnumField()
    summary = StringField()
    attachments = IntegerField()
    documents = FilesField()


class VoucherSubmitForm(TransitionForm):
    entity = Voucher
    transition = "submit"


class VoucherRejectForm(TransitionForm):
    entity = Voucher
    transition = "reject"


class VoucherSignForm(TransitionForm):
    entity = Voucher
    transition = "sign"


class VoucherCheckForm(TransitionForm):
    entity = Voucher
    transition = "check"


class VoucherPostForm(TransitionForm):
    entity = Voucher
    transition = "post"


class VoucherCorrectForm(TransitionForm):
    entity = Voucher
    transition = "correct"


class VoucherReverseForm(TransitionForm):
    entity = Voucher
    transition = "reverse"


class VoucherView(RecordView):
    entity = Voucher
    form = VoucherForm
    transition_forms = {
        "submit": VoucherSubmitForm,
        "reject": VoucherRejectForm,
        "sign": VoucherSignForm,
        "check": VoucherCheckForm,
        "post": VoucherPostForm,
        "correct": VoucherCorrectForm,
        "reverse": VoucherReverseForm,
    }
    columns = [
        "voucher_no",
        "date",
        "summary",
        "debit",
        "event",
        "state",
        "maker",
        "checker",
        "poster",
    ]
    filters = ["state", "period", "date", "event", "word", "maker"]
    sort = ["-date", "-id"]
    sections = [
        Section(
            label(zh="凭证", en="Voucher"),
            [
                "date",
                "word",
                "voucher_no",
                "summary",
                "attachments",
                "documents",
                "debit",
                "credit",
            ],
        ),
        Section(
            label(zh="来源", en="Source"),
            ["event", "source_type", "source_id", "source_key", "rule", "reverses"],
        ),
        Section(
            label(zh="签章", en="Signatures"),
            [
                "maker",
                "checker",
                "cashier",
                "poster",
                "posted_at",
                "period",
                "number",
                "has_cash",
                "chain_no",
                "prev_hash",
                "hash",
            ],
        ),
    ]
