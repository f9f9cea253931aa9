"""流程目标 Process target: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7f9446acf6c556313c487102c506f5b538b627af1bdb2054823d9e7b03fde98d

from app.forms import DecimalField, EnumField, RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ProcessTarget


class ProcessTargetForm(RecordForm):
    entity = ProcessTarget
    flow = EnumField()
    stage = StringField()
    target_hours = DecimalField()


class ProcessTargetView(RecordView):
    entity = ProcessTarget
    form = ProcessTargetForm
    columns = ["flow", "state_name", "stage", "target_hours"]
    filters = ["flow"]
    sort = ["flow"]
    sections = [
        Section(label(zh="目标", en="Target"), ["flow", "stage", "state_name", "target_hours"]),
    ]
