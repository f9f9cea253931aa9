"""项目（小区） Project: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 914cde00f951db098ec786bf5356d73b583460b3126fe94667b4a531a9c1bcbf

from app.runtime.field import Section, label
from app.web.forms import (
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
    columns = ["code", "name", "kind", "district", "manager", "hotline", "active"]
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
                "hotline",
                "active",
            ],
        ),
        Section(
            label(zh="合同与面积", en="Contract and area"),
            ["contract_from", "contract_to", "charging_mode", "delivered_on", "gross_area"],
        ),
    ]
