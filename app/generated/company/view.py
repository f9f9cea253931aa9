"""公司 Company: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 df65dac2106b5a76fa48775b068b00a28636ba05759d8c6820d7b8d0e9927db4

from app.forms import EnumField, MoneyField, RecordForm, StringField
from app.runtime.field import Section, label
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
    labour_rate = MoneyField()
    local_wage = MoneyField()


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
            [
                "accounting_standard",
                "vat_taxpayer",
                "vat_point",
                "fiscal_start",
                "labour_rate",
                "local_wage",
            ],
        ),
    ]
