"""楼栋 Building: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1fcf28a4891911f9e08218dc79e4c0f9282ab43e13c9e2a0c35604ee58bf3833

from app.runtime.field import Section, label
from app.web.forms import (
    BooleanField,
    DecimalField,
    IntegerField,
    RecordForm,
    RefField,
    StringField,
)
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
