"""工单进度 Work-order event: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4aee182cd822c99b4d7bc27887bc860303e625b195010a3bae3203aaa19838b8

from app.forms import (
    BooleanField,
    DateTimeField,
    DurationField,
    EnumField,
    RecordForm,
    RefField,
    TextField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import WorkOrderEvent


class WorkOrderEventForm(RecordForm):
    entity = WorkOrderEvent
    work_order = RefField()
    at = DateTimeField()
    kind = EnumField()
    text = TextField()
    internal = BooleanField()
    minutes = DurationField()


class WorkOrderEventPortalForm(RecordForm):
    entity = WorkOrderEvent
    text = TextField()


class WorkOrderEventView(RecordView):
    entity = WorkOrderEvent
    form = WorkOrderEventForm
    portal_form = WorkOrderEventPortalForm
    columns = ["at", "kind", "text", "actor", "internal"]
    filters = ["kind", "internal"]
    sort = ["at"]
    sections = [
        Section(
            label(zh="进度", en="Progress"),
            ["work_order", "at", "kind", "text", "internal", "minutes", "actor"],
        ),
    ]
    menu = False
