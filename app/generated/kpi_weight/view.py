"""指标权重 Weight of a KPI: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f7ba846e7e82729178c8f185261c45c2e810d5c9706f7e7ab48f61306e42488c

from app.forms import DecimalField, IntegerField, PercentField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import KpiWeight


class KpiWeightForm(RecordForm):
    entity = KpiWeight
    scheme = RefField()
    indicator = RefField()
    target = DecimalField()
    floor = DecimalField()
    cap = IntegerField()
    weight = PercentField()


class KpiWeightView(RecordView):
    entity = KpiWeight
    form = KpiWeightForm
    columns = ["scheme", "indicator", "target", "floor", "cap", "weight"]
    filters = ["scheme", "indicator"]
    sort = ["scheme"]
    sections = [
        Section(
            label(zh="权重", en="Weight"),
            ["scheme", "indicator", "target", "floor", "cap", "weight"],
        ),
    ]
    menu = False
