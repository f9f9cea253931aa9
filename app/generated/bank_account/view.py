"""收付账户 Bank or channel account: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2ea277d8db7ff7d6fa707572f3c430fd309c11bd3ceb4dc25b7a396ee516feb0

from app.forms import BankAccountField, BooleanField, EnumField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import BankAccount


class BankAccountForm(RecordForm):
    entity = BankAccount
    code = StringField()
    name = StringField()
    kind = EnumField()
    project = RefField()
    account = RefField()
    bank = StringField()
    number = BankAccountField()
    active = BooleanField()


class BankAccountView(RecordView):
    entity = BankAccount
    form = BankAccountForm
    columns = ["code", "name", "kind", "project", "account", "active"]
    filters = ["kind", "project", "active"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="账户", en="Account"),
            ["code", "name", "kind", "project", "account", "bank", "number", "active"],
        ),
    ]
