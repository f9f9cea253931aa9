"""服务统计 Service statistic: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9880931fa3306f2ac79bcc80455513dd9a11d0855e991f8e907c9543ba5175a4

from app.rest.resource import Resource

from .model import ServiceStat

service_stat_api = Resource(ServiceStat, methods=["list", "get"])
