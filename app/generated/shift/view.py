"""班次 Shift: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e27a4c801778522ee0daa0b3ab82ddcba84580f65b7c0802dc6702387d7f9dfa

from app.forms import BooleanField, RecordForm, StringField, TimeField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Shift


class ShiftForm(RecordForm):
    entity = Shift
    code = StringField()
    name = StringField()
    starts = TimeField()
    ends = TimeField()
    crosses_midnight = BooleanField()
    break_from = TimeField()
    break_to = TimeField()
    follows_calendar = BooleanField()


class ShiftView(RecordView):
    entity = Shift
    form = ShiftForm
    columns = ["code", "name", "starts", "ends", "crosses_midnight"]
    filters = ["crosses_midnight", "follows_calendar"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="班次", en="Shift"),
            [
                "code",
                "name",
                "starts",
                "ends",
                "crosses_midnight",
                "break_from",
                "break_to",
                "follows_calendar",
            ],
        ),
    ]
