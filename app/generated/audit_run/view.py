"""审计检查 Audit run: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b2d9f2bc691196cf8c01b5db7496f99e69ef58032a007473d6fd3707d51eeae8

from app.forms import IntegerField, RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import AuditRun


class AuditRunForm(RecordForm):
    entity = AuditRun
    period_from = StringField()
    period_to = StringField()
    rules = StringField()
    sample_size = IntegerField()
    seed = IntegerField()


class AuditRunView(RecordView):
    entity = AuditRun
    form = AuditRunForm
    columns = [
        "period_from",
        "period_to",
        "rules",
        "sample_size",
        "seed",
        "findings",
        "finished_at",
    ]
    filters = ["period_from"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="检查", en="Run"),
            [
                "period_from",
                "period_to",
                "rules",
                "sample_size",
                "seed",
                "findings",
                "finished_at",
                "summary",
                "sample",
            ],
        ),
    ]
