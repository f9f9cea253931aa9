"""手机验证码 Phone code: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 64c5aaa387f23ab75fb50b5cd33ca98f27f2836e3428f3cc57c7525c60a16970

from app.forms import PhoneField, RecordForm, StringField
from app.runtime.field import Section, label
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
