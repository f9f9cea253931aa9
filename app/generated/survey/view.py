"""满意度调查 Satisfaction survey: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a9926b02bcbe170498a3c730fc302f5a8024bd3cb9d415b9c9eae57c971bd188

from app.forms import (
    BooleanField,
    DateTimeField,
    EnumField,
    IntegerField,
    JsonField,
    PercentField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Survey


class SurveyForm(RecordForm):
    entity = Survey
    subject = StringField()
    kind = EnumField()
    project = RefField()
    questions = JsonField()
    anonymous = BooleanField()
    opens_at = DateTimeField()
    closes_at = DateTimeField()
    recurrence = EnumField()
    period = StringField()
    sample_pct = PercentField()
    seed = IntegerField()


class SurveyScheduleForm(TransitionForm):
    entity = Survey
    transition = "schedule"


class SurveyOpenForm(TransitionForm):
    entity = Survey
    transition = "open"


class SurveyCloseForm(TransitionForm):
    entity = Survey
    transition = "close"


class SurveyArchiveForm(TransitionForm):
    entity = Survey
    transition = "archive"


class SurveyImproveForm(TransitionForm):
    entity = Survey
    transition = "improve"


class SurveyView(RecordView):
    entity = Survey
    form = SurveyForm
    transition_forms = {
        "schedule": SurveyScheduleForm,
        "open": SurveyOpenForm,
        "close": SurveyCloseForm,
        "archive": SurveyArchiveForm,
        "improve": SurveyImproveForm,
    }
    columns = [
        "code",
        "subject",
        "kind",
        "project",
        "recurrence",
        "opens_at",
        "closes_at",
        "state",
        "invited",
        "csat_avg",
    ]
    filters = ["kind", "project", "state", "recurrence"]
    sort = ["-opens_at"]
    sections = [
        Section(
            label(zh="调查", en="Survey"), ["subject", "kind", "project", "questions", "anonymous"]
        ),
        Section(
            label(zh="排期", en="Schedule"),
            [
                "opens_at",
                "closes_at",
                "recurrence",
                "next_on",
                "anchor_on",
                "period",
                "sample_pct",
                "seed",
            ],
        ),
        Section(label(zh="结果", en="Results"), ["invited", "csat_avg", "statistics", "previous"]),
        Section(label(zh="其他", en="More"), ["code"], collapsed=True),
    ]
    kanban = "state"
    calendar = "opens_at"
    gantt = ("opens_at", "closes_at")
