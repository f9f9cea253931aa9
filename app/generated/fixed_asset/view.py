"""固定资产 Fixed asset: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d592618df4261d847f07f0e391b7301444d37005f3ef6d0149277559a7ff07a8

from app.forms import (
    BooleanField,
    IntegerField,
    MoneyField,
    PercentField,
    RecordForm,
    RefField,
    StringField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import FixedAsset


class FixedAssetForm(RecordForm):
    entity = FixedAsset
    code = StringField()
    name = StringField()
    equipment = RefField()
    project = RefField()
    department = RefField()
    cost = MoneyField()
    residual = PercentField()
    months = IntegerField()
    from_period = StringField()
    expense = RefField()
    active = BooleanField()


class FixedAssetView(RecordView):
    entity = FixedAsset
    form = FixedAssetForm
    columns = [
        "code",
        "name",
        "project",
        "department",
        "cost",
        "months",
        "accumulated",
        "last_period",
        "active",
    ]
    filters = ["project", "department", "active"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="资产", en="Asset"),
            [
                "code",
                "name",
                "equipment",
                "project",
                "department",
                "cost",
                "residual",
                "months",
                "from_period",
                "expense",
                "accumulated",
                "last_period",
                "active",
            ],
        ),
    ]
