"""打卡记录 Punch: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 92d6ca0767608e299a9040eeae8d224a055d51235cb31e60d3188f0388338920

from app.forms import DateTimeField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Punch


class PunchForm(RecordForm):
    entity = Punch
    employee = RefField()
    pin = StringField()
    at = DateTimeField()
    device = StringField()


class PunchView(RecordView):
    entity = Punch
    form = PunchForm
    columns = ["at", "employee", "device", "source", "place", "by", "distance_m"]
    filters = ["at", "employee", "source", "device"]
    sort = ["-at"]
    sections = [
        Section(
            label(zh="打卡", en="Punch"),
            [
                "employee",
                "pin",
                "at",
                "device",
                "source",
                "place",
                "by",
                "location",
                "accuracy_m",
                "distance_m",
                "photo",
                "raw",
            ],
        ),
    ]
