"""标签 Tag: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a0b3752a9909cc304f3138de9615ae8fd4444099da4417923d6c48c0bb138382

from app.forms import ColorField, RecordForm, RefsField, StringField
from app.runtime.field import Section, label
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
