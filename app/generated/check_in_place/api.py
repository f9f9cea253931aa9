"""打卡地点 Place to check in: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dc0a08d9421e5ea6e6ac4cdbaad6911c21d9f6a4ad17dfeb91577c58fa973bd9

from app.rest.resource import Resource

from .model import CheckInPlace

check_in_place_api = Resource(CheckInPlace, methods=["list", "get", "create", "update"])
