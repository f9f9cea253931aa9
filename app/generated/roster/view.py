"""排班 Roster: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7f79af111a5f9d4f1916faa6315c458fb1063f049b4bba9ce37567da8e0eb712

from app.forms import BooleanField, DateField, IntegerField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Roster


class RosterForm(RecordForm):
    entity = Roster
    employee = RefField()
    date = DateField()
    seq = IntegerField()
    shift = RefField()
    on_leave = BooleanField()


class RosterView(RecordView):
    entity = Roster
    form = RosterForm
    columns = ["date", "employee", "seq", "shift", "on_leave"]
    filters = ["date", "employee", "shift", "on_leave"]
    sort = ["-date"]
    sections = [
        Section(label(zh="排班", en="Roster"), ["employee", "date", "seq", "shift", "on_leave"]),
    ]
    calendar = "date"
