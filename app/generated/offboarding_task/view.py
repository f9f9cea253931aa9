"""离职交接事项 Clearance task: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 44b331d8b91ae635d1f816ecd940d0dd352243c64d6c7500b3667e91addfbf20

from app.forms import (
    BooleanField,
    DateField,
    MoneyField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import OffboardingTask


class OffboardingTaskForm(RecordForm):
    entity = OffboardingTask
    resignation = RefField()
    item = StringField()
    department = RefField()
    owner = RefField()
    due_on = DateField()
    blocking = BooleanField()
    amount = MoneyField()


class OffboardingTaskFinishForm(TransitionForm):
    entity = OffboardingTask
    transition = "finish"


class OffboardingTaskStartForm(TransitionForm):
    entity = OffboardingTask
    transition = "start"


class OffboardingTaskBlockForm(TransitionForm):
    entity = OffboardingTask
    transition = "block"


class OffboardingTaskUnblockForm(TransitionForm):
    entity = OffboardingTask
    transition = "unblock"


class OffboardingTaskWaiveForm(TransitionForm):
    entity = OffboardingTask
    transition = "waive"
    amount = MoneyField()


class OffboardingTaskView(RecordView):
    entity = OffboardingTask
    form = OffboardingTaskForm
    transition_forms = {
        "finish": OffboardingTaskFinishForm,
        "start": OffboardingTaskStartForm,
        "block": OffboardingTaskBlockForm,
        "unblock": OffboardingTaskUnblockForm,
        "waive": OffboardingTaskWaiveForm,
    }
    columns = ["employee", "item", "department", "owner", "due_on", "finding", "blocking", "state"]
    filters = ["state", "auto", "department", "owner", "employee", "due_on"]
    sort = ["due_on"]
    sections = [
        Section(
            label(zh="事项", en="Task"),
            [
                "resignation",
                "employee",
                "item",
                "department",
                "owner",
                "due_on",
                "blocking",
                "auto",
                "finding",
                "amount",
                "done_at",
            ],
        ),
        Section(label(zh="其他", en="More"), ["employee_name"], collapsed=True),
    ]
    menu = False
