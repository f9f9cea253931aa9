"""记账 Posting: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 79823daeca38cd7e8cf0f36b90d2f8bc120ecbea329d204713de136454f4ec60

from app.forms import DateField, MoneyField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Posting


class PostingForm(RecordForm):
    entity = Posting
    sale = RefField()
    amount = MoneyField()
    day = DateField()


class PostingView(RecordView):
    entity = Posting
    form = PostingForm
    columns = ["number", "sale", "amount", "day"]
    filters = ["sale", "day"]
    sort = ["-id"]
    sections = [Section(label(zh="记账", en="Posting"), ["number", "sale", "amount", "day"])]
