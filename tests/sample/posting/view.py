"""记账 Posting: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b1ee7cecb38eb502c47384bb6d28d5f2e41fb9fd360489d0a3a787719cb6855c

from app.runtime.field import Section, label
from app.web.forms import DateField, MoneyField, RecordForm, RefField
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
