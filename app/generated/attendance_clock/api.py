"""考勤机 Attendance clock: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4ea952aef1e9d8268fae2615d46c52a91cff651ef68a797d1d28d2ad80ce2800

from app.rest.resource import Resource

from .model import AttendanceClock

attendance_clock_api = Resource(
    AttendanceClock, methods=["list", "get", "create", "update", "transition"]
)
