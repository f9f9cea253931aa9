"""改进措施 Improvement measure: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e233421a117959860f7cf75be97f4037d5fdf0bf9a4f4df18b34a8c7ed1fb7d1

from app.forms import (
    DateField,
    DecimalField,
    EnumField,
    RecordForm,
    RefField,
    StringField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Improvement


class ImprovementForm(RecordForm):
    entity = Improvement
    name = StringField()
    action = TextField()
    project = RefField()
    topic = RefField()
    owner = RefField()
    due_on = DateField()
    metric = EnumField()
    metric_note = StringField()
    baseline = DecimalField()
    target = DecimalField()
    actual = DecimalField()
    check_on = DateField()
    result = TextField()
    public_note = TextField()


class ImprovementApproveForm(TransitionForm):
    entity = Improvement
    transition = "approve"
    owner = RefField()
    due_on = DateField()
    metric = EnumField()
    metric_note = StringField()
    baseline = DecimalField()
    target = DecimalField()
    check_on = DateField()


class ImprovementRejectForm(TransitionForm):
    entity = Improvement
    transition = "reject"


class ImprovementStartForm(TransitionForm):
    entity = Improvement
    transition = "start"


class ImprovementFinishForm(TransitionForm):
    entity = Improvement
    transition = "finish"
    result = TextField()
    check_on = DateField()


class ImprovementMeasureForm(TransitionForm):
    entity = Improvement
    transition = "measure"
    actual = DecimalField()


class ImprovementVerifyForm(TransitionForm):
    entity = Improvement
    transition = "verify"


class ImprovementFailForm(TransitionForm):
    entity = Improvement
    transition = "fail"


class ImprovementPublishForm(TransitionForm):
    entity = Improvement
    transition = "publish"
    public_note = TextField()


class ImprovementView(RecordView):
    entity = Improvement
    form = ImprovementForm
    transition_forms = {
        "approve": ImprovementApproveForm,
        "reject": ImprovementRejectForm,
        "start": ImprovementStartForm,
        "finish": ImprovementFinishForm,
        "measure": ImprovementMeasureForm,
        "verify": ImprovementVerifyForm,
        "fail": ImprovementFailForm,
        "publish": ImprovementPublishForm,
    }
    columns = [
        "im_no",
        "name",
        "source",
        "project",
        "topic",
        "owner_name",
        "due_on",
        "metric",
        "baseline",
        "target",
        "actual",
        "achieved",
        "state",
    ]
    filters = ["state", "source", "project", "topic", "metric", "owner", "due_on"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="措施", en="Measure"),
            ["name", "action", "project", "topic", "owner", "owner_name", "due_on"],
        ),
        Section(
            label(zh="由来", en="Where it comes from"),
            ["source", "reason", "summary", "survey", "finding", "advice", "previous", "opinions"],
        ),
        Section(
            label(zh="效果", en="Effect"),
            [
                "metric",
                "metric_note",
                "baseline",
                "target",
                "actual",
                "achieved",
                "effective",
                "measured_on",
                "measured_rows",
                "check_on",
                "result",
                "done_on",
            ],
        ),
        Section(label(zh="你提我改", en="You said it"), ["public_note", "published_at", "told"]),
        Section(label(zh="其他", en="More"), ["im_no"], collapsed=True),
    ]
    kanban = "state"
    menu = False
