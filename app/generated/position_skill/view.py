"""岗位技能要求 Position skill requirement: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8d2a937971a43b822080d07927bb6ed5c18803ed7636e8f38979e16b6fe91355

from app.forms import IntegerField, PercentField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import PositionSkill


class PositionSkillForm(RecordForm):
    entity = PositionSkill
    position = RefField()
    skill = RefField()
    level = IntegerField()
    weight = PercentField()


class PositionSkillView(RecordView):
    entity = PositionSkill
    form = PositionSkillForm
    columns = ["position", "skill", "level", "weight"]
    filters = ["position", "skill"]
    sort = ["-id"]
    sections = [
        Section(label(zh="要求", en="Requirement"), ["position", "skill", "level", "weight"]),
    ]
    menu = False
