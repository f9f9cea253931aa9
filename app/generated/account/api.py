"""会计科目 Account: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d479e20137beb54a62ba64b96056ed904ee855882168bb1b2f7dfc1cb970b175

from app.rest.resource import Resource

from .model import Account

account_api = Resource(Account, methods=["list", "get", "create", "update"])
