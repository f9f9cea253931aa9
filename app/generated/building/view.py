"""楼栋 Building: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e93111a204849d0c1fda8f212d271fc02f987f66069c23a5671e85a06a318e09

from app.forms import BooleanField, DecimalField, IntegerField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Building


class BuildingForm(RecordForm):
    entity = Building
    project = RefField()
    code = StringField()
    name = StringField()
    floors = IntegerField()
    entrances = IntegerField()
    has_elevator = BooleanField()
    area = DecimalField()


class BuildingView(RecordView):
    entity = Building
    form = BuildingForm
    columns = ["project", "code", "name", "floors", "entrances", "has_elevator"]
    filters = ["project", "has_elevator"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="基本", en="Basics"),
            ["project", "code", "name", "floors", "entrances", "has_elevator", "area"],
        ),
    ]
    menu = False
