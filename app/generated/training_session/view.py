"""培训班次 Training session: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 844a5b1e58c9805b0491ff97fa85be3fa0ccb8212badb7c32fd49359938c0e87

from app.forms import (
    DateTimeField,
    IntegerField,
    MoneyField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Quick, Section, label
from app.web.view import RecordView

from .model import TrainingSession


class TrainingSessionForm(RecordForm):
    entity = TrainingSession
    course = RefField()
    starts_at = DateTimeField()
    ends_at = DateTimeField()
    place = StringField()
    trainer = RefField()
    trainer_name = StringField()
    capacity = IntegerField()
    cost = MoneyField()


class TrainingSessionOpenForm(TransitionForm):
    entity = TrainingSession
    transition = "open"


class TrainingSessionRunForm(TransitionForm):
    entity = TrainingSession
    transition = "run"


class TrainingSessionFinishForm(TransitionForm):
    entity = TrainingSession
    transition = "finish"


class TrainingSessionCancelForm(TransitionForm):
    entity = TrainingSession
    transition = "cancel"


class TrainingSessionView(RecordView):
    entity = TrainingSession
    form = TrainingSessionForm
    transition_forms = {
        "open": TrainingSessionOpenForm,
        "run": TrainingSessionRunForm,
        "finish": TrainingSessionFinishForm,
        "cancel": TrainingSessionCancelForm,
    }
    columns = [
        "session_no",
        "course_name",
        "starts_at",
        "place",
        "trainer",
        "taken",
        "capacity",
        "waiting",
        "state",
    ]
    filters = ["state", "course", "starts_at", "trainer"]
    sort = ["-starts_at"]
    sections = [
        Section(
            label(zh="班次", en="Session"),
            ["course", "starts_at", "ends_at", "place", "trainer", "trainer_name"],
        ),
        Section(
            label(zh="名额与费用", en="Places and cost"), ["capacity", "taken", "waiting", "cost"]
        ),
        Section(label(zh="其他", en="More"), ["session_no", "course_name"], collapsed=True),
    ]
    quick = [
        Quick(
            "soon",
            label(zh="30 天内", en="Within 30 days"),
            "starts_at__between=today,next_30_days",
        ),
    ]
    calendar = "starts_at"
