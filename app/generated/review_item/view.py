"""考核明细 KPI of a review: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8437dc10c6a7c6844b151dff293cbd015832ac2c9ddaab8bd43aa409ea63691e

from app.forms import DecimalField, RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ReviewItem


class ReviewItemForm(RecordForm):
    entity = ReviewItem
    actual = DecimalField()


class ReviewItemView(RecordView):
    entity = ReviewItem
    form = ReviewItemForm
    columns = [
        "review",
        "indicator",
        "target",
        "actual",
        "score",
        "weight",
        "counted",
        "rows",
        "evidence",
    ]
    filters = ["indicator", "review"]
    sort = ["review"]
    sections = [
        Section(
            label(zh="指标", en="KPI"),
            [
                "review",
                "indicator",
                "target",
                "floor",
                "cap",
                "actual",
                "score",
                "weight",
                "counted",
                "rows",
                "evidence",
            ],
        ),
    ]
    menu = False
