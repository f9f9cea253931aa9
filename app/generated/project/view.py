"""项目（小区） Project: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 322a27d627f9988b449638575d9eacb72d2fc493986174e9402178f009ba5eaa

from app.forms import (
    AddressField,
    BooleanField,
    DateField,
    DecimalField,
    EnumField,
    PhoneField,
    RecordForm,
    RefField,
    StringField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Project


class ProjectForm(RecordForm):
    entity = Project
    code = StringField()
    name = StringField()
    company = RefField()
    kind = EnumField()
    address = AddressField()
    district = StringField()
    manager = RefField()
    hotline = PhoneField()
    active = BooleanField()
    contract_from = DateField()
    contract_to = DateField()
    charging_mode = EnumField()
    delivered_on = DateField()
    gross_area = DecimalField()


class ProjectView(RecordView):
    entity = Project
    form = ProjectForm
    columns = ["code", "name", "kind", "district", "manager_name", "hotline", "active"]
    filters = ["kind", "charging_mode", "active"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="基本", en="Basics"),
            [
                "code",
                "name",
                "company",
                "kind",
                "address",
                "district",
                "manager",
                "manager_name",
                "hotline",
                "active",
            ],
        ),
        Section(
            label(zh="合同与面积", en="Contract and area"),
            ["contract_from", "contract_to", "charging_mode", "delivered_on", "gross_area"],
        ),
    ]
    gantt = ("contract_from", "contract_to")
