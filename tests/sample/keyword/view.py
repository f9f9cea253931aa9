"""标签 Keyword: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f43fb24b83818750a0435fb40152b2c46286d019198de659af323b5107eee136

from app.runtime.field import Section, label
from app.web.forms import ColorField, RecordForm, StringField
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
