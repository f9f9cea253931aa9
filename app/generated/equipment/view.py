"""设备 Equipment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 028905e10ef808de6447dff8d948969579bdb7e28a5cb09bd2b83165a0dcc24b

from app.forms import (
    DateField,
    EnumField,
    FilesField,
    ImagesField,
    IntegerField,
    MoneyField,
    RecordForm,
    RefField,
    StringField,
    TextField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Equipment


class EquipmentForm(RecordForm):
    entity = Equipment
    name = StringField()
    category = RefField()
    project = RefField()
    building = RefField()
    location = StringField()
    parent = RefField()
    criticality = EnumField()
    keeper = RefField()
    photo = ImagesField()
    brand = StringField()
    model = StringField()
    serial_no = StringField()
    reg_code = StringField()
    manufactured_on = DateField()
    in_service_on = DateField()
    service_life_years = IntegerField()
    inspection_valid_to = DateField()
    warranty_to = DateField()
    vendor = StringField()
    original_cost = MoneyField()
    interval = IntegerField()
    interval_unit = EnumField()
    documents = FilesField()
    note = TextField()


class EquipmentStandbyForm(TransitionForm):
    entity = Equipment
    transition = "standby"


class EquipmentRunForm(TransitionForm):
    entity = Equipment
    transition = "run"


class EquipmentFaultForm(TransitionForm):
    entity = Equipment
    transition = "fault"


class EquipmentRepairForm(TransitionForm):
    entity = Equipment
    transition = "repair"


class EquipmentRestoreForm(TransitionForm):
    entity = Equipment
    transition = "restore"


class EquipmentRestoreSpareForm(TransitionForm):
    entity = Equipment
    transition = "restore_spare"


class EquipmentRetireForm(TransitionForm):
    entity = Equipment
    transition = "retire"


class EquipmentStopForm(TransitionForm):
    entity = Equipment
    transition = "stop"


class EquipmentRestartForm(TransitionForm):
    entity = Equipment
    transition = "restart"


class EquipmentProposeScrapForm(TransitionForm):
    entity = Equipment
    transition = "propose_scrap"


class EquipmentKeepForm(TransitionForm):
    entity = Equipment
    transition = "keep"


class EquipmentScrapForm(TransitionForm):
    entity = Equipment
    transition = "scrap"


class EquipmentView(RecordView):
    entity = Equipment
    form = EquipmentForm
    transition_forms = {
        "standby": EquipmentStandbyForm,
        "run": EquipmentRunForm,
        "fault": EquipmentFaultForm,
        "repair": EquipmentRepairForm,
        "restore": EquipmentRestoreForm,
        "restore_spare": EquipmentRestoreSpareForm,
        "retire": EquipmentRetireForm,
        "stop": EquipmentStopForm,
        "restart": EquipmentRestartForm,
        "propose_scrap": EquipmentProposeScrapForm,
        "keep": EquipmentKeepForm,
        "scrap": EquipmentScrapForm,
    }
    columns = [
        "equip_no",
        "name",
        "category",
        "project",
        "location",
        "state",
        "criticality",
        "next_due_on",
        "inspection_valid_to",
        "failures_90d",
    ]
    filters = [
        "state",
        "project",
        "category",
        "building",
        "criticality",
        "special",
        "bad_actor",
        "inspection_valid_to",
        "warranty_to",
        "expires_on",
        "next_due_on",
    ]
    sort = ["equip_no"]
    sections = [
        Section(
            label(zh="基本", en="Basics"),
            [
                "name",
                "category",
                "special",
                "project",
                "building",
                "location",
                "parent",
                "criticality",
                "keeper",
                "keeper_name",
                "photo",
            ],
        ),
        Section(
            label(zh="铭牌", en="Nameplate"),
            [
                "brand",
                "model",
                "serial_no",
                "reg_code",
                "manufactured_on",
                "in_service_on",
                "service_life_years",
                "expires_on",
            ],
        ),
        Section(
            label(zh="合规与质保", en="Inspection and warranty"),
            ["inspection_valid_to", "warranty_to", "vendor", "original_cost"],
        ),
        Section(
            label(zh="维护", en="Maintenance"),
            [
                "interval",
                "interval_unit",
                "last_maintained_on",
                "next_due_on",
                "run_hours",
                "read_on",
            ],
        ),
        Section(
            label(zh="可靠性", en="Reliability"),
            [
                "mtbf_h",
                "mtbf_low_h",
                "mttr_h",
                "availability",
                "failures_90d",
                "bad_actor",
                "fault_since",
            ],
        ),
        Section(label(zh="资料", en="Papers"), ["documents", "note", "qr_token"], collapsed=True),
        Section(label(zh="其他", en="More"), ["equip_no"], collapsed=True),
    ]
    calendar = "next_due_on"
    tree = "parent"
