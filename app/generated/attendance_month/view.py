"""月考勤报表 Monthly attendance: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 abb80920d1d9094daae33177759326ed6d3a0fd65000bd67a4df3c38c7e1745d

from app.forms import RecordForm, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import AttendanceMonth


class AttendanceMonthForm(RecordForm):
    entity = AttendanceMonth


class AttendanceMonthConfirmForm(TransitionForm):
    entity = AttendanceMonth
    transition = "confirm"


class AttendanceMonthReviewForm(TransitionForm):
    entity = AttendanceMonth
    transition = "review"


class AttendanceMonthSendBackForm(TransitionForm):
    entity = AttendanceMonth
    transition = "send_back"


class AttendanceMonthRedoForm(TransitionForm):
    entity = AttendanceMonth
    transition = "redo"


class AttendanceMonthLockForm(TransitionForm):
    entity = AttendanceMonth
    transition = "lock"


class AttendanceMonthView(RecordView):
    entity = AttendanceMonth
    form = AttendanceMonthForm
    transition_forms = {
        "confirm": AttendanceMonthConfirmForm,
        "review": AttendanceMonthReviewForm,
        "send_back": AttendanceMonthSendBackForm,
        "redo": AttendanceMonthRedoForm,
        "lock": AttendanceMonthLockForm,
    }
    columns = [
        "period",
        "employee",
        "department",
        "due_days",
        "actual_days",
        "rate",
        "late_times",
        "early_times",
        "missing_times",
        "absent_days",
        "leave_days",
        "ot_hours",
        "state",
    ]
    filters = ["period", "state", "department", "employee"]
    sort = ["-period", "employee"]
    sections = [
        Section(
            label(zh="出勤", en="Attendance"),
            [
                "employee",
                "department",
                "period",
                "due_days",
                "actual_days",
                "rate",
                "worked_hours",
                "adjusted",
                "confirmed_by_employee",
            ],
        ),
        Section(
            label(zh="异常", en="Irregular"),
            [
                "late_times",
                "late_min",
                "early_times",
                "missing_times",
                "absent_days",
                "leave_days",
                "unpaid_days",
                "trip_days",
            ],
        ),
        Section(
            label(zh="加班", en="Overtime"),
            [
                "ot_hours",
                "ot_workday_h",
                "ot_rest_h",
                "ot_holiday_h",
                "over_h",
                "comp_hours",
                "ot_pay",
                "deduction",
            ],
        ),
    ]
    mobile = ["employee", "technician"]
