"""销售明细 Sale line: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5ee7b7f97d5281d2f17124f241f386d1a38087104d111dc7553eea3bdae15777

from app.runtime.field import Section, label
from app.web.forms import DecimalField, MoneyField, RecordForm, RefField
from app.web.view import RecordView

from .model import SaleLine


class SaleLineForm(RecordForm):
    entity = SaleLine
    sale = RefField()
    article = RefField()
    count = DecimalField()
    price = MoneyField()


class SaleLineView(RecordView):
    entity = SaleLine
    form = SaleLineForm
    columns = ["article", "sale", "count", "price", "amount"]
    filters = ["sale", "article"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="销售明细", en="Sale line"), ["sale", "article", "count", "price", "amount"]
        ),
    ]
    menu = False
