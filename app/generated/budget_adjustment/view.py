"""预算调整单 Budget adjustment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8fe750139506125d7e37bf1b1782125c23812da146c855845aa23fda869af23c

from app.forms import EnumField, RecordForm, RefField, TextField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import BudgetAdjustment


class BudgetAdjustmentForm(RecordForm):
    entity = BudgetAdjustment
    budget = RefField()
    kind = EnumField()
    reason = TextField()


class BudgetAdjustmentSubmitForm(TransitionForm):
    entity = BudgetAdjustment
    transition = "submit"


class BudgetAdjustmentReviewForm(TransitionForm):
    entity = BudgetAdjustment
    transition = "review"


class BudgetAdjustmentApproveSmallForm(TransitionForm):
    entity = BudgetAdjustment
    transition = "approve_small"


class BudgetAdjustmentApproveForm(TransitionForm):
    entity = BudgetAdjustment
    transition = "approve"


class BudgetAdjustmentRejectForm(TransitionForm):
    entity = BudgetAdjustment
    transition = "reject"


class BudgetAdjustmentApplyForm(TransitionForm):
    entity = BudgetAdjustment
    transition = "apply"


class BudgetAdjustmentView(RecordView):
    entity = BudgetAdjustment
    form = BudgetAdjustmentForm
    transition_forms = {
        "submit": BudgetAdjustmentSubmitForm,
        "review": BudgetAdjustmentReviewForm,
        "approve_small": BudgetAdjustmentApproveSmallForm,
        "approve": BudgetAdjustmentApproveForm,
        "reject": BudgetAdjustmentRejectForm,
        "apply": BudgetAdjustmentApplyForm,
    }
    columns = ["adj_no", "budget", "kind", "net", "state", "created_at"]
    filters = ["state", "kind", "budget"]
    sort = ["-created_at"]
    sections = [
        Section(label(zh="调整", en="Adjustment"), ["budget", "kind", "reason", "net", "small"]),
        Section(label(zh="其他", en="More"), ["adj_no"], collapsed=True),
    ]
