"""出账批次 Bill run: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 382f1d28b377d29acb317d3a6784a39027ec6844026dac93bbfe2dcf16829864

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


class BillRunOutdatedForm(TransitionForm):
    entity = BillRun
    transition = "outdated"


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
        "outdated": BillRunOutdatedForm,
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
