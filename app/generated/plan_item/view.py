"""方案服务项 Service of a template: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b58605af0784795af1fbced3283756d3b26f6598925f1e187aff84b911e70c27

from app.forms import EnumField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import PlanItem


class PlanItemForm(RecordForm):
    entity = PlanItem
    template = RefField()
    service = StringField()
    frequency = EnumField()
    category = RefField()
    fee_item = RefField()


class PlanItemView(RecordView):
    entity = PlanItem
    form = PlanItemForm
    columns = ["template", "service", "frequency", "category", "fee_item"]
    filters = ["template", "frequency"]
    sort = ["template"]
    sections = [
        Section(
            label(zh="服务", en="Service"),
            ["template", "service", "frequency", "category", "fee_item"],
        ),
    ]
    menu = False
