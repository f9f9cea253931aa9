"""环节评估 Stage of an evaluation: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 173922bbed58f0c30a45cb33f5de9163abe202c5ae22fe1093f6a8f7444f9d51

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ProcessStage


class ProcessStageForm(RecordForm):
    entity = ProcessStage


class ProcessStageView(RecordView):
    entity = ProcessStage
    form = ProcessStageForm
    columns = [
        "place",
        "stage",
        "cases",
        "p50_h",
        "p90_h",
        "target_h",
        "ratio",
        "share",
        "waits",
        "is_bottleneck",
    ]
    filters = ["evaluation"]
    sort = ["place"]
    sections = [
        Section(
            label(zh="环节", en="Stage"),
            [
                "evaluation",
                "place",
                "stage",
                "cases",
                "p50_h",
                "p90_h",
                "target_h",
                "ratio",
                "share",
                "waits",
                "is_bottleneck",
            ],
        ),
    ]
    menu = False
