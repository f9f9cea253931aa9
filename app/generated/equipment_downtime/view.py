"""设备停机 Downtime: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 13590006653606330e7d250282ebfd0e0ec4fd033ca6bfa79ac8b74f265315d6

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import EquipmentDowntime


class EquipmentDowntimeForm(RecordForm):
    entity = EquipmentDowntime


class EquipmentDowntimeView(RecordView):
    entity = EquipmentDowntime
    form = EquipmentDowntimeForm
    columns = [
        "equipment",
        "category",
        "project",
        "reason",
        "from_at",
        "to_at",
        "minutes",
        "repair_order",
    ]
    filters = ["project", "category", "equipment", "reason", "from_at"]
    sort = ["-from_at"]
    sections = [
        Section(
            label(zh="停机", en="Downtime"),
            [
                "equipment",
                "category",
                "project",
                "reason",
                "from_at",
                "to_at",
                "minutes",
                "repair_order",
            ],
        ),
    ]
    menu = False
