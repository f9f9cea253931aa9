"""维护计划 Maintenance plan: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 059473596e1225eb1e923069e233c234dace1713677b6ded825ea28b3954d07f

from app.forms import (
    BooleanField,
    DateField,
    DurationField,
    EnumField,
    EnumsField,
    IntegerField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import MaintenancePlan


class MaintenancePlanForm(RecordForm):
    entity = MaintenancePlan
    name = StringField()
    project = RefField()
    kind = EnumField()
    covers = EnumField()
    equipment = RefField()
    category = RefField()
    interval = IntegerField()
    unit = EnumField()
    basis = EnumField()
    anchor_on = DateField()
    month_end = BooleanField()
    weekdays = EnumsField()
    nonworkday = EnumField()
    lead_days = IntegerField()
    window_days = IntegerField()
    catchup = EnumField()
    assignee = RefField()
    standard_min = DurationField()


class MaintenancePlanActivateForm(TransitionForm):
    entity = MaintenancePlan
    transition = "activate"


class MaintenancePlanGenerateForm(TransitionForm):
    entity = MaintenancePlan
    transition = "generate"


class MaintenancePlanPauseForm(TransitionForm):
    entity = MaintenancePlan
    transition = "pause"


class MaintenancePlanArchiveForm(TransitionForm):
    entity = MaintenancePlan
    transition = "archive"


class MaintenancePlanView(RecordView):
    entity = MaintenancePlan
    form = MaintenancePlanForm
    transition_forms = {
        "activate": MaintenancePlanActivateForm,
        "generate": MaintenancePlanGenerateForm,
        "pause": MaintenancePlanPauseForm,
        "archive": MaintenancePlanArchiveForm,
    }
    columns = [
        "code",
        "name",
        "project",
        "kind",
        "covers",
        "interval",
        "unit",
        "basis",
        "state",
        "assignee_name",
        "targets",
    ]
    filters = ["state", "project", "kind", "covers", "unit", "basis", "category", "source"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="对象", en="What"),
            ["code", "name", "project", "kind", "covers", "equipment", "category"],
        ),
        Section(
            label(zh="周期", en="When"),
            ["interval", "unit", "basis", "anchor_on", "month_end", "weekdays", "nonworkday"],
        ),
        Section(
            label(zh="生成与执行", en="How"),
            ["lead_days", "window_days", "catchup", "assignee", "assignee_name", "standard_min"],
        ),
        Section(label(zh="来源", en="Origin"), ["source", "rule_from", "targets"], collapsed=True),
    ]
