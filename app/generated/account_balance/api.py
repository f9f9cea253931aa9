"""科目余额 Account balance: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 485a06e991a525e6bf5ee1f12bb922bb94c18851d7bead8d3dd754f63fea3f97

from app.rest.resource import Resource

from .model import AccountBalance

account_balance_api = Resource(AccountBalance, methods=["list", "get"])
