"""客户 Customer: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4d2a4596c715e47369b01bfd63856043f33ff12cb8680f8024f45c7a50e62c82

from app.forms import (
    BooleanField,
    DateField,
    EmailField,
    EnumField,
    IdNumberField,
    IntegerField,
    PhoneField,
    RecordForm,
    RefField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, Tab, label
from app.web.view import RecordView

from .model import Customer


class CustomerForm(RecordForm):
    entity = Customer
    project = RefField()
    kind = EnumField()
    name = StringField()
    phone = PhoneField()
    phone2 = PhoneField()
    email = EmailField()
    preferred_channel = EnumField()
    source = EnumField()
    id_type = EnumField()
    id_no = IdNumberField()
    gender = EnumField()
    birth_date = DateField()
    emergency_contact = StringField()
    wechat_openid = StringField()
    household_size = IntegerField()
    elderly_count = IntegerField()
    child_count = IntegerField()
    living_alone_elderly = BooleanField()
    pets = StringField()
    vehicle_count = IntegerField()
    has_ev = BooleanField()
    merged_into = RefField()


class CustomerPortalForm(RecordForm):
    entity = Customer
    phone2 = PhoneField()
    email = EmailField()
    preferred_channel = EnumField()
    emergency_contact = StringField()
    household_size = IntegerField()
    elderly_count = IntegerField()
    child_count = IntegerField()
    pets = StringField()
    vehicle_count = IntegerField()
    has_ev = BooleanField()


class CustomerVerifyForm(TransitionForm):
    entity = Customer
    transition = "verify"


class CustomerMergeForm(TransitionForm):
    entity = Customer
    transition = "merge"
    merged_into = RefField()


class CustomerUnmergeForm(TransitionForm):
    entity = Customer
    transition = "unmerge"


class CustomerMoveOutForm(TransitionForm):
    entity = Customer
    transition = "move_out"


class CustomerAnonymiseForm(TransitionForm):
    entity = Customer
    transition = "anonymise"


class CustomerView(RecordView):
    entity = Customer
    form = CustomerForm
    portal_form = CustomerPortalForm
    transition_forms = {
        "verify": CustomerVerifyForm,
        "merge": CustomerMergeForm,
        "unmerge": CustomerUnmergeForm,
        "move_out": CustomerMoveOutForm,
        "anonymise": CustomerAnonymiseForm,
    }
    columns = ["customer_no", "name", "phone_masked", "kind", "project", "verified", "state"]
    filters = ["project", "kind", "state", "verified", "source"]
    sort = ["-created_at"]
    sections = [
        Section(
            label(zh="基本", en="Basics"),
            [
                "project",
                "kind",
                "name",
                "phone",
                "phone_masked",
                "phone2",
                "email",
                "preferred_channel",
                "source",
            ],
        ),
        Section(
            label(zh="证件", en="Identity"),
            ["id_type", "id_no", "gender", "birth_date", "emergency_contact", "wechat_openid"],
            tab="person",
        ),
        Section(
            label(zh="家庭", en="Household"),
            [
                "household_size",
                "elderly_count",
                "child_count",
                "living_alone_elderly",
                "pets",
                "vehicle_count",
                "has_ev",
            ],
            tab="home",
        ),
        Section(
            label(zh="服务", en="Service"),
            [
                "verified",
                "segment",
                "satisfaction_avg",
                "arrears",
                "merged_into",
                "merged_on",
                "merge_log",
                "login",
            ],
            tab="service",
        ),
        Section(label(zh="其他", en="More"), ["customer_no"], collapsed=True, tab="service"),
    ]
    tabs = [
        Tab("home", label(zh="房屋与家庭", en="Home"), ["occupancies"]),
        Tab("person", label(zh="证件", en="Identity")),
        Tab("service", label(zh="服务与同意", en="Service and consent"), ["consents"]),
    ]
