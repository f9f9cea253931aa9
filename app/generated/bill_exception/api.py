"""出账异常 Billing exception: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 46008b492f6d2bb971c0d13d6a5fb0b677ce279df791929c61490ca660857367

from app.rest.resource import Resource

from .model import BillException

bill_exception_api = Resource(BillException, methods=["list", "get", "transition"])
