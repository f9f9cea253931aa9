"""设备告警 Device alarm: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b1553e4218e43a90f06e1ca411457202b907fa2b2096b7b17abbfc9bc4060c01

from app.forms import DateTimeField, EnumField, JsonField, RecordForm, StringField
from app.runtime.field import Quick, Section, label
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
    quick = [
        Quick("today", label(zh="今天", en="Today"), "at=today"),
        Quick("serious", label(zh="停机告警", en="Device down"), "severity__in=s1,s2"),
    ]
