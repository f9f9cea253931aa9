"""发票 Invoice: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 08f948138ae38cff0a39ea28d8786517359df3b6d770654b05a08fafc88ab996

from app.forms import (
    DateField,
    EmailField,
    EnumField,
    FilesField,
    RecordForm,
    RefField,
    RefsField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Invoice


class InvoiceForm(RecordForm):
    entity = Invoice
    customer = RefField()
    project = RefField()
    bills = RefsField()
    billed_to = StringField()
    tax_no = StringField()
    kind = EnumField()
    email = EmailField()
    invoice_no = StringField()
    issued_on = DateField()
    document = FilesField()


class InvoicePortalForm(RecordForm):
    entity = Invoice
    billed_to = StringField()
    tax_no = StringField()
    kind = EnumField()
    email = EmailField()


class InvoiceSubmitForm(TransitionForm):
    entity = Invoice
    transition = "submit"


class InvoiceRefuseForm(TransitionForm):
    entity = Invoice
    transition = "refuse"


class InvoiceIssueForm(TransitionForm):
    entity = Invoice
    transition = "issue"
    invoice_no = StringField()
    issued_on = DateField()
    document = FilesField()


class InvoiceDeliverForm(TransitionForm):
    entity = Invoice
    transition = "deliver"


class InvoiceRequestRedForm(TransitionForm):
    entity = Invoice
    transition = "request_red"


class InvoiceIssueRedForm(TransitionForm):
    entity = Invoice
    transition = "issue_red"


class InvoiceKeepForm(TransitionForm):
    entity = Invoice
    transition = "keep"


class InvoiceView(RecordView):
    entity = Invoice
    form = InvoiceForm
    portal_form = InvoicePortalForm
    transition_forms = {
        "submit": InvoiceSubmitForm,
        "refuse": InvoiceRefuseForm,
        "issue": InvoiceIssueForm,
        "deliver": InvoiceDeliverForm,
        "request_red": InvoiceRequestRedForm,
        "issue_red": InvoiceIssueRedForm,
        "keep": InvoiceKeepForm,
    }
    columns = [
        "request_no",
        "customer",
        "billed_to",
        "kind",
        "gross",
        "vat",
        "invoice_no",
        "issued_on",
        "state",
    ]
    filters = ["state", "kind", "project", "customer", "issued_on", "batch_no"]
    sort = ["-created_at"]
    sections = [
        Section(
            label(zh="申请", en="Request"),
            ["customer", "project", "bills", "billed_to", "tax_no", "kind", "email"],
        ),
        Section(
            label(zh="发票", en="Invoice"),
            [
                "net",
                "vat",
                "gross",
                "late",
                "parts",
                "invoice_no",
                "issued_on",
                "document",
                "batch_no",
                "red_of",
            ],
        ),
        Section(label(zh="其他", en="More"), ["request_no"], collapsed=True),
    ]
