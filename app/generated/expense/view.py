"""费用申请 Expense: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9559cf3143eba8ed77b4f123d6de22bfd554f5dd6aa496d7c452fd046815c76a

from app.forms import (
    BankAccountField,
    DateField,
    FilesField,
    MoneyField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Expense


class ExpenseForm(RecordForm):
    entity = Expense
    department = RefField()
    project = RefField()
    account = RefField()
    payee = StringField()
    payee_account = BankAccountField()
    gross = MoneyField()
    vat = MoneyField()
    purpose = StringField()
    spend_on = DateField()
    documents = FilesField()
    repair_order = RefField()
    paid_from = RefField()


class ExpenseSubmitForm(TransitionForm):
    entity = Expense
    transition = "submit"


class ExpenseWithdrawForm(TransitionForm):
    entity = Expense
    transition = "withdraw"


class ExpenseApproveDeptForm(TransitionForm):
    entity = Expense
    transition = "approve_dept"


class ExpenseRejectForm(TransitionForm):
    entity = Expense
    transition = "reject"


class ExpenseCheckForm(TransitionForm):
    entity = Expense
    transition = "check"


class ExpenseCheckLargeForm(TransitionForm):
    entity = Expense
    transition = "check_large"


class ExpensePayForm(TransitionForm):
    entity = Expense
    transition = "pay"
    paid_from = RefField()


class ExpenseCloseForm(TransitionForm):
    entity = Expense
    transition = "close"


class ExpenseView(RecordView):
    entity = Expense
    form = ExpenseForm
    transition_forms = {
        "submit": ExpenseSubmitForm,
        "withdraw": ExpenseWithdrawForm,
        "approve_dept": ExpenseApproveDeptForm,
        "reject": ExpenseRejectForm,
        "check": ExpenseCheckForm,
        "check_large": ExpenseCheckLargeForm,
        "pay": ExpensePayForm,
        "close": ExpenseCloseForm,
    }
    columns = [
        "expense_no",
        "applicant_name",
        "department",
        "account",
        "payee",
        "gross",
        "purpose",
        "over_budget",
        "state",
    ]
    filters = ["state", "department", "project", "account", "applicant", "spend_on"]
    sort = ["-created_at"]
    sections = [
        Section(
            label(zh="申请", en="Request"),
            [
                "department",
                "project",
                "account",
                "payee",
                "payee_account",
                "gross",
                "vat",
                "purpose",
                "spend_on",
                "documents",
                "repair_order",
            ],
        ),
        Section(
            label(zh="预算与付款", en="Budget and payment"),
            [
                "budget_line",
                "budget_check",
                "over_budget",
                "large",
                "paid_from",
                "paid_on",
                "voucher",
                "applicant",
                "applicant_name",
            ],
        ),
        Section(label(zh="其他", en="More"), ["expense_no"], collapsed=True),
    ]
