"""工资汇总 Payroll entry: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 854185adb8a7c78e9e7bca156b55fe49a21b715cdb7b60ffa0d1308f4c29a649

from app.forms import IntegerField, MoneyField, RecordForm, RefField, StringField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import PayrollEntry


class PayrollEntryForm(RecordForm):
    entity = PayrollEntry
    period = StringField()
    department = RefField()
    project = RefField()
    people = IntegerField()
    gross = MoneyField()
    social = MoneyField()
    company_social = MoneyField()
    tax = MoneyField()
    account = RefField()


class PayrollEntryApproveForm(TransitionForm):
    entity = PayrollEntry
    transition = "approve"


class PayrollEntryPayForm(TransitionForm):
    entity = PayrollEntry
    transition = "pay"


class PayrollEntryView(RecordView):
    entity = PayrollEntry
    form = PayrollEntryForm
    transition_forms = {"approve": PayrollEntryApproveForm, "pay": PayrollEntryPayForm}
    columns = [
        "period",
        "department",
        "project",
        "people",
        "gross",
        "social",
        "tax",
        "net",
        "state",
    ]
    filters = ["state", "period", "department", "project"]
    sort = ["-period"]
    sections = [
        Section(
            label(zh="工资", en="Payroll"),
            [
                "period",
                "department",
                "project",
                "people",
                "gross",
                "social",
                "company_social",
                "tax",
                "net",
                "account",
                "voucher",
                "paid_voucher",
            ],
        ),
    ]
