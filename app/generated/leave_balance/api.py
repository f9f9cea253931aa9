"""假期余额 Leave balance: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a17cefdbc375a88393d74f99436411b55a0472e817754b81815f8271cb81253d

from app.rest.resource import Resource

from .model import LeaveBalance

leave_balance_api = Resource(LeaveBalance, methods=["list", "get", "create", "update"])
