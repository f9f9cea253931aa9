"""税目 Kind of tax: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6062a5df7592f6a5a18614bcfd83a84af442899a18dea0139c5470fa3ef38675

from app.forms import BooleanField, RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import TaxKind


class TaxKindForm(RecordForm):
    entity = TaxKind
    code = StringField()
    name = StringField()
    tax_code = StringField()
    active = BooleanField()


class TaxKindView(RecordView):
    entity = TaxKind
    form = TaxKindForm
    columns = ["code", "name", "tax_code", "active"]
    filters = ["active"]
    sort = ["code"]
    sections = [Section(label(zh="税目", en="Kind of tax"), ["code", "name", "tax_code", "active"])]
