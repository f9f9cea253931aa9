"""员工 Employee: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3f8fc240463d3ddfb8015c74949019de110d9126ed17ea0f2e835e7fe5b9bdc0

from app.forms import (
    AddressField,
    BankAccountField,
    BooleanField,
    DateField,
    EnumField,
    IdNumberField,
    IntegerField,
    MoneyField,
    PhoneField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, Tab, label
from app.web.view import RecordView

from .model import Employee


class EmployeeForm(RecordForm):
    entity = Employee
    name = StringField()
    gender = EnumField()
    birth_date = DateField()
    id_no = IdNumberField()
    phone = PhoneField()
    address = AddressField()
    education = StringField()
    emergency_contact = StringField()
    bank_account = BankAccountField()
    department = RefField()
    position = RefField()
    project = RefField()
    manager = RefField()
    grade = IntegerField()
    base_pay = MoneyField()
    hours_system = EnumField()
    on_call = BooleanField()
    hired_on = DateField()
    probation_to = DateField()
    contract_from = DateField()
    contract_to = DateField()
    first_work_on = DateField()
    login = RefField()


class EmployeeBeginForm(TransitionForm):
    entity = Employee
    transition = "begin"
    probation_to = DateField()


class EmployeeConfirmForm(TransitionForm):
    entity = Employee
    transition = "confirm"


class EmployeeResignForm(TransitionForm):
    entity = Employee
    transition = "resign"


class EmployeeStayForm(TransitionForm):
    entity = Employee
    transition = "stay"


class EmployeeStayOnProbationForm(TransitionForm):
    entity = Employee
    transition = "stay_on_probation"


class EmployeeLeaveForm(TransitionForm):
    entity = Employee
    transition = "leave"


class EmployeeView(RecordView):
    entity = Employee
    form = EmployeeForm
    transition_forms = {
        "begin": EmployeeBeginForm,
        "confirm": EmployeeConfirmForm,
        "resign": EmployeeResignForm,
        "stay": EmployeeStayForm,
        "stay_on_probation": EmployeeStayOnProbationForm,
        "leave": EmployeeLeaveForm,
    }
    columns = ["emp_no", "name", "department", "position", "project", "state", "on_call"]
    filters = ["department", "position", "project", "state", "on_call"]
    sort = ["emp_no"]
    sections = [
        Section(
            label(zh="基本", en="Basics"),
            [
                "name",
                "gender",
                "birth_date",
                "id_no",
                "phone",
                "address",
                "education",
                "emergency_contact",
                "bank_account",
            ],
        ),
        Section(
            label(zh="任职", en="Job"),
            [
                "department",
                "position",
                "project",
                "manager",
                "manager_name",
                "grade",
                "base_pay",
                "hours_system",
                "on_call",
                "rating_avg",
            ],
            tab="job",
        ),
        Section(
            label(zh="合同", en="Contract"),
            [
                "hired_on",
                "probation_to",
                "contract_from",
                "contract_to",
                "first_work_on",
                "left_on",
                "login",
            ],
            tab="contract",
        ),
        Section(label(zh="其他", en="More"), ["emp_no"], collapsed=True, tab="assets"),
    ]
    tabs = [
        Tab("job", label(zh="任职与技能", en="Job and skills"), ["skills"]),
        Tab("contract", label(zh="合同与账号", en="Contract and login")),
        Tab("onboarding", label(zh="入职", en="Onboarding"), ["onboarding"]),
        Tab("assets", label(zh="领用物品", en="Assets"), ["assets"]),
    ]
    kanban = "state"
    gantt = ("contract_from", "contract_to")
