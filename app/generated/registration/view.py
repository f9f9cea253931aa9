"""客户登记 Registration: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 035c8c5833e84f3a57ba6a4f0572e02fcf71e1c82c62e59b78ea7cef4f0efd3d

from app.forms import (
    BooleanField,
    EmailField,
    EnumField,
    IdNumberField,
    IntegerField,
    PhoneField,
    RecordForm,
    RefField,
    SecretField,
    StringField,
    TransitionForm,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Registration


class RegistrationForm(RecordForm):
    entity = Registration
    token = StringField()
    project = RefField()
    building_no = StringField()
    entrance_no = StringField()
    room_no = StringField()
    role = EnumField()
    name = StringField()
    phone = PhoneField()
    email = EmailField()
    id_no = IdNumberField()
    password = SecretField()
    household_size = IntegerField()
    elderly_count = IntegerField()
    living_alone_elderly = BooleanField()
    consent_service = BooleanField()
    consent_profiling = BooleanField()
    consent_sensitive = BooleanField()
    consent_marketing = BooleanField()
    source = EnumField()


class RegistrationPortalForm(RecordForm):
    entity = Registration
    project = RefField()
    building_no = StringField()
    entrance_no = StringField()
    room_no = StringField()
    role = EnumField()
    name = StringField()
    phone = PhoneField()
    email = EmailField()
    id_no = IdNumberField()
    password = SecretField()
    household_size = IntegerField()
    elderly_count = IntegerField()
    living_alone_elderly = BooleanField()
    consent_service = BooleanField()
    consent_profiling = BooleanField()
    consent_sensitive = BooleanField()
    consent_marketing = BooleanField()


class RegistrationFinishForm(TransitionForm):
    entity = Registration
    transition = "finish"


class RegistrationWaitForm(TransitionForm):
    entity = Registration
    transition = "wait"


class RegistrationApproveForm(TransitionForm):
    entity = Registration
    transition = "approve"


class RegistrationRefuseForm(TransitionForm):
    entity = Registration
    transition = "refuse"


class RegistrationBlockForm(TransitionForm):
    entity = Registration
    transition = "block"


class RegistrationLinkForm(TransitionForm):
    entity = Registration
    transition = "link"


class RegistrationAcceptAsNewForm(TransitionForm):
    entity = Registration
    transition = "accept_as_new"


class RegistrationView(RecordView):
    entity = Registration
    form = RegistrationForm
    portal_form = RegistrationPortalForm
    transition_forms = {
        "finish": RegistrationFinishForm,
        "wait": RegistrationWaitForm,
        "approve": RegistrationApproveForm,
        "refuse": RegistrationRefuseForm,
        "block": RegistrationBlockForm,
        "link": RegistrationLinkForm,
        "accept_as_new": RegistrationAcceptAsNewForm,
    }
    columns = [
        "name",
        "project",
        "building_no",
        "entrance_no",
        "room_no",
        "state",
        "outcome",
        "verified",
        "customer",
        "created_at",
    ]
    filters = ["state", "project", "outcome", "verified", "source"]
    sort = ["-created_at"]
    sections = [
        Section(
            label(zh="房屋", en="Home"),
            ["token", "project", "building_no", "entrance_no", "room_no", "role"],
        ),
        Section(label(zh="本人", en="Person"), ["name", "phone", "email", "id_no", "password"]),
        Section(
            label(zh="家庭", en="Household"),
            ["household_size", "elderly_count", "living_alone_elderly"],
        ),
        Section(
            label(zh="同意", en="Consent"),
            ["consent_service", "consent_profiling", "consent_sensitive", "consent_marketing"],
        ),
        Section(
            label(zh="结果", en="Outcome"),
            [
                "policy_version",
                "source",
                "outcome",
                "phone_proved",
                "verified",
                "customer",
                "score",
            ],
        ),
    ]
