"""门店 Store: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3fb2239ca05ca612bfb30ad3f7a4ae74c503539f8bb07b3630887d6644c42cda

from app.runtime.field import Section, label
from app.web.forms import DateField, GeoField, RecordForm, RefField, StringField
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
