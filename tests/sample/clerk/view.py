"""员工 Clerk: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 53bb7d6fcfbe2defd2938abf04f2d84b23307f62368c345ad40828ab5992fb21

from app.forms import BankAccountField, MoneyField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
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
