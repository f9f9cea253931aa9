"""现金日结 Daily cash count: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9e095f3e39d4bbb4bd9311f617810b15d35eb59cd25627a93dbe7d82d21e3d1d

from app.forms import DateField, MoneyField, RecordForm, RefField, StringField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import CashCount


class CashCountForm(RecordForm):
    entity = CashCount
    project = RefField()
    on = DateField()
    banked = MoneyField()
    counted = MoneyField()
    reason = StringField()


class CashCountSubmitForm(TransitionForm):
    entity = CashCount
    transition = "submit"


class CashCountCheckForm(TransitionForm):
    entity = CashCount
    transition = "check"


class CashCountSendBackForm(TransitionForm):
    entity = CashCount
    transition = "send_back"


class CashCountView(RecordView):
    entity = CashCount
    form = CashCountForm
    transition_forms = {
        "submit": CashCountSubmitForm,
        "check": CashCountCheckForm,
        "send_back": CashCountSendBackForm,
    }
    columns = [
        "on",
        "project",
        "opening",
        "received",
        "refunded",
        "banked",
        "expected",
        "counted",
        "difference",
        "state",
    ]
    filters = ["state", "project", "on"]
    sort = ["-on"]
    sections = [
        Section(
            label(zh="日结", en="Count"),
            [
                "project",
                "on",
                "opening",
                "received",
                "refunded",
                "banked",
                "expected",
                "counted",
                "difference",
                "reason",
                "payments",
                "voucher",
            ],
        ),
    ]
