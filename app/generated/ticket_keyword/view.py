"""分类关键词 Category keyword: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1aa43408eb5561b8af49fcc17c9cd9ffa18050f566cf96b96dc2c61e763aaa86

from app.forms import BooleanField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import TicketKeyword


class TicketKeywordForm(RecordForm):
    entity = TicketKeyword
    category = RefField()
    term = StringField()
    urgent = BooleanField()


class TicketKeywordView(RecordView):
    entity = TicketKeyword
    form = TicketKeywordForm
    columns = ["category", "term", "urgent"]
    filters = ["category", "urgent"]
    sort = ["term"]
    sections = [Section(label(zh="关键词", en="Keyword"), ["category", "term", "urgent"])]
    menu = False
