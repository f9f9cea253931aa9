"""考核指标 KPI: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 57dc6a776dc4fdc5a70eeac097d82151c8e29a232bd38d6ffd32ee9f70bd5035

from app.rest.resource import Resource

from .model import KpiIndicator

kpi_indicator_api = Resource(KpiIndicator, methods=["list", "get", "create", "update"])
