"""账单 Bill: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 86eade31d43205e60bb7b48b095a3179b472d407fabc8807259a67aa99422a26

from app.forms import RecordForm, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Bill


class BillForm(RecordForm):
    entity = Bill


class BillPayPartForm(TransitionForm):
    entity = Bill
    transition = "pay_part"


class BillPayFullForm(TransitionForm):
    entity = Bill
    transition = "pay_full"


class BillTakeBackForm(TransitionForm):
    entity = Bill
    transition = "take_back"


class BillLeavePartForm(TransitionForm):
    entity = Bill
    transition = "leave_part"


class BillVoidForm(TransitionForm):
    entity = Bill
    transition = "void"


class BillWaiveForm(TransitionForm):
    entity = Bill
    transition = "waive"


class BillWriteOffForm(TransitionForm):
    entity = Bill
    transition = "write_off"


class BillView(RecordView):
    entity = Bill
    form = BillForm
    transition_forms = {
        "pay_part": BillPayPartForm,
        "pay_full": BillPayFullForm,
        "take_back": BillTakeBackForm,
        "leave_part": BillLeavePartForm,
        "void": BillVoidForm,
        "waive": BillWaiveForm,
        "write_off": BillWriteOffForm,
    }
    columns = [
        "bill_no",
        "unit",
        "parking",
        "customer",
        "fee_item",
        "period",
        "amount",
        "paid",
        "balance",
        "late_fee",
        "due_on",
        "state",
    ]
    filters = ["state", "overdue", "project", "fee_item", "period", "customer", "unit", "due_on"]
    sort = ["-due_on"]
    sections = [
        Section(
            label(zh="账单", en="Bill"),
            [
                "customer",
                "unit",
                "parking",
                "project",
                "fee_item",
                "period",
                "period_from",
                "period_to",
                "due_on",
            ],
        ),
        Section(
            label(zh="金额", en="Amounts"),
            [
                "quantity",
                "unit_price",
                "amount",
                "discount",
                "net",
                "vat",
                "tax_rate",
                "paid",
                "balance",
                "late_fee",
                "late_paid",
                "late_waived",
                "invoiced",
                "paid_on",
                "overdue",
            ],
        ),
        Section(
            label(zh="来龙去脉", en="Where it comes from"),
            ["calc", "run", "work_order", "assignment", "adjusts", "standing", "voucher"],
        ),
        Section(label(zh="其他", en="More"), ["bill_no"], collapsed=True),
    ]
