"""主题统计 Topic of a summary: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2d8968fcacb266573d614dbf2a64f080bcbca567e778ccdd5df06b5e84317198

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import FeedbackTopicStat


class FeedbackTopicStatForm(RecordForm):
    entity = FeedbackTopicStat


class FeedbackTopicStatView(RecordView):
    entity = FeedbackTopicStat
    form = FeedbackTopicStatForm
    columns = [
        "summary",
        "rank",
        "topic",
        "count",
        "before",
        "growth",
        "severity",
        "negative",
        "critical",
        "score",
        "measure",
    ]
    filters = ["summary", "topic"]
    sort = ["rank"]
    sections = [
        Section(
            label(zh="主题", en="Topic"),
            [
                "summary",
                "topic",
                "rank",
                "count",
                "before",
                "growth",
                "severity",
                "negative",
                "critical",
                "score",
                "measure",
            ],
        ),
    ]
    menu = False
