"""指标权重 Weight of a KPI: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bf032eb8861efca8a6be0c0a6658952515cfadc6ec4fb40b67ef1cc8af99d119

from app.rest.resource import Resource

from .model import KpiWeight

kpi_weight_api = Resource(KpiWeight, methods=["list", "get", "create", "update", "delete"])
