"""流程评估 Process evaluation: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2ba2b7bfb11ae47a3488841410649b1483e9f67ec1a36cc7ee453a18c0120002

from app.forms import RecordForm, TextField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ProcessEvaluation


class ProcessEvaluationForm(RecordForm):
    entity = ProcessEvaluation
    conclusion = TextField()


class ProcessEvaluationReviewForm(TransitionForm):
    entity = ProcessEvaluation
    transition = "review"
    conclusion = TextField()


class ProcessEvaluationReviseForm(TransitionForm):
    entity = ProcessEvaluation
    transition = "revise"


class ProcessEvaluationPublishForm(TransitionForm):
    entity = ProcessEvaluation
    transition = "publish"


class ProcessEvaluationView(RecordView):
    entity = ProcessEvaluation
    form = ProcessEvaluationForm
    transition_forms = {
        "review": ProcessEvaluationReviewForm,
        "revise": ProcessEvaluationReviseForm,
        "publish": ProcessEvaluationPublishForm,
    }
    columns = [
        "flow",
        "period",
        "cases",
        "cycle_p50_h",
        "cycle_p90_h",
        "bottleneck",
        "sla_breach",
        "rework",
        "fitness",
        "red",
        "state",
    ]
    filters = ["state", "flow", "grain", "period"]
    sort = ["-period"]
    sections = [
        Section(
            label(zh="评估", en="Evaluation"),
            [
                "flow",
                "period",
                "grain",
                "cases",
                "red",
                "bottleneck",
                "bottleneck_ratio",
                "made_at",
            ],
        ),
        Section(
            label(zh="时间", en="Time"),
            ["cycle_p50_h", "cycle_p90_h", "work_p50_h", "work_p90_h", "waiting", "sla_breach"],
        ),
        Section(
            label(zh="质量", en="Quality"),
            ["rework", "first_time", "fitness", "handovers", "automation"],
        ),
        Section(label(zh="结论", en="Conclusion"), ["conclusion", "published_at"]),
    ]
