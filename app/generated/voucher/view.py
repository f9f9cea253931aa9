"""记账凭证 Voucher: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 33c98d548b6073d6d911ed6fbabe06865223b6c0e18937ba9cbe0a20867e6228

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
                "prev_hash",
                "hash",
            ],
        ),
    ]
