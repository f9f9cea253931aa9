"""标签 Tag: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7e4f919c54397b1257d791c92baef9508b65657e7bc608cdd0efac5b3cca2030

from app.runtime.field import Section, label
from app.web.forms import ColorField, RecordForm, RefsField, StringField
from app.web.view import RecordView

from .model import Tag


class TagForm(RecordForm):
    entity = Tag
    name = StringField()
    headline = StringField()
    related = RefsField()
    color = ColorField()


class TagView(RecordView):
    entity = Tag
    form = TagForm
    columns = ["name", "headline", "color"]
    filters = []
    sort = ["-id"]
    sections = [Section(label(zh="标签", en="Tag"), ["name", "headline", "related", "color"])]
