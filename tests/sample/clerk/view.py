"""员工 Clerk: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7db419efd09986ce861d7a8f469cdb15bc9ea6cd4b256e268c8e0eedc2317ed7

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
    bank = BankAccountField()


class ClerkView(RecordView):
    entity = Clerk
    form = ClerkForm
    columns = ["name", "login", "store", "wage", "bank"]
    filters = ["login", "store"]
    sort = ["-id"]
    sections = [Section(label(zh="员工", en="Clerk"), ["login", "name", "store", "wage", "bank"])]
