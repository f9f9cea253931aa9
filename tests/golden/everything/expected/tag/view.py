"""标签 Tag: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 be78e1f043eec591498bad389dde1094d0ec3162a1c04bbf6513af3d9ca87083

from app.runtime.field import Section, label
from app.web.forms import ColorField, RecordForm, RefsField, StringField
from app.web.view import RecordView

from .model import Tag


class TagForm(RecordForm):
    entity = Tag
    name = StringField()
    title = StringField()
    related = RefsField()
    color = ColorField()


class TagView(RecordView):
    entity = Tag
    form = TagForm
    columns = ["name", "title", "color"]
    filters = []
    sort = ["-id"]
    sections = [Section(label(zh="标签", en="Tag"), ["name", "title", "related", "color"])]
