"""催缴记录 Reminder of arrears: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5472ae516bff2e2ed81ed44e0f627f436d78beca9cf668b0ab7726eb919bd03b

from app.rest.resource import Resource

from .model import CollectionNotice

collection_notice_api = Resource(CollectionNotice, methods=["list", "get", "create", "update"])
