"""可靠性统计 Reliability statistic: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2dc853de8eb3bbc4fc39c886d1b2ef248e20b9748d5826159ec0e040a598252a

from app.rest.resource import Resource

from .model import ReliabilityStat

reliability_stat_api = Resource(ReliabilityStat, methods=["list", "get"])
