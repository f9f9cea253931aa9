"""订单行 Order line: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 54a2d392471d9905c684489cccb1a13aaa65b3cf846f14acd7ffc7e8425596de

from app.rest.resource import Resource

from .model import OrderLine

order_line_api = Resource(OrderLine, methods=["list", "get", "create", "update", "delete"])
