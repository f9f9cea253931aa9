"""在线会话 Chat: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0ae60a1bf0befb859c5155f262787ecb5fea6f866086da6a29c50c568b24e8aa

from app.runtime.field import Section, label
from app.web.forms import RecordForm, RefField, StringField, TransitionForm
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
