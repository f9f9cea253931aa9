"""商品 Product: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 76d0114027aa6bb6c393649dda8a6a98fcfe9d834d02f9216f9e338d53f24a0e

from app.runtime.field import Section, label
from app.web.forms import (
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
