"""收费项目 Fee item: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4de837b293fc9b7b7f991e680add66658964b819db3a9a38acbff7ab675348a9

from app.forms import (
    BooleanField,
    DecimalField,
    EnumField,
    IntegerField,
    PercentField,
    RecordForm,
    RefField,
    StringField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import FeeItem


class FeeItemForm(RecordForm):
    entity = FeeItem
    code = StringField()
    name = StringField()
    kind = EnumField()
    formula = EnumField()
    meter_kind = EnumField()
    agency = BooleanField()
    tax_kind = RefField()
    revenue_account = RefField()
    active = BooleanField()
    cycle = EnumField()
    timing = EnumField()
    due_day = IntegerField()
    grace_days = IntegerField()
    proration = EnumField()
    rounding = EnumField()
    vacancy_factor = PercentField()
    late_rate = DecimalField()
    late_cap = PercentField()
    late_first = BooleanField()
    discount_policy = EnumField()


class FeeItemView(RecordView):
    entity = FeeItem
    form = FeeItemForm
    columns = [
        "code",
        "name",
        "kind",
        "formula",
        "cycle",
        "due_day",
        "late_rate",
        "agency",
        "active",
    ]
    filters = ["kind", "formula", "cycle", "agency", "active"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="项目", en="Item"),
            [
                "code",
                "name",
                "kind",
                "formula",
                "meter_kind",
                "agency",
                "tax_kind",
                "revenue_account",
                "active",
            ],
        ),
        Section(
            label(zh="周期", en="Cycle"),
            ["cycle", "timing", "due_day", "grace_days", "proration", "rounding", "vacancy_factor"],
        ),
        Section(
            label(zh="违约金与优惠", en="Late fee and discount"),
            ["late_rate", "late_cap", "late_first", "discount_policy"],
        ),
    ]
