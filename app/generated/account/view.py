"""会计科目 Account: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1fb23fabb31c74beba6d65a95fcfaddab22215033e3cf2e4e8d07319c9e0a36a

from app.forms import BooleanField, EnumField, EnumsField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Account


class AccountForm(RecordForm):
    entity = Account
    code = StringField()
    name = StringField()
    parent = RefField()
    category = EnumField()
    direction = EnumField()
    aux = EnumsField()
    cash = BooleanField()
    bank = BooleanField()
    report_line = StringField()
    active = BooleanField()


class AccountView(RecordView):
    entity = Account
    form = AccountForm
    columns = ["code", "name", "parent", "category", "direction", "leaf", "aux", "cash", "active"]
    filters = ["category", "direction", "leaf", "cash", "active"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="科目", en="Account"),
            [
                "code",
                "name",
                "parent",
                "category",
                "direction",
                "aux",
                "cash",
                "bank",
                "report_line",
                "active",
                "leaf",
            ],
        ),
    ]
    tree = "parent"
