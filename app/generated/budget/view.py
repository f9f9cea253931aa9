"""年度预算 Annual budget: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4d37fa6ac6fe912ff71cd1afba486cde0a148c90149087a3ac6e6217b36d865b

from app.forms import EnumField, IntegerField, RecordForm, RefField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Budget


class BudgetForm(RecordForm):
    entity = Budget
    year = IntegerField()
    department = RefField()
    project = RefField()
    method = EnumField()
    control = EnumField()
    span = EnumField()


class BudgetRedraftForm(TransitionForm):
    entity = Budget
    transition = "redraft"


class BudgetSubmitForm(TransitionForm):
    entity = Budget
    transition = "submit"


class BudgetReviewForm(TransitionForm):
    entity = Budget
    transition = "review"


class BudgetSendBackForm(TransitionForm):
    entity = Budget
    transition = "send_back"


class BudgetApproveForm(TransitionForm):
    entity = Budget
    transition = "approve"


class BudgetActivateForm(TransitionForm):
    entity = Budget
    transition = "activate"


class BudgetSupersedeForm(TransitionForm):
    entity = Budget
    transition = "supersede"


class BudgetCloseForm(TransitionForm):
    entity = Budget
    transition = "close"


class BudgetView(RecordView):
    entity = Budget
    form = BudgetForm
    transition_forms = {
        "redraft": BudgetRedraftForm,
        "submit": BudgetSubmitForm,
        "review": BudgetReviewForm,
        "send_back": BudgetSendBackForm,
        "approve": BudgetApproveForm,
        "activate": BudgetActivateForm,
        "supersede": BudgetSupersedeForm,
        "close": BudgetCloseForm,
    }
    columns = [
        "year",
        "department",
        "project",
        "edition",
        "method",
        "control",
        "total",
        "actual",
        "state",
    ]
    filters = ["state", "year", "department", "project"]
    sort = ["-year"]
    sections = [
        Section(
            label(zh="预算", en="Budget"),
            [
                "year",
                "department",
                "project",
                "edition",
                "method",
                "control",
                "span",
                "total",
                "actual",
                "explanation",
            ],
        ),
    ]
