"""税率 Tax rate: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1a94cd5ab215e7608589b5bc921e5f8ae0cbb6642ab639ea90b1240be3afad6b

from app.forms import (
    BooleanField,
    DateField,
    EnumField,
    PercentField,
    RecordForm,
    RefField,
    StringField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import TaxRate


class TaxRateForm(RecordForm):
    entity = TaxRate
    tax_kind = RefField()
    taxpayer = EnumField()
    from_on = DateField()
    rate = PercentField()
    simple = BooleanField()
    ground = StringField()


class TaxRateView(RecordView):
    entity = TaxRate
    form = TaxRateForm
    columns = ["tax_kind", "taxpayer", "from_on", "rate", "simple"]
    filters = ["tax_kind", "taxpayer"]
    sort = ["-from_on"]
    sections = [
        Section(
            label(zh="税率", en="Rate"),
            ["tax_kind", "taxpayer", "from_on", "rate", "simple", "ground"],
        ),
    ]
    menu = False
