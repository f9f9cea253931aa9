"""车位 Parking space: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 20c60bc45a8c6f595b6df384f1be52f7b16cc6013dbba7d082ef4276f3f0fb64

from app.forms import BooleanField, EnumField, RecordForm, RefField, StringField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ParkingSpace


class ParkingSpaceForm(RecordForm):
    entity = ParkingSpace
    project = RefField()
    code = StringField()
    kind = EnumField()
    zone = StringField()
    charger = BooleanField()
    unit = RefField()
    customer = RefField()
    plate_no = StringField()


class ParkingSpaceSellForm(TransitionForm):
    entity = ParkingSpace
    transition = "sell"
    customer = RefField()
    unit = RefField()
    plate_no = StringField()


class ParkingSpaceRentForm(TransitionForm):
    entity = ParkingSpace
    transition = "rent"
    customer = RefField()
    unit = RefField()
    plate_no = StringField()


class ParkingSpaceGiveBackForm(TransitionForm):
    entity = ParkingSpace
    transition = "give_back"


class ParkingSpaceBlockForm(TransitionForm):
    entity = ParkingSpace
    transition = "block"


class ParkingSpaceUnblockForm(TransitionForm):
    entity = ParkingSpace
    transition = "unblock"


class ParkingSpaceView(RecordView):
    entity = ParkingSpace
    form = ParkingSpaceForm
    transition_forms = {
        "sell": ParkingSpaceSellForm,
        "rent": ParkingSpaceRentForm,
        "give_back": ParkingSpaceGiveBackForm,
        "block": ParkingSpaceBlockForm,
        "unblock": ParkingSpaceUnblockForm,
    }
    columns = ["code", "project", "kind", "zone", "unit", "customer", "state"]
    filters = ["project", "kind", "state", "charger"]
    sort = ["code"]
    sections = [
        Section(label(zh="车位", en="Space"), ["project", "code", "kind", "zone", "charger"]),
        Section(label(zh="使用", en="Use"), ["unit", "customer", "plate_no"]),
    ]
