"""技能 Skill: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6684f25f5c7b1edc6172164572e41ae171ec3f043d38b5e1ec7d9ff01c09c1c3

from app.runtime.field import Section, label
from app.web.forms import BooleanField, RecordForm, StringField
from app.web.view import RecordView

from .model import Skill


class SkillForm(RecordForm):
    entity = Skill
    code = StringField()
    name = StringField()
    certificate = StringField()
    mandatory_cert = BooleanField()


class SkillView(RecordView):
    entity = Skill
    form = SkillForm
    columns = ["code", "name", "certificate", "mandatory_cert"]
    filters = ["mandatory_cert"]
    sort = ["code"]
    sections = [
        Section(label(zh="基本", en="Basics"), ["code", "name", "certificate", "mandatory_cert"]),
    ]
