"""考勤调整 Attendance adjustment: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0791d6c5e1bd2a4306c3443e8b737338e4601ab1c7285fcaf75fefedc7ec7fcf

from app.rest.resource import Resource

from .model import AttendanceAdjustment

attendance_adjustment_api = Resource(AttendanceAdjustment, methods=["list", "get"])
