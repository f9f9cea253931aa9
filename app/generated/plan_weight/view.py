"""需求权重 Feature weight: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 16a5db556bda46058765120ed4aa5936d3eba047b4fa024755bdafaf33d08bca

from app.forms import EnumField, PercentField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import PlanWeight


class PlanWeightForm(RecordForm):
    entity = PlanWeight
    template = RefField()
    feature = EnumField()
    category = RefField()
    weight = PercentField()


class PlanWeightView(RecordView):
    entity = PlanWeight
    form = PlanWeightForm
    columns = ["template", "feature", "category", "weight"]
    filters = ["template", "feature"]
    sort = ["template"]
    sections = [
        Section(label(zh="权重", en="Weight"), ["template", "feature", "category", "weight"]),
    ]
    menu = False
