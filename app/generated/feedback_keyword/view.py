"""主题关键词 Topic keyword: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7efd838bc14b1bd1cf57b85a9abfbf2697cad9afea0b49d944dd8d544e6192f2

from app.forms import DecimalField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import FeedbackKeyword


class FeedbackKeywordForm(RecordForm):
    entity = FeedbackKeyword
    topic = RefField()
    term = StringField()
    weight = DecimalField()


class FeedbackKeywordView(RecordView):
    entity = FeedbackKeyword
    form = FeedbackKeywordForm
    columns = ["topic", "term", "weight"]
    filters = ["topic"]
    sort = ["term"]
    sections = [Section(label(zh="关键词", en="Keyword"), ["topic", "term", "weight"])]
    menu = False
