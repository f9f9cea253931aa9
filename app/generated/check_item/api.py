"""检查项 Checklist item: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 eea0514d0962dff933eec1ac2d711bca883b0e22af0375aab97756ad902f2edd

from app.rest.resource import Resource

from .model import CheckItem

check_item_api = Resource(CheckItem, methods=["list", "get", "create", "update", "delete"])
