"""考勤申请 Attendance request: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f37887d4ce38603205e031fb7dc79f4861e1fc23fe6930b904d769a654fcb4d9

from app.forms import (
    BooleanField,
    DateTimeField,
    EnumField,
    FilesField,
    RecordForm,
    RefField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import AttendanceRequest


class AttendanceRequestForm(RecordForm):
    entity = AttendanceRequest
    kind = EnumField()
    leave_type = EnumField()
    from_at = DateTimeField()
    to_at = DateTimeField()
    for_time_off = BooleanField()
    swap_with = RefField()
    deputy = RefField()
    reason = TextField()
    illness = TextField()
    proof = FilesField()


class AttendanceRequestSubmitForm(TransitionForm):
    entity = AttendanceRequest
    transition = "submit"


class AttendanceRequestManagerOkForm(TransitionForm):
    entity = AttendanceRequest
    transition = "manager_ok"


class AttendanceRequestRejectForm(TransitionForm):
    entity = AttendanceRequest
    transition = "reject"


class AttendanceRequestApproveForm(TransitionForm):
    entity = AttendanceRequest
    transition = "approve"


class AttendanceRequestCancelForm(TransitionForm):
    entity = AttendanceRequest
    transition = "cancel"


class AttendanceRequestComeBackForm(TransitionForm):
    entity = AttendanceRequest
    transition = "come_back"
    back_at = DateTimeField()


class AttendanceRequestTakeBackForm(TransitionForm):
    entity = AttendanceRequest
    transition = "take_back"


class AttendanceRequestView(RecordView):
    entity = AttendanceRequest
    form = AttendanceRequestForm
    transition_forms = {
        "submit": AttendanceRequestSubmitForm,
        "manager_ok": AttendanceRequestManagerOkForm,
        "reject": AttendanceRequestRejectForm,
        "approve": AttendanceRequestApproveForm,
        "cancel": AttendanceRequestCancelForm,
        "come_back": AttendanceRequestComeBackForm,
        "take_back": AttendanceRequestTakeBackForm,
    }
    columns = ["req_no", "employee", "kind", "leave_type", "from_at", "to_at", "days", "state"]
    filters = ["state", "kind", "leave_type", "employee", "from_at"]
    sort = ["-from_at"]
    sections = [
        Section(
            label(zh="申请", en="Request"),
            [
                "employee",
                "kind",
                "leave_type",
                "from_at",
                "to_at",
                "minutes",
                "days",
                "for_time_off",
                "swap_with",
                "deputy",
                "needs_hr",
                "back_at",
            ],
        ),
        Section(label(zh="事由", en="Reason"), ["reason", "illness", "proof"]),
        Section(label(zh="其他", en="More"), ["req_no"], collapsed=True),
    ]
    calendar = "from_at"
    mobile = ["dept_mgr", "eng_mgr", "gm", "hr"]
