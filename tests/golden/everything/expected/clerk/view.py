"""店员 Clerk: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0acd8724978152d3d666daaf9038d13a584c8271f8134c2fc959fbe2303c3eb7

from app.runtime.field import Section, label
from app.web.forms import (
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
