"""收费价格 Price: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f6b6d7890060c976926f6825231e4fbc8fa3eb1788cf31558e1a49a8c36759e9

from app.forms import DateField, DecimalField, EnumField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import FeePrice


class FeePriceForm(RecordForm):
    entity = FeePrice
    fee_item = RefField()
    project = RefField()
    unit_kind = EnumField()
    price = DecimalField()
    from_on = DateField()
    ground = StringField()


class FeePriceView(RecordView):
    entity = FeePrice
    form = FeePriceForm
    columns = ["fee_item", "project", "unit_kind", "price", "from_on", "ground"]
    filters = ["fee_item", "project", "unit_kind"]
    sort = ["-from_on"]
    sections = [
        Section(
            label(zh="价格", en="Price"),
            ["fee_item", "project", "unit_kind", "price", "from_on", "ground"],
        ),
    ]
    menu = False
