"""表计 Meter: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 28bbbe4469839b5430023c25e4bb17ccdad0cc40affa1da62cd59f9246ebc747

from app.forms import (
    BooleanField,
    DateField,
    DecimalField,
    EnumField,
    IntegerField,
    RecordForm,
    RefField,
    StringField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Meter


class MeterForm(RecordForm):
    entity = Meter
    meter_no = StringField()
    kind = EnumField()
    unit = RefField()
    building = RefField()
    project = RefField()
    multiplier = DecimalField()
    digits = IntegerField()
    first_value = DecimalField()
    installed_on = DateField()
    removed_on = DateField()
    active = BooleanField()


class MeterView(RecordView):
    entity = Meter
    form = MeterForm
    columns = [
        "meter_no",
        "kind",
        "project",
        "unit",
        "building",
        "multiplier",
        "last_value",
        "last_read_on",
        "active",
    ]
    filters = ["kind", "project", "unit", "building", "active"]
    sort = ["meter_no"]
    sections = [
        Section(
            label(zh="表计", en="Meter"),
            [
                "meter_no",
                "kind",
                "unit",
                "building",
                "project",
                "multiplier",
                "digits",
                "first_value",
                "installed_on",
                "removed_on",
                "last_value",
                "last_read_on",
                "active",
            ],
        ),
    ]
