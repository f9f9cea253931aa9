"""考核明细 KPI of a review: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bc17f5663462bf48d11620538b3457641b9287193405e7b585a37ed61cdc7bcd

from app.forms import DecimalField, RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ReviewItem


class ReviewItemForm(RecordForm):
    entity = ReviewItem
    entered = DecimalField()


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
                "entered",
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
