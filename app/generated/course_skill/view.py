"""课程技能 Skill of a course: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bced3ee52f1eac8d3f37f5ea7c3ca91471412da1712eaf88ca70efdceb6f6bc2

from app.forms import IntegerField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import CourseSkill


class CourseSkillForm(RecordForm):
    entity = CourseSkill
    course = RefField()
    skill = RefField()
    to_level = IntegerField()


class CourseSkillView(RecordView):
    entity = CourseSkill
    form = CourseSkillForm
    columns = ["course", "skill", "to_level"]
    filters = ["course", "skill"]
    sort = ["course"]
    sections = [Section(label(zh="技能", en="Skill"), ["course", "skill", "to_level"])]
    menu = False
