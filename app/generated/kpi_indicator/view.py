"""考核指标 KPI: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 143f7c0f4346ae59e9bb14e08bdbfa8c57dc0a888f7da3be31e48304b0d15118

from app.forms import BooleanField, EnumField, RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import KpiIndicator


class KpiIndicatorForm(RecordForm):
    entity = KpiIndicator
    code = StringField()
    name = StringField()
    source = EnumField()
    metric = EnumField()
    direction = EnumField()
    uom = StringField()
    note = StringField()
    active = BooleanField()


class KpiIndicatorView(RecordView):
    entity = KpiIndicator
    form = KpiIndicatorForm
    columns = ["code", "name", "source", "metric", "direction", "uom", "active"]
    filters = ["source", "metric", "direction", "active"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="指标", en="KPI"),
            ["code", "name", "source", "metric", "direction", "uom", "note", "active"],
        ),
    ]
