"""会计期间 Accounting period: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c92bb0f0742ef78ccf597074cedb062b401627a88b0fade70b2da63c2808e343

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
