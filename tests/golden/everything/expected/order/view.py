"""订单 Order: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 95ffa8dc998cfc69c97bf7e972bc325fd4b88ab9246ce6f30af96dcd024cbc92

from app.forms import (
    BooleanField,
    DateField,
    DateTimeField,
    DurationField,
    EnumField,
    FilesField,
    MoneyField,
    PercentField,
    RatingField,
    RecordForm,
    RefField,
    SignatureField,
    StringField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Quick, Section, Tab, label
from app.web.view import RecordView

from .model import Order


class OrderForm(RecordForm):
    entity = Order
    branch = RefField()
    shopper = RefField()
    summary = StringField()
    category = RefField()
    urgency = EnumField()
    express = BooleanField()
    express_fee = MoneyField()
    ship_at = DateTimeField()
    clerk = RefField()
    ordered_on = DateField()
    effort = DurationField()
    discount = PercentField()
    reason = TextField()
    stars = RatingField()
    receipt = SignatureField()
    papers = FilesField()
    staff_note = TextField()


class OrderPortalForm(RecordForm):
    entity = Order
    branch = RefField()
    summary = StringField()
    category = RefField()
    express = BooleanField()


class OrderPlaceForm(TransitionForm):
    entity = Order
    transition = "place"


class OrderWaitForm(TransitionForm):
    entity = Order
    transition = "wait"


class OrderResumeForm(TransitionForm):
    entity = Order
    transition = "resume"


class OrderPackForm(TransitionForm):
    entity = Order
    transition = "pack"
    effort = DurationField()


class OrderShipForm(TransitionForm):
    entity = Order
    transition = "ship"
    ship_at = DateTimeField()


class OrderShipExpensiveForm(TransitionForm):
    entity = Order
    transition = "ship_expensive"


class OrderConfirmForm(TransitionForm):
    entity = Order
    transition = "confirm"
    stars = RatingField()
    receipt = SignatureField()


class OrderCancelForm(TransitionForm):
    entity = Order
    transition = "cancel"
    reason = TextField()


class OrderReopenForm(TransitionForm):
    entity = Order
    transition = "reopen"


class OrderView(RecordView):
    entity = Order
    form = OrderForm
    portal_form = OrderPortalForm
    transition_forms = {
        "place": OrderPlaceForm,
        "wait": OrderWaitForm,
        "resume": OrderResumeForm,
        "pack": OrderPackForm,
        "ship": OrderShipForm,
        "ship_expensive": OrderShipExpensiveForm,
        "confirm": OrderConfirmForm,
        "cancel": OrderCancelForm,
        "reopen": OrderReopenForm,
    }
    columns = ["order_no", "shopper", "shopper.phone", "state", "total", "due_at"]
    filters = ["state", "urgency", "clerk", "branch", "ordered_on"]
    sort = ["-due_at", "order_no"]
    sections = [
        Section(
            label(zh="基本", en="Basics"), ["branch", "shopper", "summary", "category", "urgency"]
        ),
        Section(
            label(zh="发货", en="Shipping"),
            ["express", "express_fee", "ship_at"],
            collapsed=True,
            tab="shipping",
        ),
        Section(
            label(zh="其他", en="More"),
            [
                "order_no",
                "phone",
                "clerk",
                "ordered_on",
                "effort",
                "lines_total",
                "lines_count",
                "discount",
                "total",
                "reason",
                "stars",
                "receipt",
                "papers",
                "answer_due",
                "due_at",
                "clock_state",
                "staff_note",
            ],
            collapsed=True,
            tab="shipping",
        ),
    ]
    tabs = [
        Tab("rows", label(zh="明细", en="Lines"), ["lines"]),
        Tab("shipping", label(zh="发货", en="Shipping")),
    ]
    quick = [
        Quick(
            "late",
            label(zh="已超时", en="Late"),
            "due_at__lt=today&state__in=placed,packed&shopper.phone__is_null=false",
        ),
    ]
    on_labels = ["shopper", "shopper.phone"]
    in_picker = ["state", "total"]
    kanban = "state"
    calendar = "due_at"
    gantt = ("ordered_on", "due_at")
    mobile = ["packer"]
    menu = False
