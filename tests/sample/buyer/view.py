"""顾客 Buyer: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 67a44f3034481ad52c8f23a054cc1cd9ed5fcc4bbfa44eeb914868cce38626df

from app.forms import (
    AddressField,
    EmailField,
    EnumField,
    IdNumberField,
    PhoneField,
    RecordForm,
    RefField,
    StringField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Buyer


class BuyerForm(RecordForm):
    entity = Buyer
    login = RefField()
    name = StringField()
    phone = PhoneField()
    email = EmailField()
    card = IdNumberField()
    level = EnumField()
    address = AddressField()


class BuyerView(RecordView):
    entity = Buyer
    form = BuyerForm
    columns = ["name", "login", "number", "phone", "email", "card", "level"]
    filters = ["level", "login"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="顾客", en="Buyer"),
            ["login", "number", "name", "phone", "email", "card", "level", "address"],
        ),
    ]
