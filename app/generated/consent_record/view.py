"""个人信息同意记录 Consent record: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 48e79bae4e28d4be3879e83d3417aef3f7cd730c975d1d93bb2dba9dfcdcfce5

from app.runtime.field import Section, label
from app.web.forms import BooleanField, DateTimeField, EnumField, RecordForm, RefField, StringField
from app.web.view import RecordView

from .model import ConsentRecord


class ConsentRecordForm(RecordForm):
    entity = ConsentRecord
    customer = RefField()
    employee = RefField()
    purpose = EnumField()
    policy_version = StringField()
    granted = BooleanField()
    granted_at = DateTimeField()
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
