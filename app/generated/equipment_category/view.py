"""设备分类 Equipment category: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e1ca146d28b46371df82b0bd96435d24c50772e31e5ca6c94e9d9e16e9f3d079

from app.forms import (
    BooleanField,
    EnumField,
    IntegerField,
    MoneyField,
    RecordForm,
    RefField,
    StringField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import EquipmentCategory


class EquipmentCategoryForm(RecordForm):
    entity = EquipmentCategory
    code = StringField()
    name = StringField()
    parent = RefField()
    special = BooleanField()
    life_years = IntegerField()
    active = BooleanField()
    default_interval = IntegerField()
    default_unit = EnumField()
    reg_max_days = IntegerField()
    skill = RefField()
    level = IntegerField()
    hourly_loss = MoneyField()


class EquipmentCategoryView(RecordView):
    entity = EquipmentCategory
    form = EquipmentCategoryForm
    columns = [
        "code",
        "name",
        "parent",
        "special",
        "default_interval",
        "default_unit",
        "reg_max_days",
        "skill",
        "active",
    ]
    filters = ["special", "skill", "active"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="基本", en="Basics"),
            ["code", "name", "parent", "special", "life_years", "active"],
        ),
        Section(
            label(zh="维护", en="Maintenance"),
            ["default_interval", "default_unit", "reg_max_days", "skill", "level", "hourly_loss"],
        ),
    ]
    tree = "parent"
