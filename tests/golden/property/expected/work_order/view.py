"""工单 Work order: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a2bf26ff6ada0bdd1ad5f8beca41d5caa11baacd1b30f2612dca0f21e962aa6a

from app.forms import (
    BooleanField,
    EnumField,
    ImagesField,
    MoneyField,
    RecordForm,
    RefField,
    StringField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import WorkOrder


class WorkOrderForm(RecordForm):
    entity = WorkOrder
    customer = RefField()
    summary = StringField()
    priority = EnumField()
    project = RefField()
    assignee = RefField()
    solution = TextField()
    internal_note = TextField()
    chargeable = BooleanField()
    quote = MoneyField()
    photos = ImagesField()


class WorkOrderAssignForm(TransitionForm):
    entity = WorkOrder
    transition = "assign"
    assignee = RefField()


class WorkOrderStartForm(TransitionForm):
    entity = WorkOrder
    transition = "start"


class WorkOrderCloseForm(TransitionForm):
    entity = WorkOrder
    transition = "close"


class WorkOrderCloseExpensiveForm(TransitionForm):
    entity = WorkOrder
    transition = "close_expensive"


class WorkOrderView(RecordView):
    entity = WorkOrder
    form = WorkOrderForm
    transition_forms = {
        "assign": WorkOrderAssignForm,
        "start": WorkOrderStartForm,
        "close": WorkOrderCloseForm,
        "close_expensive": WorkOrderCloseExpensiveForm,
    }
    columns = ["order_no", "customer", "state", "assignee", "due_at"]
    filters = ["state", "priority", "assignee"]
    sort = ["-due_at"]
    sections = [
        Section(label(zh="基本", en="Basics"), ["customer", "summary", "priority"]),
        Section(
            label(zh="其他", en="More"),
            [
                "order_no",
                "project",
                "phone",
                "assignee",
                "solution",
                "internal_note",
                "chargeable",
                "quote",
                "parts_cost",
                "total",
                "due_at",
                "photos",
            ],
            collapsed=True,
        ),
    ]
    kanban = "state"
    calendar = "due_at"
    mobile = ["technician"]
