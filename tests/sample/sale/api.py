"""销售单 Sale: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3ddeb4e533a7681cf46f153675377eb048a38c03f02ab052a31dca6b1b05631b

from app.rest.resource import Resource

from .model import Sale

sale_api = Resource(Sale, methods=["list", "get", "create", "update", "transition", "delete"])
