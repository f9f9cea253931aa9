"""销售单 Sale: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 db92bf87fc33080fa66f0343f77860a6797c2339f6986fd4b53e808ff9f3fdb7

from app.forms import (
    BooleanField,
    DateTimeField,
    EnumField,
    MoneyField,
    RecordForm,
    RefField,
    SignatureField,
    StringField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Quick, Section, label
from app.web.view import RecordView

from .model import Sale


class SaleForm(RecordForm):
    entity = Sale
    store = RefField()
    buyer = RefField()
    summary = StringField()
    level = EnumField()
    promised_at = DateTimeField()
    delivery = BooleanField()
    address = TextField()
    freight = MoneyField()
    clerk = RefField()
    internal_note = TextField()
    solution = TextField()
    signed = SignatureField()


class SalePortalForm(RecordForm):
    entity = Sale
    summary = StringField()
    delivery = BooleanField()
    address = TextField()


class SalePackForm(TransitionForm):
    entity = Sale
    transition = "pack"
    clerk = RefField()


class SaleHoldForm(TransitionForm):
    entity = Sale
    transition = "hold"


class SaleDeliverForm(TransitionForm):
    entity = Sale
    transition = "deliver"


class SaleReleaseForm(TransitionForm):
    entity = Sale
    transition = "release"


class SaleCloseForm(TransitionForm):
    entity = Sale
    transition = "close"


class SaleRefundForm(TransitionForm):
    entity = Sale
    transition = "refund"


class SaleView(RecordView):
    entity = Sale
    form = SaleForm
    portal_form = SalePortalForm
    transition_forms = {
        "pack": SalePackForm,
        "hold": SaleHoldForm,
        "deliver": SaleDeliverForm,
        "release": SaleReleaseForm,
        "close": SaleCloseForm,
        "refund": SaleRefundForm,
    }
    columns = ["sale_no", "buyer", "state", "clerk", "promised_at", "total"]
    filters = ["state", "level", "clerk", "store"]
    sort = ["-promised_at"]
    sections = [
        Section(
            label(zh="基本", en="Basics"), ["store", "buyer", "summary", "level", "promised_at"]
        ),
        Section(label(zh="送货", en="Delivery"), ["delivery", "address", "freight"]),
        Section(
            label(zh="其他", en="More"),
            [
                "sale_no",
                "phone",
                "clerk",
                "goods",
                "total",
                "internal_note",
                "solution",
                "pack_due",
                "pack_status",
                "signed",
            ],
            collapsed=True,
        ),
    ]
    quick = [
        Quick("urgent", label(zh="急件", en="Urgent"), "level=high&state__in=new,packing"),
        Quick("late", label(zh="已过约定", en="Promised before today"), "promised_at__lt=today"),
    ]
    on_labels = ["buyer", "store"]
    kanban = "state"
    calendar = "promised_at"
    gantt = ("pack_due", "promised_at")
    mobile = ["clerk"]
