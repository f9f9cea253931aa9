"""订单行 Order line: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2cfe09d2f3c16fd767d818fd99baf72caa02c361521fe88de857ff1765e47f9c

from app.runtime.field import Section, label
from app.web.forms import IntegerField, RecordForm, RefField
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
