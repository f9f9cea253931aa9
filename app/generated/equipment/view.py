"""设备 Equipment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0a3064d6b129b7eaae6d00a376515dfc96a018973ebc6757776cee5cb7cf0e7c

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
from app.runtime.field import Quick, Section, Tab, label
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
    inspection_valid_to = DateField()
    warranty_to = DateField()
    vendor = StringField()
    brand = StringField()
    model = StringField()
    serial_no = StringField()
    reg_code = StringField()
    manufactured_on = DateField()
    in_service_on = DateField()
    service_life_years = IntegerField()
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


class EquipmentReclassifyForm(TransitionForm):
    entity = Equipment
    transition = "reclassify"
    category = RefField()


class EquipmentCorrectInspectionForm(TransitionForm):
    entity = Equipment
    transition = "correct_inspection"
    inspection_valid_to = DateField()


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
        "reclassify": EquipmentReclassifyForm,
        "correct_inspection": EquipmentCorrectInspectionForm,
        "propose_scrap": EquipmentProposeScrapForm,
        "keep": EquipmentKeepForm,
        "scrap": EquipmentScrapForm,
    }
    columns = [
        "equip_no",
        "name",
        "category",
        "location",
        "state",
        "criticality",
        "next_due_on",
        "inspection_valid_to",
        "failures_90d",
        "project",
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
                "equip_no",
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
            label(zh="合规与质保", en="Inspection and warranty"),
            ["inspection_valid_to", "warranty_to", "expires_on", "vendor"],
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
                "original_cost",
            ],
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
            tab="care",
        ),
        Section(
            label(zh="可靠性", en="Reliability"),
            [
                "failures_90d",
                "bad_actor",
                "mtbf_h",
                "mtbf_low_h",
                "mttr_h",
                "availability",
                "fault_since",
            ],
            tab="faults",
        ),
        Section(label(zh="资料", en="Papers"), ["documents", "note", "qr_token"], tab="papers"),
    ]
    tabs = [
        Tab("care", label(zh="维护", en="Maintenance"), ["tasks", "readings"]),
        Tab(
            "faults",
            label(zh="故障与可靠性", en="Faults and reliability"),
            ["repairs", "downtimes"],
        ),
        Tab("parts", label(zh="下级设备", en="Parts"), ["parts"]),
        Tab("papers", label(zh="资料", en="Papers")),
    ]
    quick = [
        Quick(
            "inspection_over",
            label(zh="检验已过期", en="Inspection expired"),
            "inspection_valid_to__lt=today&state__ne=scrapped",
        ),
        Quick(
            "inspection_30",
            label(zh="30 天内检验", en="Inspection within 30 days"),
            "inspection_valid_to__between=today,next_30_days&state__ne=scrapped",
        ),
        Quick(
            "inspection_60",
            label(zh="60 天内检验", en="Within 60 days"),
            "inspection_valid_to__between=today,next_60_days&state__ne=scrapped",
        ),
        Quick("care_over", label(zh="维护逾期", en="Maintenance overdue"), "next_due_on__lt=today"),
        Quick("often", label(zh="频发故障", en="Fails often"), "bad_actor=true"),
    ]
    on_labels = ["location", "project"]
    in_picker = ["location"]
    calendar = "next_due_on"
    tree = "parent"
