"""凭证分录 Voucher line: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 09482e2ad9479eabe59c838ada09cc4d3f93161fbd307d2dc39bcad6808b9460

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
    sort = ["id"]
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
