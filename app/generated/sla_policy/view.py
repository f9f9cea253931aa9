"""服务时限 SLA policy: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bd817e4ee20ba1a2dd637f84b62542b4da7ddac119bdcbf68b9f616f67e691d7

from app.forms import DurationField, EnumField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import SlaPolicy


class SlaPolicyForm(RecordForm):
    entity = SlaPolicy
    code = StringField()
    priority = EnumField()
    category = RefField()
    project = RefField()
    respond_min = DurationField()
    arrive_min = DurationField()
    resolve_min = DurationField()
    hours = RefField()


class SlaPolicyView(RecordView):
    entity = SlaPolicy
    form = SlaPolicyForm
    columns = [
        "code",
        "priority",
        "category",
        "project",
        "respond_min",
        "arrive_min",
        "resolve_min",
        "hours",
    ]
    filters = ["priority", "category", "project"]
    sort = ["code"]
    sections = [
        Section(label(zh="适用", en="Applies to"), ["code", "priority", "category", "project"]),
        Section(
            label(zh="时限", en="Limits"), ["respond_min", "arrive_min", "resolve_min", "hours"]
        ),
    ]
