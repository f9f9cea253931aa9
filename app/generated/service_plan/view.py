"""服务方案 Service plan: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cc8ba12a2a23efcd28f9e3d6a65bb29ab04c48641ecbed91299b59d051e9881b

from app.forms import DateField, EnumField, RecordForm, RefField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ServicePlan


class ServicePlanForm(RecordForm):
    entity = ServicePlan
    customer = RefField()
    unit = RefField()
    project = RefField()
    template = RefField()
    owner = RefField()
    valid_from = DateField()
    decline_reason = EnumField()


class ServicePlanProposeForm(TransitionForm):
    entity = ServicePlan
    transition = "propose"
    valid_from = DateField()


class ServicePlanAcceptForm(TransitionForm):
    entity = ServicePlan
    transition = "accept"


class ServicePlanDeclineForm(TransitionForm):
    entity = ServicePlan
    transition = "decline"
    decline_reason = EnumField()


class ServicePlanActivateForm(TransitionForm):
    entity = ServicePlan
    transition = "activate"


class ServicePlanExpireForm(TransitionForm):
    entity = ServicePlan
    transition = "expire"


class ServicePlanTerminateForm(TransitionForm):
    entity = ServicePlan
    transition = "terminate"


class ServicePlanWithdrawForm(TransitionForm):
    entity = ServicePlan
    transition = "withdraw"


class ServicePlanView(RecordView):
    entity = ServicePlan
    form = ServicePlanForm
    transition_forms = {
        "propose": ServicePlanProposeForm,
        "accept": ServicePlanAcceptForm,
        "decline": ServicePlanDeclineForm,
        "activate": ServicePlanActivateForm,
        "expire": ServicePlanExpireForm,
        "terminate": ServicePlanTerminateForm,
        "withdraw": ServicePlanWithdrawForm,
    }
    columns = [
        "plan_no",
        "template",
        "customer",
        "unit",
        "project",
        "score",
        "state",
        "valid_from",
        "valid_to",
        "owner",
    ]
    filters = [
        "state",
        "template",
        "project",
        "personal",
        "decline_reason",
        "proposed_on",
        "valid_to",
    ]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="方案", en="Plan"),
            [
                "customer",
                "unit",
                "project",
                "template",
                "template_name",
                "owner",
                "valid_from",
                "valid_to",
            ],
        ),
        Section(
            label(zh="推荐理由", en="Why"), ["personal", "score", "explanation", "uses_sensitive"]
        ),
        Section(
            label(zh="答复", en="Answer"),
            ["proposed_on", "reply_by", "answered_on", "decline_reason", "ended_on"],
        ),
        Section(label(zh="其他", en="More"), ["plan_no"], collapsed=True),
    ]
    kanban = "state"
