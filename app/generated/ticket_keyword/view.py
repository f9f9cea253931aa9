"""分类关键词 Category keyword: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 07fe4c59acc03dd7e336f6f446af0a7390096ec183eb96ace31fb4ae095dcff9

from app.runtime.field import Section, label
from app.web.forms import BooleanField, RecordForm, RefField, StringField
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
