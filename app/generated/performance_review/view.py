"""绩效考核 Review: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5610770206ad8056b119864c5c56ce5ee927f75a31c463ec34eb1e522b0cf3c8

from app.forms import DecimalField, EnumField, RecordForm, RefField, TextField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import PerformanceReview


class PerformanceReviewForm(RecordForm):
    entity = PerformanceReview
    reviewer = RefField()
    self_score = DecimalField()
    self_comment = TextField()
    judged_score = DecimalField()
    judged_comment = TextField()
    draft_grade = EnumField()
    appeal = TextField()
    appeal_answer = TextField()
    appeal_grade = EnumField()


class PerformanceReviewSelfDoneForm(TransitionForm):
    entity = PerformanceReview
    transition = "self_done"
    self_score = DecimalField()
    self_comment = TextField()


class PerformanceReviewSkipSelfForm(TransitionForm):
    entity = PerformanceReview
    transition = "skip_self"


class PerformanceReviewManagerDoneForm(TransitionForm):
    entity = PerformanceReview
    transition = "manager_done"
    judged_score = DecimalField()
    judged_comment = TextField()


class PerformanceReviewCalibrateForm(TransitionForm):
    entity = PerformanceReview
    transition = "calibrate"
    draft_grade = EnumField()


class PerformanceReviewAcceptForm(TransitionForm):
    entity = PerformanceReview
    transition = "accept"


class PerformanceReviewRecalibrateForm(TransitionForm):
    entity = PerformanceReview
    transition = "recalibrate"
    draft_grade = EnumField()


class PerformanceReviewPublishForm(TransitionForm):
    entity = PerformanceReview
    transition = "publish"


class PerformanceReviewAcknowledgeForm(TransitionForm):
    entity = PerformanceReview
    transition = "acknowledge"


class PerformanceReviewAppealForm(TransitionForm):
    entity = PerformanceReview
    transition = "appeal"
    appeal = TextField()


class PerformanceReviewReviewAppealForm(TransitionForm):
    entity = PerformanceReview
    transition = "review_appeal"
    appeal_answer = TextField()
    appeal_grade = EnumField()


class PerformanceReviewFinaliseForm(TransitionForm):
    entity = PerformanceReview
    transition = "finalise"


class PerformanceReviewAutoFinalForm(TransitionForm):
    entity = PerformanceReview
    transition = "auto_final"


class PerformanceReviewView(RecordView):
    entity = PerformanceReview
    form = PerformanceReviewForm
    transition_forms = {
        "self_done": PerformanceReviewSelfDoneForm,
        "skip_self": PerformanceReviewSkipSelfForm,
        "manager_done": PerformanceReviewManagerDoneForm,
        "calibrate": PerformanceReviewCalibrateForm,
        "accept": PerformanceReviewAcceptForm,
        "recalibrate": PerformanceReviewRecalibrateForm,
        "publish": PerformanceReviewPublishForm,
        "acknowledge": PerformanceReviewAcknowledgeForm,
        "appeal": PerformanceReviewAppealForm,
        "review_appeal": PerformanceReviewReviewAppealForm,
        "finalise": PerformanceReviewFinaliseForm,
        "auto_final": PerformanceReviewAutoFinalForm,
    }
    columns = [
        "employee",
        "cycle",
        "department",
        "position",
        "kpi_score",
        "final_score",
        "grade",
        "state",
    ]
    filters = ["state", "cycle", "department", "position", "employee", "reviewer", "grade"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="考核", en="Review"),
            ["cycle", "employee", "employee_name", "department", "position", "reviewer"],
        ),
        Section(
            label(zh="评分", en="Scores"),
            [
                "kpi_score",
                "renormalised",
                "self_score",
                "self_comment",
                "manager_score",
                "peer_score",
                "final_score",
                "grade",
                "comment",
            ],
        ),
        Section(
            label(zh="校准", en="Calibration"),
            [
                "judged_score",
                "judged_comment",
                "peer_avg",
                "peer_count",
                "draft_score",
                "band_grade",
                "quota_grade",
                "place",
                "draft_grade",
            ],
        ),
        Section(
            label(zh="确认与申诉", en="Answer and appeal"),
            [
                "published_at",
                "appeal_until",
                "employee_ack",
                "appeal",
                "appeal_answer",
                "appeal_grade",
            ],
        ),
        Section(label(zh="建议", en="Suggestions"), ["promotion_hint", "pay_hint"]),
    ]
