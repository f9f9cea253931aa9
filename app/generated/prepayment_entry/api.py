"""预存款 Prepayment: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 fffcc1c05b53d357cd8f70e93c73ad00da40c737c464e9ba7071874af3325ce8

from app.rest.resource import Resource

from .model import PrepaymentEntry

prepayment_entry_api = Resource(PrepaymentEntry, methods=["list", "get"])
