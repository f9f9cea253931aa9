"""分录模板 Line of a rule: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 54eb2f22f7d2dacf8a685c3be19b98ec62c0ee700162ecd01651a6a1731cfd55

from app.forms import (
    BooleanField,
    EnumField,
    EnumsField,
    IntegerField,
    RecordForm,
    RefField,
    StringField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import VoucherRuleLine


class VoucherRuleLineForm(RecordForm):
    entity = VoucherRuleLine
    rule = RefField()
    line = IntegerField()
    side = EnumField()
    account_of = StringField()
    amount_of = StringField()
    negative = BooleanField()
    summary = StringField()
    aux = EnumsField()
    cashflow = StringField()


class VoucherRuleLineView(RecordView):
    entity = VoucherRuleLine
    form = VoucherRuleLineForm
    columns = ["rule", "line", "side", "account_of", "amount_of", "negative"]
    filters = ["rule", "side"]
    sort = ["line"]
    sections = [
        Section(
            label(zh="模板", en="Line"),
            [
                "rule",
                "line",
                "side",
                "account_of",
                "amount_of",
                "negative",
                "summary",
                "aux",
                "cashflow",
            ],
        ),
    ]
    menu = False
