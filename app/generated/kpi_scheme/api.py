"""考核方案 KPI scheme: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4726f7084e98aa59baca93f04d6ced6dca1abca53b0b7e872114cdbda7edc1b1

from app.rest.resource import Resource

from .model import KpiScheme

kpi_scheme_api = Resource(KpiScheme, methods=["list", "get", "create", "update", "transition"])
