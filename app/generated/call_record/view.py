"""通话记录 Call: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 46cb1b7c7bd052cd5d938ee1b3ef78f7ad818204e6feb544e2ad26809e815e27

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
    call_id = StringField()
    direction = EnumField()
    phone = PhoneField()
    project = RefField()
    started_at = DateTimeField()
    seconds = IntegerField()
    agent = RefField()
    recording = FileField()
    recording_url = UrlField()
    customer = RefField()
    unit = RefField()
    summary = StringField()
    category = RefField()


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
            label(zh="通话", en="Call"),
            [
                "call_id",
                "direction",
                "phone",
                "project",
                "started_at",
                "seconds",
                "agent",
                "recording",
                "recording_url",
            ],
        ),
        Section(
            label(zh="来电人", en="Caller"),
            ["customer", "unit", "summary", "category", "work_order"],
        ),
    ]
    calendar = "started_at"
