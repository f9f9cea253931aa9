"""订单行 Order line: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2aa672d5213523992dd1a936589e10aeb798c27bf8e8c02e00c43fc0b2a151fa

from app.forms import IntegerField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import OrderLine


class OrderLineForm(RecordForm):
    entity = OrderLine
    order = RefField()
    product = RefField()
    quantity = IntegerField()


class OrderLineView(RecordView):
    entity = OrderLine
    form = OrderLineForm
    columns = ["order", "product", "quantity", "price", "amount"]
    filters = ["order", "product"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="订单行", en="Order line"), ["order", "product", "quantity", "price", "amount"]
        ),
    ]
    menu = False
