"""服务方案模板 Service plan template: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 99e452a15753f9bfcb708562892e6256d499d54556cfb7497bdb747909f4bf6a

from app.forms import (
    BooleanField,
    IntegerField,
    PercentField,
    RecordForm,
    StringField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ServicePlanTemplate


class ServicePlanTemplateForm(RecordForm):
    entity = ServicePlanTemplate
    code = StringField()
    name = StringField()
    description = TextField()
    standard = BooleanField()
    threshold = PercentField()
    needs_sensitive = BooleanField()
    months = IntegerField()


class ServicePlanTemplateActivateForm(TransitionForm):
    entity = ServicePlanTemplate
    transition = "activate"


class ServicePlanTemplateReviseForm(TransitionForm):
    entity = ServicePlanTemplate
    transition = "revise"


class ServicePlanTemplateRetireForm(TransitionForm):
    entity = ServicePlanTemplate
    transition = "retire"


class ServicePlanTemplateView(RecordView):
    entity = ServicePlanTemplate
    form = ServicePlanTemplateForm
    transition_forms = {
        "activate": ServicePlanTemplateActivateForm,
        "revise": ServicePlanTemplateReviseForm,
        "retire": ServicePlanTemplateRetireForm,
    }
    columns = [
        "code",
        "name",
        "standard",
        "threshold",
        "weight_total",
        "needs_sensitive",
        "months",
        "state",
    ]
    filters = ["state", "standard"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="方案", en="Plan"),
            [
                "code",
                "name",
                "description",
                "standard",
                "threshold",
                "needs_sensitive",
                "months",
                "weight_total",
            ],
        ),
    ]
