"""服务时段 Service hours: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7028aa79075e7cfe48df0a235f3cb290088d1546fde7bfbda770b1ea77d956dd

from app.forms import EnumField, JsonField, RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import WorkingHours


class WorkingHoursForm(RecordForm):
    entity = WorkingHours
    code = StringField()
    name = StringField()
    mode = EnumField()
    windows = JsonField()


class WorkingHoursView(RecordView):
    entity = WorkingHours
    form = WorkingHoursForm
    columns = ["code", "name", "mode", "windows"]
    filters = ["mode"]
    sort = ["code"]
    sections = [Section(label(zh="时段", en="Hours"), ["code", "name", "mode", "windows"])]
