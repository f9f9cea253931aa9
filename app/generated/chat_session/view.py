"""在线会话 Chat: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 af0139b8d9502a0e8eea91d48a6f606ba2838f1b597a4f64da74f2581b280819

from app.forms import RecordForm, RefField, StringField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ChatSession


class ChatSessionForm(RecordForm):
    entity = ChatSession
    subject = StringField()
    customer = RefField()
    project = RefField()
    unit = RefField()
    category = RefField()


class ChatSessionPortalForm(RecordForm):
    entity = ChatSession
    subject = StringField()


class ChatSessionTakeForm(TransitionForm):
    entity = ChatSession
    transition = "take"


class ChatSessionOpenOrderForm(TransitionForm):
    entity = ChatSession
    transition = "open_order"
    unit = RefField()
    category = RefField()
    subject = StringField()


class ChatSessionCloseForm(TransitionForm):
    entity = ChatSession
    transition = "close"


class ChatSessionView(RecordView):
    entity = ChatSession
    form = ChatSessionForm
    portal_form = ChatSessionPortalForm
    transition_forms = {
        "take": ChatSessionTakeForm,
        "open_order": ChatSessionOpenOrderForm,
        "close": ChatSessionCloseForm,
    }
    columns = [
        "session_no",
        "subject",
        "customer",
        "project",
        "agent_name",
        "state",
        "last_at",
        "work_order",
    ]
    filters = ["state", "project", "agent"]
    sort = ["-last_at"]
    sections = [
        Section(
            label(zh="会话", en="Chat"),
            [
                "subject",
                "customer",
                "project",
                "unit",
                "category",
                "agent",
                "agent_name",
                "last_at",
                "work_order",
            ],
        ),
        Section(label(zh="其他", en="More"), ["session_no"], collapsed=True),
    ]
