"""顾客 Shopper: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 980e4a4d416660305bd5dcd439ca7050c8a0db245fa1027900965d4c841d2a47

from app.forms import (
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
from app.runtime.field import Section, label
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
