"""客户 Customer: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1a92d3e50e36d31b31a7b088b1e2b1e789c9797a7dfa9811bda8efb499dcfeea

from app.forms import PhoneField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Customer


class CustomerForm(RecordForm):
    entity = Customer
    project = RefField()
    name = StringField()
    phone = PhoneField()
    login = RefField()


class CustomerView(RecordView):
    entity = Customer
    form = CustomerForm
    columns = ["name", "project", "phone", "login"]
    filters = ["project", "login"]
    sort = ["-id"]
    sections = [Section(label(zh="客户", en="Customer"), ["project", "name", "phone", "login"])]
