"""调整明细 Line of an adjustment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 99006de42e8f9801d4de3e960749e5ea0b49656efffa165b105b482e28a7b8f0

from app.forms import IntegerField, MoneyField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import BudgetAdjustmentLine


class BudgetAdjustmentLineForm(RecordForm):
    entity = BudgetAdjustmentLine
    adjustment = RefField()
    account = RefField()
    month = IntegerField()
    amount = MoneyField()


class BudgetAdjustmentLineView(RecordView):
    entity = BudgetAdjustmentLine
    form = BudgetAdjustmentLineForm
    columns = ["adjustment", "account", "month", "amount"]
    filters = ["adjustment"]
    sort = ["month"]
    sections = [Section(label(zh="明细", en="Line"), ["adjustment", "account", "month", "amount"])]
    menu = False
