"""辅助核算发生额 Movement by dimension: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f0530d526a573442d9a179beacc8bc02f2c41c615760d62e1f6fec6964b5719d

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import AuxBalance


class AuxBalanceForm(RecordForm):
    entity = AuxBalance


class AuxBalanceView(RecordView):
    entity = AuxBalance
    form = AuxBalanceForm
    columns = [
        "period",
        "account",
        "customer",
        "project",
        "department",
        "employee",
        "fee_item",
        "debit",
        "credit",
    ]
    filters = ["period", "account", "customer", "project", "department"]
    sort = ["-period", "account"]
    sections = [
        Section(
            label(zh="发生额", en="Movement"),
            [
                "period",
                "account",
                "customer",
                "project",
                "department",
                "employee",
                "fee_item",
                "debit",
                "credit",
            ],
        ),
        Section(label(zh="其他", en="More"), ["dims"], collapsed=True),
    ]
