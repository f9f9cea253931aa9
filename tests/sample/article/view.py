"""商品 Article: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 91537c156b5fa44aa973818da6455149625cbc57ffc8c0e4c9d8aa6f7b60b499

from app.forms import (
    BarcodeField,
    BooleanField,
    DecimalField,
    DurationField,
    EnumsField,
    FileField,
    FilesField,
    ImageField,
    ImagesField,
    IntegerField,
    JsonField,
    MoneyField,
    PercentField,
    RatingField,
    RecordForm,
    RefsField,
    RegionField,
    RichTextField,
    SecretField,
    StringField,
    TimeField,
    UrlField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Article


class ArticleForm(RecordForm):
    entity = Article
    name = StringField()
    barcode = BarcodeField()
    price = MoneyField()
    cost = MoneyField()
    rate = PercentField()
    weight = DecimalField()
    stock = IntegerField()
    active = BooleanField()
    notes = RichTextField()
    website = UrlField()
    origin = RegionField()
    shelf_life = DurationField()
    opens = TimeField()
    seasons = EnumsField()
    stars = RatingField()
    extra = JsonField()
    manual = FileField()
    papers = FilesField()
    picture = ImageField()
    pictures = ImagesField()
    token = SecretField()
    keywords = RefsField()


class ArticleView(RecordView):
    entity = Article
    form = ArticleForm
    columns = ["name", "barcode", "price", "cost", "margin", "rate", "weight"]
    filters = ["active", "seasons"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="商品", en="Article"),
            [
                "name",
                "barcode",
                "price",
                "cost",
                "margin",
                "rate",
                "weight",
                "stock",
                "active",
                "notes",
                "website",
                "origin",
                "shelf_life",
                "opens",
                "seasons",
                "stars",
                "extra",
                "manual",
                "papers",
                "picture",
                "pictures",
                "token",
                "keywords",
            ],
        ),
    ]
    in_picker = ["stock", "cost"]
