"""员工领用物品 Issued asset: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 da5f4df4c94506222b8150c2f26c60f39cc06f19c95475d42e0389fe5df289ce

from app.forms import (
    DateField,
    EnumField,
    MoneyField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import EmployeeAsset


class EmployeeAssetForm(RecordForm):
    entity = EmployeeAsset
    employee = RefField()
    item = StringField()
    kind = EnumField()
    value = MoneyField()
    issued_on = DateField()
    keeper_dept = RefField()
    recovered = MoneyField()


class EmployeeAssetGiveBackForm(TransitionForm):
    entity = EmployeeAsset
    transition = "give_back"


class EmployeeAssetLoseForm(TransitionForm):
    entity = EmployeeAsset
    transition = "lose"
    recovered = MoneyField()


class EmployeeAssetView(RecordView):
    entity = EmployeeAsset
    form = EmployeeAssetForm
    transition_forms = {"give_back": EmployeeAssetGiveBackForm, "lose": EmployeeAssetLoseForm}
    columns = [
        "employee",
        "item",
        "kind",
        "value",
        "issued_on",
        "returned_on",
        "keeper_dept",
        "state",
    ]
    filters = ["state", "kind", "employee", "keeper_dept"]
    sort = ["-issued_on"]
    sections = [
        Section(
            label(zh="领用", en="Issue"),
            [
                "employee",
                "item",
                "kind",
                "value",
                "issued_on",
                "keeper_dept",
                "returned_on",
                "recovered",
            ],
        ),
        Section(label(zh="其他", en="More"), ["employee_name"], collapsed=True),
    ]
    menu = False
