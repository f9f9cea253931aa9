"""日考勤 Daily attendance: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 47d4de5066221052a9739583ba23bdc2355d1fac7b7b11ebc97b561c6e37d396

from app.forms import RecordForm
from app.runtime.field import Quick, Section, label
from app.web.view import RecordView

from .model import AttendanceDay


class AttendanceDayForm(RecordForm):
    entity = AttendanceDay


class AttendanceDayView(RecordView):
    entity = AttendanceDay
    form = AttendanceDayForm
    columns = [
        "date",
        "employee",
        "shift",
        "in_at",
        "out_at",
        "worked_min",
        "late_min",
        "early_min",
        "absent_min",
        "status",
    ]
    filters = ["date", "employee", "status", "locked"]
    sort = ["-date"]
    sections = [
        Section(
            label(zh="当日", en="The day"),
            ["employee", "date", "day_kind", "shift", "in_at", "out_at", "status", "locked"],
        ),
        Section(
            label(zh="分钟", en="Minutes"),
            [
                "due_min",
                "worked_min",
                "late_min",
                "early_min",
                "absent_min",
                "leave_min",
                "leave_type",
                "trip_min",
                "ot_workday_min",
                "ot_rest_min",
                "ot_holiday_min",
                "comp_min",
            ],
        ),
    ]
    quick = [
        Quick(
            "wrong",
            label(zh="异常", en="Irregular"),
            "status__in=late,early,late_early,missing,absent",
        ),
    ]
    calendar = "date"
