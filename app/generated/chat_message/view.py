"""在线客服消息 Chat message: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 af332b1797b86fffc24b9ccedd23f9ee174824a623d0f65cfb76a32c5b07461d

from app.forms import RecordForm, RefField, TextField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ChatMessage


class ChatMessageForm(RecordForm):
    entity = ChatMessage
    session = RefField()
    text = TextField()


class ChatMessagePortalForm(RecordForm):
    entity = ChatMessage
    text = TextField()


class ChatMessageView(RecordView):
    entity = ChatMessage
    form = ChatMessageForm
    portal_form = ChatMessagePortalForm
    columns = ["at", "sender", "text", "work_order"]
    filters = ["sender"]
    sort = ["at"]
    sections = [
        Section(label(zh="消息", en="Message"), ["session", "sender", "text", "at", "work_order"]),
    ]
    menu = False
