"""销售明细 Sale line: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a125f511f2a7e0359c6a070aa54e1d33a37ae0344a737fc36b400ddfeaf4acc6

from app.forms import DecimalField, MoneyField, RecordForm, RefField
from app.runtime.field import Section, label
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
