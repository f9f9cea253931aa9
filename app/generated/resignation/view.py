"""离职申请 Resignation: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8c5cae520f47302c76b21cd6c5ef73e94618bba2f85d25cf74d13155a1eb97a6

from app.forms import (
    BooleanField,
    DateField,
    DecimalField,
    EnumField,
    MoneyField,
    RecordForm,
    RefField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Section, Tab, label
from app.web.view import RecordView

from .model import Resignation


class ResignationForm(RecordForm):
    entity = Resignation
    employee = RefField()
    kind = EnumField()
    initiative = EnumField()
    notice_on = DateField()
    last_day = DateField()
    reason = TextField()
    legal_ground = EnumField()
    union_told = BooleanField()
    successor = RefField()
    exit_interview = TextField()
    last_wage = MoneyField()
    unused_days = DecimalField()
    average_wage = MoneyField()
    advance = MoneyField()
    damage = MoneyField()
    tax = MoneyField()


class ResignationWaiveForm(TransitionForm):
    entity = Resignation
    transition = "waive"


class ResignationSubmitForm(TransitionForm):
    entity = Resignation
    transition = "submit"


class ResignationWithdrawForm(TransitionForm):
    entity = Resignation
    transition = "withdraw"


class ResignationAskToStayForm(TransitionForm):
    entity = Resignation
    transition = "ask_to_stay"


class ResignationRetainForm(TransitionForm):
    entity = Resignation
    transition = "retain"


class ResignationManagerOkForm(TransitionForm):
    entity = Resignation
    transition = "manager_ok"
    successor = RefField()


class ResignationHrOkForm(TransitionForm):
    entity = Resignation
    transition = "hr_ok"


class ResignationHandOverForm(TransitionForm):
    entity = Resignation
    transition = "hand_over"
    successor = RefField()


class ResignationCallOffForm(TransitionForm):
    entity = Resignation
    transition = "call_off"


class ResignationSettleForm(TransitionForm):
    entity = Resignation
    transition = "settle"


class ResignationReckonForm(TransitionForm):
    entity = Resignation
    transition = "reckon"
    last_wage = MoneyField()
    average_wage = MoneyField()
    unused_days = DecimalField()
    advance = MoneyField()
    damage = MoneyField()
    tax = MoneyField()


class ResignationApproveSettlementForm(TransitionForm):
    entity = Resignation
    transition = "approve_settlement"


class ResignationPaySettlementForm(TransitionForm):
    entity = Resignation
    transition = "pay_settlement"


class ResignationCompleteForm(TransitionForm):
    entity = Resignation
    transition = "complete"


class ResignationView(RecordView):
    entity = Resignation
    form = ResignationForm
    transition_forms = {
        "waive": ResignationWaiveForm,
        "submit": ResignationSubmitForm,
        "withdraw": ResignationWithdrawForm,
        "ask_to_stay": ResignationAskToStayForm,
        "retain": ResignationRetainForm,
        "manager_ok": ResignationManagerOkForm,
        "hr_ok": ResignationHrOkForm,
        "hand_over": ResignationHandOverForm,
        "call_off": ResignationCallOffForm,
        "settle": ResignationSettleForm,
        "reckon": ResignationReckonForm,
        "approve_settlement": ResignationApproveSettlementForm,
        "pay_settlement": ResignationPaySettlementForm,
        "complete": ResignationCompleteForm,
    }
    columns = [
        "req_no",
        "employee",
        "department",
        "kind",
        "notice_on",
        "last_day",
        "successor",
        "state",
    ]
    filters = ["state", "kind", "department", "employee", "last_day"]
    sort = ["-notice_on"]
    sections = [
        Section(
            label(zh="申请", en="Notice"),
            [
                "employee",
                "department",
                "kind",
                "initiative",
                "notice_on",
                "last_day",
                "earliest_on",
                "waiver",
                "reason",
                "legal_ground",
                "union_told",
                "stay_offered",
            ],
        ),
        Section(
            label(zh="交接", en="Hand-over"),
            ["successor", "handed_over", "exit_interview", "access_ended_at", "certificate_on"],
        ),
        Section(
            label(zh="结算", en="Settlement"),
            [
                "last_wage",
                "unused_days",
                "leave_pay",
                "average_wage",
                "severance_months",
                "severance",
                "advance",
                "damage",
                "tax",
                "gross",
                "net",
                "working",
                "settled",
                "paid_on",
                "voucher",
                "paid_voucher",
            ],
            tab="settlement",
        ),
        Section(
            label(zh="其他", en="More"),
            ["req_no", "employee_name", "on_probation"],
            collapsed=True,
            tab="settlement",
        ),
    ]
    tabs = [
        Tab("tasks", label(zh="交接事项", en="Clearances"), ["tasks"]),
        Tab("settlement", label(zh="结算", en="Settlement")),
    ]
