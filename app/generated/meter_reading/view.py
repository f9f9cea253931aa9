"""抄表记录 Meter reading: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7426a404429385dc7f5f810b75b03f94bbdef26a4c6bdd44862481daa7f25b6b

from app.forms import (
    DateTimeField,
    DecimalField,
    EnumField,
    ImagesField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import MeterReading


class MeterReadingForm(RecordForm):
    entity = MeterReading
    meter = RefField()
    period = StringField()
    kind = EnumField()
    curr = DecimalField()
    read_at = DateTimeField()
    photo = ImagesField()


class MeterReadingCheckForm(TransitionForm):
    entity = MeterReading
    transition = "check"


class MeterReadingRejectForm(TransitionForm):
    entity = MeterReading
    transition = "reject"


class MeterReadingView(RecordView):
    entity = MeterReading
    form = MeterReadingForm
    transition_forms = {"check": MeterReadingCheckForm, "reject": MeterReadingRejectForm}
    columns = [
        "meter",
        "unit",
        "period",
        "kind",
        "prev",
        "curr",
        "usage",
        "anomaly",
        "state",
        "read_at",
        "billed",
    ]
    filters = ["state", "anomaly", "project", "period", "kind", "meter", "unit"]
    sort = ["-read_at"]
    sections = [
        Section(
            label(zh="抄表", en="Reading"),
            [
                "meter",
                "unit",
                "period",
                "kind",
                "prev",
                "curr",
                "usage",
                "anomaly",
                "read_at",
                "photo",
                "billed",
            ],
        ),
        Section(label(zh="其他", en="More"), ["project"], collapsed=True),
    ]
    mobile = ["technician"]
    menu = False
