"""技能 Skill: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 511abee64440da991324b13e77bdb0e7c2c7acdd4a902300638c4354ecb70da4

from app.forms import BooleanField, RecordForm, StringField
from app.runtime.field import Section, label
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
