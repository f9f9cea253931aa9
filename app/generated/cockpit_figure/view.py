"""经营指标 Management figure: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dd80718f88361bd26cf67fae380135a76e61a6a52d453298831865286c3e0f6e

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import CockpitFigure


class CockpitFigureForm(RecordForm):
    entity = CockpitFigure


class CockpitFigureView(RecordView):
    entity = CockpitFigure
    form = CockpitFigureForm
    columns = ["period", "figure", "project", "item", "value", "base"]
    filters = ["period", "figure", "project"]
    sort = ["-period"]
    sections = [
        Section(
            label(zh="指标", en="Figure"), ["period", "figure", "project", "item", "value", "base"]
        ),
    ]
    menu = False
