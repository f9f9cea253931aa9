"""设备告警 Device alarm: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3006e4677cb817376617a48f6739c83408c51f352cd8bdedccd081b352f057b1

from app.forms import DateTimeField, EnumField, JsonField, RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import EquipmentAlarm


class EquipmentAlarmForm(RecordForm):
    entity = EquipmentAlarm
    external_id = StringField()
    device = StringField()
    fault_code = StringField()
    severity = EnumField()
    at = DateTimeField()
    message = StringField()
    reading = JsonField()


class EquipmentAlarmView(RecordView):
    entity = EquipmentAlarm
    form = EquipmentAlarmForm
    columns = [
        "at",
        "device",
        "equipment",
        "fault_code",
        "severity",
        "message",
        "repair_order",
        "joined",
    ]
    filters = ["severity", "equipment", "project", "at", "joined"]
    sort = ["-at"]
    sections = [
        Section(
            label(zh="告警", en="Alarm"),
            [
                "external_id",
                "device",
                "equipment",
                "project",
                "fault_code",
                "severity",
                "at",
                "message",
                "reading",
                "repair_order",
                "joined",
            ],
        ),
    ]
