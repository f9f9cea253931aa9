"""收费标准 Fee assignment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e583a1d19924870611579970c748738ec95d0bc6bd1f009e53ebd4405b834b27

from app.forms import (
    DateField,
    DecimalField,
    PercentField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import FeeAssignment


class FeeAssignmentForm(RecordForm):
    entity = FeeAssignment
    fee_item = RefField()
    unit = RefField()
    parking = RefField()
    project = RefField()
    customer = RefField()
    from_on = DateField()
    to_on = DateField()
    override_price = DecimalField()
    discount = PercentField()
    ground = StringField()


class FeeAssignmentActivateForm(TransitionForm):
    entity = FeeAssignment
    transition = "activate"


class FeeAssignmentBeginAsAcceptedForm(TransitionForm):
    entity = FeeAssignment
    transition = "begin_as_accepted"


class FeeAssignmentSubmitForm(TransitionForm):
    entity = FeeAssignment
    transition = "submit"


class FeeAssignmentApproveForm(TransitionForm):
    entity = FeeAssignment
    transition = "approve"


class FeeAssignmentSendBackForm(TransitionForm):
    entity = FeeAssignment
    transition = "send_back"


class FeeAssignmentEndForm(TransitionForm):
    entity = FeeAssignment
    transition = "end"
    to_on = DateField()


class FeeAssignmentView(RecordView):
    entity = FeeAssignment
    form = FeeAssignmentForm
    transition_forms = {
        "activate": FeeAssignmentActivateForm,
        "begin_as_accepted": FeeAssignmentBeginAsAcceptedForm,
        "submit": FeeAssignmentSubmitForm,
        "approve": FeeAssignmentApproveForm,
        "send_back": FeeAssignmentSendBackForm,
        "end": FeeAssignmentEndForm,
    }
    columns = [
        "fee_item",
        "project",
        "unit",
        "parking",
        "customer",
        "from_on",
        "to_on",
        "discount",
        "state",
    ]
    filters = ["state", "fee_item", "project", "customer", "unit"]
    sort = ["-from_on"]
    sections = [
        Section(
            label(zh="收费标准", en="Assignment"),
            [
                "fee_item",
                "unit",
                "parking",
                "project",
                "customer",
                "from_on",
                "to_on",
                "override_price",
                "discount",
                "ground",
            ],
        ),
    ]
