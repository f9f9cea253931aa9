"""业主名册 Owner roster: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 08fa122da34112b88d87f3693f38b4fc2860e25c7baa30635a02f67030bd41ff

from app.runtime.field import Section, label
from app.web.forms import PhoneField, RecordForm, RefField, StringField
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
