"""类别 Category: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f000751c9d34599e9b168ac9872db160047539ddd0c06565f417edfd8206000b

from app.runtime.field import Section, label
from app.web.forms import EnumField, IntegerField, RecordForm, StringField
from app.web.view import RecordView

from .model import Category


class CategoryForm(RecordForm):
    entity = Category
    name = StringField()
    answer_min = IntegerField()
    hours = EnumField()


class CategoryView(RecordView):
    entity = Category
    form = CategoryForm
    columns = ["name", "answer_min", "hours"]
    filters = ["hours"]
    sort = ["-id"]
    sections = [Section(label(zh="类别", en="Category"), ["name", "answer_min", "hours"])]
