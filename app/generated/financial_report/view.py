"""财务报表 Financial statement: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2f5f257e3597ca43ab9ed6858e0c4f84bdc2049057983433416d8bab53e5e60c

from app.forms import RecordForm, TextField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import FinancialReport


class FinancialReportForm(RecordForm):
    entity = FinancialReport
    review_note = TextField()


class FinancialReportReviewForm(TransitionForm):
    entity = FinancialReport
    transition = "review"
    review_note = TextField()


class FinancialReportPublishForm(TransitionForm):
    entity = FinancialReport
    transition = "publish"


class FinancialReportReplaceForm(TransitionForm):
    entity = FinancialReport
    transition = "replace"


class FinancialReportView(RecordView):
    entity = FinancialReport
    form = FinancialReportForm
    transition_forms = {
        "review": FinancialReportReviewForm,
        "publish": FinancialReportPublishForm,
        "replace": FinancialReportReplaceForm,
    }
    columns = ["period", "kind", "edition", "passed", "state", "updated_at"]
    filters = ["state", "kind", "period", "passed"]
    sort = ["-period"]
    sections = [
        Section(
            label(zh="报表", en="Statement"),
            ["period", "kind", "edition", "passed", "checks", "review_note", "digest"],
        ),
        Section(label(zh="其他", en="More"), ["figures"], collapsed=True),
    ]
