"""员工技能 Employee skill: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 62fe75463e87ab1db9100274b7b70f585074106a5338de2024ee7f1851690b7b

from app.forms import DateField, EnumField, IntegerField, RecordForm, RefField, StringField
from app.runtime.field import Quick, Section, label
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
    filters = ["skill", "level", "source", "valid_to"]
    sort = ["-valid_to"]
    sections = [
        Section(
            label(zh="技能", en="Skill"),
            ["employee", "skill", "level", "certificate_no", "valid_to", "source"],
        ),
    ]
    quick = [
        Quick("over", label(zh="已过期", en="Expired"), "valid_to__lt=today"),
        Quick(
            "soon",
            label(zh="60 天内到期", en="Within 60 days"),
            "valid_to__between=today,next_60_days",
        ),
    ]
    calendar = "valid_to"
    menu = False
