"""打卡地点 Place to check in: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f963a70be0f2a9be7d1e2052539aedd31e58de7090115a506ed434d4ae595c58

from app.forms import BooleanField, GeoField, IntegerField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import CheckInPlace


class CheckInPlaceForm(RecordForm):
    entity = CheckInPlace
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
