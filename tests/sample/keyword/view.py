"""标签 Keyword: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cad390cdcdcf41e7fc4f5df2aec36ff0b07403e43cb81d61af8505de7ea8f44a

from app.forms import ColorField, RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Keyword


class KeywordForm(RecordForm):
    entity = Keyword
    name = StringField()
    color = ColorField()


class KeywordView(RecordView):
    entity = Keyword
    form = KeywordForm
    columns = ["name", "color"]
    filters = []
    sort = ["-id"]
    sections = [Section(label(zh="标签", en="Keyword"), ["name", "color"])]
