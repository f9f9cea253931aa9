"""商品 Product: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7c4f3e33158096bd1b177b1426b7c6ef39f59a7234fc36039ae559e6abf33ce1

from app.forms import (
    BarcodeField,
    BooleanField,
    DecimalField,
    EnumsField,
    FileField,
    ImagesField,
    JsonField,
    MoneyField,
    RecordForm,
    RefField,
    RefsField,
    RichTextField,
    StringField,
    UrlField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Product


class ProductForm(RecordForm):
    entity = Product
    code = StringField()
    name = StringField()
    category = RefField()
    tags = RefsField()
    description = RichTextField()
    price = MoneyField()
    cost = MoneyField()
    weight = DecimalField()
    barcode = BarcodeField()
    channels = EnumsField()
    site = UrlField()
    manual = FileField()
    photos = ImagesField()
    data_sheet = JsonField()
    active = BooleanField()


class ProductView(RecordView):
    entity = Product
    form = ProductForm
    columns = ["code", "name", "category", "price", "cost", "margin", "weight"]
    filters = ["category", "active", "channels"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="商品", en="Product"),
            [
                "code",
                "name",
                "category",
                "tags",
                "description",
                "price",
                "cost",
                "margin",
                "weight",
                "barcode",
                "channels",
                "site",
                "manual",
                "photos",
                "data_sheet",
                "active",
            ],
        ),
    ]
