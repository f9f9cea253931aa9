"""个人信息同意记录 Consent record: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 203015bcbb7c981aba6fb851e88c469ad670af3f1f1a256ad084f4030f338cfd

from app.forms import BooleanField, DateTimeField, EnumField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ConsentRecord


class ConsentRecordForm(RecordForm):
    entity = ConsentRecord
    customer = RefField()
    employee = RefField()
    purpose = EnumField()
    granted = BooleanField()
    withdrawn_at = DateTimeField()


class ConsentRecordPortalForm(RecordForm):
    entity = ConsentRecord
    purpose = EnumField()
    granted = BooleanField()


class ConsentRecordView(RecordView):
    entity = ConsentRecord
    form = ConsentRecordForm
    portal_form = ConsentRecordPortalForm
    columns = [
        "customer",
        "employee",
        "purpose",
        "policy_version",
        "granted",
        "granted_at",
        "withdrawn_at",
    ]
    filters = ["purpose", "granted"]
    sort = ["-granted_at"]
    sections = [
        Section(
            label(zh="同意", en="Consent"),
            [
                "customer",
                "employee",
                "purpose",
                "policy_version",
                "granted",
                "granted_at",
                "withdrawn_at",
                "evidence",
            ],
        ),
    ]
    menu = False
