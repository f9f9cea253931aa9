"""反馈汇总 Feedback summary: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 542185492346514f0de9a219c5a7a8968c53ec71be8ea3cc301d5bad2d646d72

from app.forms import RecordForm, TextField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import FeedbackSummary


class FeedbackSummaryForm(RecordForm):
    entity = FeedbackSummary
    conclusion = TextField()


class FeedbackSummaryReviewForm(TransitionForm):
    entity = FeedbackSummary
    transition = "review"
    conclusion = TextField()


class FeedbackSummaryReviseForm(TransitionForm):
    entity = FeedbackSummary
    transition = "revise"


class FeedbackSummaryPublishForm(TransitionForm):
    entity = FeedbackSummary
    transition = "publish"


class FeedbackSummaryView(RecordView):
    entity = FeedbackSummary
    form = FeedbackSummaryForm
    transition_forms = {
        "review": FeedbackSummaryReviewForm,
        "revise": FeedbackSummaryReviseForm,
        "publish": FeedbackSummaryPublishForm,
    }
    columns = [
        "period",
        "project",
        "total",
        "before",
        "negative",
        "critical",
        "on_time",
        "psi",
        "proposed",
        "state",
    ]
    filters = ["state", "grain", "project", "period"]
    sort = ["-period"]
    sections = [
        Section(
            label(zh="汇总", en="Summary"),
            [
                "period",
                "grain",
                "project",
                "total",
                "before",
                "negative",
                "critical",
                "on_time",
                "psi",
                "proposed",
                "made_at",
            ],
        ),
        Section(label(zh="结论", en="Conclusion"), ["conclusion", "published_at"]),
    ]
