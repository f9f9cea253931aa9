"""个人信息同意记录 Consent record: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ad525d4018e229bef812c9f826edb4ef0f93cc74168a02af3a3a866a3913182b

from app.runtime.field import Section, label
from app.web.forms import BooleanField, DateTimeField, EnumField, RecordForm, RefField
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
