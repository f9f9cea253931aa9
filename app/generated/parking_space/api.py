"""车位 Parking space: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 fb23a55476c418ee0534c5712575dea020c139cd10bf8be5d7e2d42c55ef0e37

from app.rest.resource import Resource

from .model import ParkingSpace

parking_space_api = Resource(
    ParkingSpace, methods=["list", "get", "create", "update", "transition"]
)
