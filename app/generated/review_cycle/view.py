"""考核周期 Review cycle: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dfdbfa81d03854e733d1c229ebb227d112a8ce0d31d3e793bd1c6df1e0e6c7f3

from app.forms import (
    DateField,
    DecimalField,
    MoneyField,
    PercentField,
    RecordForm,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ReviewCycle


class ReviewCycleForm(RecordForm):
    entity = ReviewCycle
    code = StringField()
    name = StringField()
    period_from = DateField()
    period_to = DateField()
    kpi_share = PercentField()
    manager_share = PercentField()
    peer_share = PercentField()
    self_share = PercentField()
    s_from = DecimalField()
    a_from = DecimalField()
    b_from = DecimalField()
    c_from = DecimalField()
    s_quota = PercentField()
    a_quota = PercentField()
    pay_pool = MoneyField()


class ReviewCycleOpenForm(TransitionForm):
    entity = ReviewCycle
    transition = "open"


class ReviewCycleReckonForm(TransitionForm):
    entity = ReviewCycle
    transition = "reckon"


class ReviewCycleCalibrateForm(TransitionForm):
    entity = ReviewCycle
    transition = "calibrate"


class ReviewCycleAcceptForm(TransitionForm):
    entity = ReviewCycle
    transition = "accept"


class ReviewCyclePublishForm(TransitionForm):
    entity = ReviewCycle
    transition = "publish"


class ReviewCycleCloseForm(TransitionForm):
    entity = ReviewCycle
    transition = "close"


class ReviewCycleView(RecordView):
    entity = ReviewCycle
    form = ReviewCycleForm
    transition_forms = {
        "open": ReviewCycleOpenForm,
        "reckon": ReviewCycleReckonForm,
        "calibrate": ReviewCycleCalibrateForm,
        "accept": ReviewCycleAcceptForm,
        "publish": ReviewCyclePublishForm,
        "close": ReviewCycleCloseForm,
    }
    columns = ["code", "name", "period_from", "period_to", "reviews", "state"]
    filters = ["state", "period_from"]
    sort = ["-period_from"]
    sections = [
        Section(
            label(zh="周期", en="Cycle"),
            [
                "code",
                "name",
                "period_from",
                "period_to",
                "reviews",
                "left_out",
                "opened_at",
                "published_at",
            ],
        ),
        Section(
            label(zh="构成", en="What counts"),
            ["kpi_share", "manager_share", "peer_share", "self_share"],
        ),
        Section(
            label(zh="等级与分布", en="Grades and quota"),
            ["s_from", "a_from", "b_from", "c_from", "s_quota", "a_quota", "pay_pool"],
        ),
    ]
