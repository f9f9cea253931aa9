"""打卡地点 Place to check in: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8e02e3adf8c3f9566db22ca9e9fed79dbb1daaeed0b3335c28441be7a6f60459

from app.forms import (
    BarcodeField,
    BooleanField,
    GeoField,
    IntegerField,
    RecordForm,
    RefField,
    StringField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import CheckInPlace


class CheckInPlaceForm(RecordForm):
    entity = CheckInPlace
    code = BarcodeField()
    name = StringField()
    project = RefField()
    location = GeoField()
    radius_m = IntegerField()
    by_code = BooleanField()
    active = BooleanField()


class CheckInPlaceView(RecordView):
    entity = CheckInPlace
    form = CheckInPlaceForm
    columns = ["name", "project", "radius_m", "by_code", "active"]
    filters = ["project", "active"]
    sort = ["name"]
    sections = [
        Section(
            label(zh="地点", en="Place"),
            ["code", "name", "project", "location", "radius_m", "by_code", "active"],
        ),
    ]
    on_labels = ["project"]
