"""店员 Clerk: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d0c6f2127bf489852fac7daa7e3e9d3c09895ee1d06fbf34d6ec00289f951302

from app.forms import (
    BankAccountField,
    BooleanField,
    DateField,
    IdNumberField,
    ImageField,
    RecordForm,
    RefField,
    SecretField,
    StringField,
    TimeField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Clerk


class ClerkForm(RecordForm):
    entity = Clerk
    name = StringField()
    login = RefField()
    branch = RefField()
    hired_on = DateField()
    starts_at = TimeField()
    id_no = IdNumberField()
    bank = BankAccountField()
    photo = ImageField()
    pin = SecretField()
    active = BooleanField()


class ClerkView(RecordView):
    entity = Clerk
    form = ClerkForm
    columns = ["name", "login", "branch", "hired_on", "starts_at", "id_no", "bank"]
    filters = ["login", "branch", "active", "hired_on"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="店员", en="Clerk"),
            [
                "name",
                "login",
                "branch",
                "hired_on",
                "starts_at",
                "id_no",
                "bank",
                "photo",
                "pin",
                "active",
            ],
        ),
    ]
