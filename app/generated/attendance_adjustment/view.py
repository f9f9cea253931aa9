"""考勤调整 Attendance adjustment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 faf7229e75e393cddaff54ff18b648bc7e6fd820e8cdd98cac2a0cad42c1f8f2

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import AttendanceAdjustment


class AttendanceAdjustmentForm(RecordForm):
    entity = AttendanceAdjustment


class AttendanceAdjustmentView(RecordView):
    entity = AttendanceAdjustment
    form = AttendanceAdjustmentForm
    columns = ["period", "employee", "date", "was", "now", "absent_min", "late_min", "leave_min"]
    filters = ["period", "employee"]
    sort = ["-period"]
    sections = [
        Section(
            label(zh="调整", en="Adjustment"),
            [
                "employee",
                "date",
                "period",
                "was",
                "now",
                "due_min",
                "worked_min",
                "late_min",
                "early_min",
                "absent_min",
                "leave_min",
                "unpaid_min",
                "ot_workday_min",
                "ot_rest_min",
                "ot_holiday_min",
                "trip_min",
                "comp_min",
                "std_min",
            ],
        ),
    ]
