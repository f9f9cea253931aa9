"""预算明细 Budget line: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2799a12ae5d9da527fef0fc66f4be7389544b847a69021cae9ced9a1a25a766b

from app.forms import IntegerField, MoneyField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import BudgetLine


class BudgetLineForm(RecordForm):
    entity = BudgetLine
    budget = RefField()
    account = RefField()
    month = IntegerField()
    amount = MoneyField()


class BudgetLineView(RecordView):
    entity = BudgetLine
    form = BudgetLineForm
    columns = [
        "budget",
        "account",
        "month",
        "amount",
        "adjusted",
        "committed",
        "actual",
        "available",
    ]
    filters = ["budget", "account", "month"]
    sort = ["account", "month"]
    sections = [
        Section(
            label(zh="明细", en="Line"),
            [
                "budget",
                "account",
                "month",
                "amount",
                "adjusted",
                "committed",
                "actual",
                "available",
            ],
        ),
    ]
    menu = False
