"""流程红色项 Red item of a process: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4e581b51a7bafa6798e7ca30d293ee94253d07ef6526344dc37cdf323f2c6a48

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ProcessFinding


class ProcessFindingForm(RecordForm):
    entity = ProcessFinding


class ProcessFindingView(RecordView):
    entity = ProcessFinding
    form = ProcessFindingForm
    columns = ["flow", "period", "item", "value", "threshold", "suggestion", "measure"]
    filters = ["flow", "item", "period", "evaluation"]
    sort = ["-period"]
    sections = [
        Section(
            label(zh="红色项", en="Red item"),
            ["evaluation", "flow", "period", "item", "value", "threshold", "suggestion", "measure"],
        ),
    ]
    menu = False
