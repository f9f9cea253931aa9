"""考勤机 Attendance clock: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 35a86a6a0d02179c6c5452c308968b675a3c6ba6e18b88e11da30110147a909f

from app.forms import RecordForm, RefField, StringField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import AttendanceClock


class AttendanceClockForm(RecordForm):
    entity = AttendanceClock
    serial = StringField()
    name = StringField()
    project = RefField()
    place = StringField()
    networks = StringField()
    comm_key = StringField()


class AttendanceClockAdmitForm(TransitionForm):
    entity = AttendanceClock
    transition = "admit"
    name = StringField()
    project = RefField()
    place = StringField()
    networks = StringField()


class AttendanceClockDisableForm(TransitionForm):
    entity = AttendanceClock
    transition = "disable"


class AttendanceClockView(RecordView):
    entity = AttendanceClock
    form = AttendanceClockForm
    transition_forms = {"admit": AttendanceClockAdmitForm, "disable": AttendanceClockDisableForm}
    columns = ["serial", "name", "project", "place", "seen_at", "drift_s", "offline", "state"]
    filters = ["state", "project", "offline"]
    sort = ["serial"]
    sections = [
        Section(
            label(zh="考勤机", en="Clock"),
            [
                "serial",
                "name",
                "project",
                "place",
                "networks",
                "comm_key",
                "seen_at",
                "seen_from",
                "proved_from",
                "drift_s",
                "stamp",
                "lines",
                "offline",
            ],
        ),
    ]
