"""手机验证码 Phone code: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6a158ff5f27e1ec41d7b2326077e609dc4d7381cb0b5719e294d6b8026ad70c0

from app.runtime.field import Section, label
from app.web.forms import PhoneField, RecordForm, StringField
from app.web.view import RecordView

from .model import PhoneCode


class PhoneCodeForm(RecordForm):
    entity = PhoneCode
    phone = PhoneField()
    token = StringField()


class PhoneCodeView(RecordView):
    entity = PhoneCode
    form = PhoneCodeForm
    columns = ["sent_at", "phone", "address", "tries", "proved_at"]
    filters = ["sent_at", "expires_at", "proved_at"]
    sort = ["-sent_at"]
    sections = [
        Section(
            label(zh="验证码", en="Code"),
            ["phone", "address", "sent_at", "expires_at", "tries", "proved_at"],
        ),
        Section(label(zh="其他", en="More"), ["token", "salt"], collapsed=True),
    ]
