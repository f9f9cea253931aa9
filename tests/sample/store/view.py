"""门店 Store: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c45c4ce2ec4fd361c2e4f0ed5f97436d14a339ea1daddbe36f76092a1bc7a926

from app.forms import DateField, GeoField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Store


class StoreForm(RecordForm):
    entity = Store
    code = StringField()
    name = StringField()
    above = RefField()
    opened = DateField()
    place = GeoField()


class StoreView(RecordView):
    entity = Store
    form = StoreForm
    columns = ["name", "code", "above", "opened"]
    filters = ["above", "opened"]
    sort = ["-id"]
    sections = [Section(label(zh="门店", en="Store"), ["code", "name", "above", "opened", "place"])]
    tree = "above"
