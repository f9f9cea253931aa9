"""可靠性统计 Reliability statistic: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2f7c95de35095e37f3343beed267754e7f42ae172c248f1ef1490678f82019f3

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ReliabilityStat


class ReliabilityStatForm(RecordForm):
    entity = ReliabilityStat


class ReliabilityStatView(RecordView):
    entity = ReliabilityStat
    form = ReliabilityStatForm
    columns = [
        "period",
        "project",
        "category",
        "devices",
        "failures",
        "mtbf_h",
        "mtbf_low_h",
        "mttr_h",
        "availability",
        "cost",
    ]
    filters = ["period", "project", "category"]
    sort = ["-period"]
    sections = [
        Section(
            label(zh="可靠性", en="Reliability"),
            [
                "period",
                "project",
                "category",
                "devices",
                "failures",
                "hours",
                "down_hours",
                "mtbf_h",
                "mtbf_low_h",
                "mttr_h",
                "availability",
                "per_year",
                "cost",
            ],
        ),
    ]
