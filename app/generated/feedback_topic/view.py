"""意见主题 Feedback topic: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dbfeab227b7f81168e9cce64d9c32dc3887994ba8aea6e2b5d2073144ebcf221

from app.forms import BooleanField, RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import FeedbackTopic


class FeedbackTopicForm(RecordForm):
    entity = FeedbackTopic
    code = StringField()
    name = StringField()
    name_en = StringField()
    item = StringField()
    active = BooleanField()


class FeedbackTopicView(RecordView):
    entity = FeedbackTopic
    form = FeedbackTopicForm
    columns = ["code", "name", "item", "active"]
    filters = ["active"]
    sort = ["code"]
    sections = [
        Section(label(zh="主题", en="Topic"), ["code", "name", "name_en", "item", "active"]),
    ]
