"""客户房屋关系 Occupancy: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a2ac6b759918cf59620e8ead644cf90ba72229c6f1dcefe5bfd5b79b9338ce63

from app.rest.resource import Resource

from .model import Occupancy

occupancy_api = Resource(Occupancy, methods=["list", "get", "create", "update"])
