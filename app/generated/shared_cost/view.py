"""公摊费用 Shared cost: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 30b7b492cf5d00ec37e3d652005640cf66f5890600f8358bf9e4d3954652c140

from app.forms import FilesField, MoneyField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import SharedCost


class SharedCostForm(RecordForm):
    entity = SharedCost
    fee_item = RefField()
    project = RefField()
    building = RefField()
    period = StringField()
    amount = MoneyField()
    meter = RefField()
    document = FilesField()


class SharedCostView(RecordView):
    entity = SharedCost
    form = SharedCostForm
    columns = ["period", "fee_item", "project", "building", "amount", "billed"]
    filters = ["fee_item", "project", "building", "period", "billed"]
    sort = ["-period"]
    sections = [
        Section(
            label(zh="公摊", en="Shared cost"),
            ["fee_item", "project", "building", "period", "amount", "meter", "document", "billed"],
        ),
    ]
