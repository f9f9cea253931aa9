"""已否定的匹配 Refused match: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 afed1be100a793ea05aa90ada367604fc439891e514491ce8abe38fc720e1af6

from app.forms import RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import BankRefusal


class BankRefusalForm(RecordForm):
    entity = BankRefusal
    line = RefField()
    payment = RefField()
    settlement = RefField()
    refund = RefField()


class BankRefusalView(RecordView):
    entity = BankRefusal
    form = BankRefusalForm
    columns = ["line", "payment", "settlement", "refund", "created_at"]
    filters = ["line"]
    sort = ["-id"]
    sections = [
        Section(label(zh="否定", en="Refusal"), ["line", "payment", "settlement", "refund"]),
    ]
    menu = False
