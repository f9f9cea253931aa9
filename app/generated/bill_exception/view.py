"""出账异常 Billing exception: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ca86aaab348daa004898a883aa2308ce39117c21dc83ff90c1d0df09eab44b7a

from app.forms import RecordForm, StringField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import BillException


class BillExceptionForm(RecordForm):
    entity = BillException
    defer_note = StringField()


class BillExceptionDeferForm(TransitionForm):
    entity = BillException
    transition = "defer"
    defer_note = StringField()


class BillExceptionSolveForm(TransitionForm):
    entity = BillException
    transition = "solve"


class BillExceptionView(RecordView):
    entity = BillException
    form = BillExceptionForm
    transition_forms = {"defer": BillExceptionDeferForm, "solve": BillExceptionSolveForm}
    columns = ["run", "unit", "parking", "reason", "detail", "state", "defer_note"]
    filters = ["state", "run", "reason", "project"]
    sort = ["id"]
    sections = [
        Section(
            label(zh="异常", en="Exception"),
            ["run", "assignment", "unit", "parking", "reason", "detail", "defer_note"],
        ),
        Section(label(zh="其他", en="More"), ["project"], collapsed=True),
    ]
    menu = False
