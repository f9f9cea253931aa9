"""员工 Employee: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b60acbd4b534fb361206db498630347f1f84a82eb93af8159d98f30c6b037c6d

from app.forms import BooleanField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
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
