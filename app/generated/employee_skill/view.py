"""员工技能 Employee skill: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 436b972bc5d72584c9c7dc3cffb68edb81873e4bcec27068f4cbb64f8675c8f4

from app.runtime.field import Section, label
from app.web.forms import DateField, EnumField, IntegerField, RecordForm, RefField, StringField
from app.web.view import RecordView

from .model import EmployeeSkill


class EmployeeSkillForm(RecordForm):
    entity = EmployeeSkill
    employee = RefField()
    skill = RefField()
    level = IntegerField()
    certificate_no = StringField()
    valid_to = DateField()
    source = EnumField()


class EmployeeSkillView(RecordView):
    entity = EmployeeSkill
    form = EmployeeSkillForm
    columns = ["employee", "skill", "level", "valid_to", "source"]
    filters = ["skill", "level", "source"]
    sort = ["-valid_to"]
    sections = [
        Section(
            label(zh="技能", en="Skill"),
            ["employee", "skill", "level", "certificate_no", "valid_to", "source"],
        ),
    ]
    menu = False
