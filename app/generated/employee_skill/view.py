"""员工技能 Employee skill: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3918c6e22a8fd06cff6ea6be5762f43976d68705f3b75d8f3145a4c773deceb3

from app.forms import DateField, EnumField, IntegerField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
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
    calendar = "valid_to"
    menu = False
