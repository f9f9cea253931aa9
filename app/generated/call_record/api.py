"""通话记录 Call: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4c2e7ee1bdaf2b2838919653b448c8cff22675e85d306492bf0dd1607ebfe2d7

from app.rest.resource import Resource

from .model import CallRecord

call_record_api = Resource(CallRecord, methods=["list", "get", "create", "update", "transition"])
