"""业主名册 Owner roster: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0336a536725b3ef3202201f08d03f17486a3f72179a8875a1b70546bf2efe3f1

from app.forms import PhoneField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import OwnerRecord


class OwnerRecordForm(RecordForm):
    entity = OwnerRecord
    unit = RefField()
    name = StringField()
    phone = PhoneField()
    source = StringField()


class OwnerRecordView(RecordView):
    entity = OwnerRecord
    form = OwnerRecordForm
    columns = ["unit", "name", "source"]
    filters = ["source"]
    sort = ["-id"]
    sections = [Section(label(zh="产权人", en="Owner"), ["unit", "name", "phone", "source"])]
