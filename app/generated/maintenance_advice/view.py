"""维护策略建议 Maintenance suggestion: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4c35263564eb7330c45c83a1489d95d8876fec22c2cd070aa8d72cd11ff61dcd

from app.forms import RecordForm, StringField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import MaintenanceAdvice


class MaintenanceAdviceForm(RecordForm):
    entity = MaintenanceAdvice
    review_note = StringField()


class MaintenanceAdviceReviewForm(TransitionForm):
    entity = MaintenanceAdvice
    transition = "review"
    review_note = StringField()


class MaintenanceAdviceApplyForm(TransitionForm):
    entity = MaintenanceAdvice
    transition = "apply"


class MaintenanceAdviceHandleForm(TransitionForm):
    entity = MaintenanceAdvice
    transition = "handle"


class MaintenanceAdviceRejectForm(TransitionForm):
    entity = MaintenanceAdvice
    transition = "reject"


class MaintenanceAdviceImproveForm(TransitionForm):
    entity = MaintenanceAdvice
    transition = "improve"


class MaintenanceAdviceView(RecordView):
    entity = MaintenanceAdvice
    form = MaintenanceAdviceForm
    transition_forms = {
        "review": MaintenanceAdviceReviewForm,
        "apply": MaintenanceAdviceApplyForm,
        "handle": MaintenanceAdviceHandleForm,
        "reject": MaintenanceAdviceRejectForm,
        "improve": MaintenanceAdviceImproveForm,
    }
    columns = [
        "period",
        "kind",
        "category",
        "equipment",
        "plan",
        "current_days",
        "suggested_days",
        "saving_pct",
        "state",
        "effect",
    ]
    filters = ["state", "kind", "period", "project", "category", "effect"]
    sort = ["-period"]
    sections = [
        Section(
            label(zh="建议", en="Suggestion"),
            [
                "period",
                "kind",
                "category",
                "model",
                "equipment",
                "project",
                "plan",
                "current_days",
                "suggested_days",
                "saving_pct",
                "explanation",
            ],
        ),
        Section(
            label(zh="依据", en="Grounds"),
            [
                "pooled",
                "failures",
                "censored",
                "mtbf_h",
                "beta",
                "eta_h",
                "cost_preventive",
                "cost_failure",
                "cost_note",
                "optimal_days",
            ],
        ),
        Section(
            label(zh="复核与效果", en="Review and effect"),
            ["review_note", "applied_on", "check_on", "effect", "effect_note"],
        ),
    ]
