"""客户 Customer: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 75a15ac39e51f8f85bbed4bc164489897fb16222a34f1d065a851f5de91bf932

from app.runtime.field import Section, label
from app.web.forms import PhoneField, RecordForm, RefField, StringField
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
