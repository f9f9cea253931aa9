"""员工 Clerk: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5deec63d297ce47bf27de471f1de72f780cbb3b90c1dba8c3fc83ef0b26cb033

from app.runtime.field import Section, label
from app.web.forms import BankAccountField, MoneyField, RecordForm, RefField, StringField
from app.web.view import RecordView

from .model import Clerk


class ClerkForm(RecordForm):
    entity = Clerk
    login = RefField()
    name = StringField()
    store = RefField()
    wage = MoneyField()
    bonus = MoneyField()
    bank = BankAccountField()


class ClerkView(RecordView):
    entity = Clerk
    form = ClerkForm
    columns = ["name", "login", "store", "wage", "bonus", "bank"]
    filters = ["login", "store"]
    sort = ["-id"]
    sections = [
        Section(label(zh="员工", en="Clerk"), ["login", "name", "store", "wage", "bonus", "bank"]),
    ]
