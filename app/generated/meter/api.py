"""表计 Meter: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 669f0267977bd3566f44c2770b0dbcd129b29a11674c542d1e806dbc8081145a

from app.rest.resource import Resource

from .model import Meter

meter_api = Resource(Meter, methods=["list", "get", "create", "update"])
