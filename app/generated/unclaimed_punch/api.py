"""待认领打卡 Punch of nobody yet: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 65533823fc39818b28a36519e71e24b55f9ff59f2ea6a9b472336aa3483e9ede

from app.rest.resource import Resource

from .model import UnclaimedPunch

unclaimed_punch_api = Resource(UnclaimedPunch, methods=["list", "get"])
