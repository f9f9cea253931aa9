"""类别 Category: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 368164000b18fa83bde01e9239ba1172f2efc6ede04441b2c0d42ebb7da29f96

from app.forms import EnumField, IntegerField, RecordForm, StringField
from app.runtime.field import Section, label
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
