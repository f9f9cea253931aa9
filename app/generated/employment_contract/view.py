"""劳动合同 Employment contract: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 982a19be824532b6f4786831b9b0ec6391090f47f9d52cc45e9316537b6278b3

from app.forms import DateField, EnumField, FilesField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import EmploymentContract


class EmploymentContractForm(RecordForm):
    entity = EmploymentContract
    employee = RefField()
    kind = EnumField()
    starts_on = DateField()
    ends_on = DateField()
    signed_on = DateField()
    paper = FilesField()


class EmploymentContractView(RecordView):
    entity = EmploymentContract
    form = EmploymentContractForm
    columns = ["contract_no", "employee", "kind", "starts_on", "ends_on", "signed_on", "renewal"]
    filters = ["employee", "kind", "ends_on"]
    sort = ["-starts_on"]
    sections = [
        Section(
            label(zh="合同", en="Contract"),
            ["employee", "kind", "starts_on", "ends_on", "signed_on", "renewal", "paper"],
        ),
        Section(label(zh="其他", en="More"), ["contract_no", "employee_name"], collapsed=True),
    ]
