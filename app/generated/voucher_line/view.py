"""凭证分录 Voucher line: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9ffe0fe56afd5588026921f8de1530edfecd405883a36b18db7401dcf75fc0da

from app.forms import EnumField, IntegerField, MoneyField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import VoucherLine


class VoucherLineForm(RecordForm):
    entity = VoucherLine
    voucher = RefField()
    line = IntegerField()
    summary = StringField()
    account = RefField()
    debit = MoneyField()
    credit = MoneyField()
    project = RefField()
    department = RefField()
    customer = RefField()
    employee = RefField()
    fee_item = RefField()
    cashflow = EnumField()


class VoucherLineView(RecordView):
    entity = VoucherLine
    form = VoucherLineForm
    columns = [
        "voucher",
        "line",
        "summary",
        "account",
        "debit",
        "credit",
        "project",
        "customer",
        "department",
        "fee_item",
    ]
    filters = ["account", "project", "customer", "department", "fee_item", "voucher"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="分录", en="Line"),
            [
                "voucher",
                "line",
                "summary",
                "account",
                "debit",
                "credit",
                "project",
                "department",
                "customer",
                "employee",
                "fee_item",
                "cashflow",
            ],
        ),
    ]
    menu = False
