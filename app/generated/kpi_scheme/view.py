"""考核方案 KPI scheme: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6a466deaa089f1fdb0be7185ae530f3dde9e14a7570aec79e33acf09c005dab8

from app.forms import RecordForm, RefField, StringField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import KpiScheme


class KpiSchemeForm(RecordForm):
    entity = KpiScheme
    position = RefField()
    note = StringField()


class KpiSchemeActivateForm(TransitionForm):
    entity = KpiScheme
    transition = "activate"


class KpiSchemeReviseForm(TransitionForm):
    entity = KpiScheme
    transition = "revise"


class KpiSchemeRetireForm(TransitionForm):
    entity = KpiScheme
    transition = "retire"


class KpiSchemeView(RecordView):
    entity = KpiScheme
    form = KpiSchemeForm
    transition_forms = {
        "activate": KpiSchemeActivateForm,
        "revise": KpiSchemeReviseForm,
        "retire": KpiSchemeRetireForm,
    }
    columns = ["position", "total", "state"]
    filters = ["state", "position"]
    sort = ["position"]
    sections = [Section(label(zh="方案", en="Scheme"), ["position", "total", "note"])]
