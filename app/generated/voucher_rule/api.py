"""凭证规则 Voucher rule: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d758de558a40f21d9abeeee47059f791216e0a91b7ac4cb86aeb6f43827d10e8

from app.rest.resource import Resource

from .model import VoucherRule

voucher_rule_api = Resource(VoucherRule, methods=["list", "get", "create", "update", "transition"])
