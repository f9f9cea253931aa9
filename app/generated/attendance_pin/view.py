"""考勤号 Device user id: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e3a1b75488e576a824722ce5c5e47beaedd8a4fbabae4c2f01272d889adfcdcb

from app.forms import RecordForm, RefField, StringField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import AttendancePin


class AttendancePinForm(RecordForm):
    entity = AttendancePin
    pin = StringField()
    employee = RefField()


class AttendancePinAssignForm(TransitionForm):
    entity = AttendancePin
    transition = "assign"
    employee = RefField()


class AttendancePinIgnoreForm(TransitionForm):
    entity = AttendancePin
    transition = "ignore"


class AttendancePinFreeForm(TransitionForm):
    entity = AttendancePin
    transition = "free"


class AttendancePinView(RecordView):
    entity = AttendancePin
    form = AttendancePinForm
    transition_forms = {
        "assign": AttendancePinAssignForm,
        "ignore": AttendancePinIgnoreForm,
        "free": AttendancePinFreeForm,
    }
    columns = ["pin", "employee", "waiting", "since", "state"]
    filters = ["state", "employee"]
    sort = ["pin"]
    sections = [Section(label(zh="考勤号", en="Number"), ["pin", "employee", "waiting", "since"])]
