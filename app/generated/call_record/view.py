"""通话记录 Call: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 159518f5ed8d2bcd8bf8e2c12b2c5170e1e29d97fb9c5a6d6c699e81baca8512

from app.forms import (
    DateTimeField,
    EnumField,
    FileField,
    IntegerField,
    PhoneField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
    UrlField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import CallRecord


class CallRecordForm(RecordForm):
    entity = CallRecord
    phone = PhoneField()
    customer = RefField()
    unit = RefField()
    summary = StringField()
    category = RefField()
    project = RefField()
    call_id = StringField()
    direction = EnumField()
    started_at = DateTimeField()
    seconds = IntegerField()
    agent = RefField()
    recording = FileField()
    recording_url = UrlField()


class CallRecordAnswerForm(TransitionForm):
    entity = CallRecord
    transition = "answer"


class CallRecordOpenOrderForm(TransitionForm):
    entity = CallRecord
    transition = "open_order"
    customer = RefField()
    unit = RefField()
    project = RefField()
    category = RefField()
    summary = StringField()


class CallRecordHangUpForm(TransitionForm):
    entity = CallRecord
    transition = "hang_up"
    seconds = IntegerField()


class CallRecordMissForm(TransitionForm):
    entity = CallRecord
    transition = "miss"


class CallRecordCallBackForm(TransitionForm):
    entity = CallRecord
    transition = "call_back"


class CallRecordView(RecordView):
    entity = CallRecord
    form = CallRecordForm
    transition_forms = {
        "answer": CallRecordAnswerForm,
        "open_order": CallRecordOpenOrderForm,
        "hang_up": CallRecordHangUpForm,
        "miss": CallRecordMissForm,
        "call_back": CallRecordCallBackForm,
    }
    columns = [
        "started_at",
        "phone",
        "direction",
        "customer",
        "unit",
        "agent",
        "state",
        "work_order",
    ]
    filters = ["state", "direction", "project", "agent"]
    sort = ["-started_at"]
    sections = [
        Section(
            label(zh="来电人", en="Caller"),
            ["phone", "customer", "unit", "summary", "category", "project", "work_order"],
        ),
        Section(
            label(zh="通话", en="Call"),
            [
                "call_id",
                "direction",
                "started_at",
                "seconds",
                "agent",
                "recording",
                "recording_url",
            ],
        ),
    ]
    calendar = "started_at"
