"""入职事项 Onboarding task: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 769b08b8e0a74b9e21c6d76bc9ec19a8d377085eb2dd65d803915bd3128a9a98

from app.forms import (
    DateField,
    EnumField,
    FilesField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import OnboardingTask


class OnboardingTaskForm(RecordForm):
    entity = OnboardingTask
    employee = RefField()
    item = StringField()
    kind = EnumField()
    department = RefField()
    owner = RefField()
    due_on = DateField()
    gate = EnumField()
    papers = FilesField()


class OnboardingTaskFinishForm(TransitionForm):
    entity = OnboardingTask
    transition = "finish"


class OnboardingTaskSkipForm(TransitionForm):
    entity = OnboardingTask
    transition = "skip"


class OnboardingTaskView(RecordView):
    entity = OnboardingTask
    form = OnboardingTaskForm
    transition_forms = {"finish": OnboardingTaskFinishForm, "skip": OnboardingTaskSkipForm}
    columns = ["employee", "item", "kind", "department", "owner", "due_on", "gate", "state"]
    filters = ["state", "kind", "employee", "department", "owner", "due_on"]
    sort = ["due_on"]
    sections = [
        Section(
            label(zh="事项", en="Task"),
            [
                "employee",
                "item",
                "kind",
                "department",
                "owner",
                "due_on",
                "gate",
                "papers",
                "done_at",
            ],
        ),
        Section(label(zh="其他", en="More"), ["employee_name"], collapsed=True),
    ]
    menu = False
