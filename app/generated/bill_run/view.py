"""出账批次 Bill run: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 97032ee888e0329235b5a8a05b41ab2d9959e008b03c0266b8bc437cd542ae1b

from app.forms import DateField, RecordForm, RefField, StringField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import BillRun


class BillRunForm(RecordForm):
    entity = BillRun
    project = RefField()
    fee_item = RefField()
    period = StringField()
    due_on = DateField()


class BillRunPreviewForm(TransitionForm):
    entity = BillRun
    transition = "preview"


class BillRunRecalcForm(TransitionForm):
    entity = BillRun
    transition = "recalc"


class BillRunApproveForm(TransitionForm):
    entity = BillRun
    transition = "approve"


class BillRunPostForm(TransitionForm):
    entity = BillRun
    transition = "post"


class BillRunReverseForm(TransitionForm):
    entity = BillRun
    transition = "reverse"


class BillRunCancelForm(TransitionForm):
    entity = BillRun
    transition = "cancel"


class BillRunView(RecordView):
    entity = BillRun
    form = BillRunForm
    transition_forms = {
        "preview": BillRunPreviewForm,
        "recalc": BillRunRecalcForm,
        "approve": BillRunApproveForm,
        "post": BillRunPostForm,
        "reverse": BillRunReverseForm,
        "cancel": BillRunCancelForm,
    }
    columns = [
        "run_no",
        "project",
        "fee_item",
        "period",
        "state",
        "generated",
        "amount",
        "problems",
        "open_problems",
        "posted_at",
    ]
    filters = ["state", "project", "fee_item", "period"]
    sort = ["-run_no"]
    sections = [
        Section(label(zh="批次", en="Run"), ["project", "fee_item", "period", "due_on"]),
        Section(
            label(zh="结果", en="Result"),
            [
                "generated",
                "existing",
                "amount",
                "problems",
                "open_problems",
                "progress",
                "total",
                "previewed_at",
                "posted_at",
                "voucher",
            ],
        ),
        Section(label(zh="其他", en="More"), ["run_no"], collapsed=True),
    ]
