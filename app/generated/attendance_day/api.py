"""日考勤 Daily attendance: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0a2118e96e8ae3a89e50d2f84bad2774463d22ddf5d2a0ea23b5754d6ec2af3e

from app.rest.resource import Resource

from .model import AttendanceDay

attendance_day_api = Resource(AttendanceDay, methods=["list", "get"])
