"""期初余额 Opening balance: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 05b6d248427a6a5728723af67dcdf79b38fd3d168ca67f9586f6cc7f03041bbf

from app.forms import MoneyField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import OpeningBalance


class OpeningBalanceForm(RecordForm):
    entity = OpeningBalance
    account = RefField()
    debit = MoneyField()
    credit = MoneyField()
    customer = RefField()
    project = RefField()
    department = RefField()
    employee = RefField()
    fee_item = RefField()


class OpeningBalanceView(RecordView):
    entity = OpeningBalance
    form = OpeningBalanceForm
    columns = ["account", "debit", "credit", "customer", "project", "department"]
    filters = ["account", "customer", "project"]
    sort = ["account"]
    sections = [
        Section(
            label(zh="期初", en="Opening"),
            [
                "account",
                "debit",
                "credit",
                "customer",
                "project",
                "department",
                "employee",
                "fee_item",
            ],
        ),
    ]
