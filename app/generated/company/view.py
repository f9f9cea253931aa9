"""公司 Company: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 00c0cdb3a8f0c9b1bab32be9b403c15cc2b0adf733f81ea100b32fd5023ce56d

from app.runtime.field import Section, label
from app.web.forms import EnumField, RecordForm, StringField
from app.web.view import RecordView

from .model import Company


class CompanyForm(RecordForm):
    entity = Company
    code = StringField()
    name = StringField()
    uscc = StringField()
    province = StringField()
    legal_rep = StringField()
    accounting_standard = EnumField()
    vat_taxpayer = EnumField()
    vat_point = EnumField()
    fiscal_start = StringField()


class CompanyView(RecordView):
    entity = Company
    form = CompanyForm
    columns = ["code", "name", "uscc", "accounting_standard", "vat_taxpayer"]
    filters = ["accounting_standard"]
    sort = ["code"]
    sections = [
        Section(label(zh="基本", en="Basics"), ["code", "name", "uscc", "province", "legal_rep"]),
        Section(
            label(zh="账套", en="Books"),
            ["accounting_standard", "vat_taxpayer", "vat_point", "fiscal_start"],
        ),
    ]
