"""顾客 Shopper: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9e059a6b70c1d1d62afdbe377c4b55b73477d53a037e20b2aa8fb06b769e90b9

from app.runtime.field import Section, label
from app.web.forms import (
    AddressField,
    EmailField,
    GeoField,
    PhoneField,
    RecordForm,
    RefField,
    RegionField,
    StringField,
    TextField,
)
from app.web.view import RecordView

from .model import Shopper


class ShopperForm(RecordForm):
    entity = Shopper
    name = StringField()
    login = RefField()
    branch = RefField()
    email = EmailField()
    phone = PhoneField()
    region = RegionField()
    address = AddressField()
    location = GeoField()
    note = TextField()


class ShopperView(RecordView):
    entity = Shopper
    form = ShopperForm
    columns = ["name", "shopper_no", "login", "branch", "email", "phone", "region"]
    filters = ["login", "branch", "first_order"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="顾客", en="Shopper"),
            [
                "shopper_no",
                "name",
                "login",
                "branch",
                "email",
                "phone",
                "region",
                "address",
                "location",
                "note",
                "orders_count",
                "spent",
                "biggest",
                "first_order",
                "loyalty",
                "stars",
            ],
        ),
    ]
