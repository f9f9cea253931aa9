"""服务统计 Service statistic: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ffce8033d3290f5dcb54f0ef693345005cfc77b3b69634b8edf776883fc77da3

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ServiceStat


class ServiceStatForm(RecordForm):
    entity = ServiceStat


class ServiceStatView(RecordView):
    entity = ServiceStat
    form = ServiceStatForm
    columns = [
        "period",
        "project",
        "category",
        "created",
        "closed",
        "resolve_p50_min",
        "sla_met_pct",
        "csat_pct",
        "csat_n",
        "psi",
        "trend",
    ]
    filters = ["period", "project", "category", "trend"]
    sort = ["-period"]
    sections = [
        Section(
            label(zh="数量", en="Volume"),
            ["period", "project", "category", "created", "closed", "repeated"],
        ),
        Section(
            label(zh="时效", en="Speed"),
            [
                "respond_p50_min",
                "respond_p90_min",
                "resolve_p50_min",
                "resolve_p90_min",
                "sla_met_pct",
            ],
        ),
        Section(
            label(zh="满意度", en="Satisfaction"),
            ["csat_avg", "csat_pct", "csat_low", "csat_high", "csat_n"],
        ),
        Section(label(zh="变化", en="Change"), ["psi", "trend", "trend_p", "slope", "suggestion"]),
    ]
