"""培训推荐 Training recommendation: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7db1114537b38e13d1c0dc5b9b3cd845e8c484bf9cdbe51f0ce7c25e7c121cd2

from app.forms import RecordForm, TransitionForm
from app.runtime.field import Quick, Section, label
from app.web.view import RecordView

from .model import TrainingRecommendation


class TrainingRecommendationForm(RecordForm):
    entity = TrainingRecommendation


class TrainingRecommendationEnrolForm(TransitionForm):
    entity = TrainingRecommendation
    transition = "enrol"


class TrainingRecommendationAgainForm(TransitionForm):
    entity = TrainingRecommendation
    transition = "again"


class TrainingRecommendationDismissForm(TransitionForm):
    entity = TrainingRecommendation
    transition = "dismiss"


class TrainingRecommendationFulfilForm(TransitionForm):
    entity = TrainingRecommendation
    transition = "fulfil"


class TrainingRecommendationLapseForm(TransitionForm):
    entity = TrainingRecommendation
    transition = "lapse"


class TrainingRecommendationView(RecordView):
    entity = TrainingRecommendation
    form = TrainingRecommendationForm
    transition_forms = {
        "enrol": TrainingRecommendationEnrolForm,
        "again": TrainingRecommendationAgainForm,
        "dismiss": TrainingRecommendationDismissForm,
        "fulfil": TrainingRecommendationFulfilForm,
        "lapse": TrainingRecommendationLapseForm,
    }
    columns = ["employee", "course", "score", "mandatory", "due_on", "reasons", "state"]
    filters = ["state", "mandatory", "course", "employee", "due_on"]
    sort = ["-score"]
    sections = [
        Section(
            label(zh="推荐", en="Recommendation"),
            [
                "employee",
                "employee_name",
                "course",
                "score",
                "mandatory",
                "due_on",
                "reasons",
                "batch",
                "decided_on",
            ],
        ),
    ]
    quick = [
        Quick(
            "overdue",
            label(zh="必修已逾期", en="Mandatory and overdue"),
            "state=fresh,enrolled&mandatory=true&due_on__lt=today",
        ),
        Quick(
            "due",
            label(zh="30 天内须完成", en="Due within 30 days"),
            "due_on__between=today,next_30_days",
        ),
    ]
