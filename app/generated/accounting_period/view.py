"""会计期间 Accounting period: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ad1ab436ea399e3e4a31be645b74b6b2049402e650904dece9c9d5369b0f656c

from app.forms import RecordForm, StringField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import AccountingPeriod


class AccountingPeriodForm(RecordForm):
    entity = AccountingPeriod
    period = StringField()


class AccountingPeriodOpenForm(TransitionForm):
    entity = AccountingPeriod
    transition = "open"


class AccountingPeriodPrepareForm(TransitionForm):
    entity = AccountingPeriod
    transition = "prepare"


class AccountingPeriodStartCloseForm(TransitionForm):
    entity = AccountingPeriod
    transition = "start_close"


class AccountingPeriodAbortForm(TransitionForm):
    entity = AccountingPeriod
    transition = "abort"


class AccountingPeriodCloseForm(TransitionForm):
    entity = AccountingPeriod
    transition = "close"


class AccountingPeriodView(RecordView):
    entity = AccountingPeriod
    form = AccountingPeriodForm
    transition_forms = {
        "open": AccountingPeriodOpenForm,
        "prepare": AccountingPeriodPrepareForm,
        "start_close": AccountingPeriodStartCloseForm,
        "abort": AccountingPeriodAbortForm,
        "close": AccountingPeriodCloseForm,
    }
    columns = ["period", "state", "vouchers", "starts_on", "ends_on", "closed_at"]
    filters = ["state", "period"]
    sort = ["-period"]
    sections = [
        Section(
            label(zh="期间", en="Period"),
            [
                "period",
                "starts_on",
                "ends_on",
                "vouchers",
                "checks",
                "checked_at",
                "closed_at",
                "balance_digest",
            ],
        ),
    ]
