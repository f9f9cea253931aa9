"""员工 Employee: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6c5ad48d749653198fbd161be7b779aa816fbe9368d81e1ceaba0d0dba9a9c7c

from app.runtime.field import Section, label
from app.web.forms import BooleanField, RecordForm, RefField, StringField
from app.web.view import RecordView

from .model import Employee


class EmployeeForm(RecordForm):
    entity = Employee
    name = StringField()
    login = RefField()
    manager = RefField()
    active = BooleanField()


class EmployeeView(RecordView):
    entity = Employee
    form = EmployeeForm
    columns = ["name", "login", "manager", "active"]
    filters = ["login", "manager", "active"]
    sort = ["-id"]
    sections = [Section(label(zh="员工", en="Employee"), ["name", "login", "manager", "active"])]
