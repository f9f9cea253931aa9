"""分录模板 Line of a rule: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f2adbe07ac6c26cb0c0cc31ded1c6596a1acc224d8a05e1c1c4d07ca9828fc17

from app.rest.resource import Resource

from .model import VoucherRuleLine

voucher_rule_line_api = Resource(
    VoucherRuleLine, methods=["list", "get", "create", "update", "delete"]
)
