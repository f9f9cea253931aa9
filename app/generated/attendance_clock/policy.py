"""考勤机 Attendance clock: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9fac4168240cd901237c7da2a8edd6ad1138a5bfedd0703c50860fc4d1a770ea

from app.runtime.policy import Policy, everything

from .model import AttendanceClock

attendance_clock_policy = Policy(AttendanceClock)
attendance_clock_policy.allow("read", hr=everything, auditor=everything, gm=everything)
attendance_clock_policy.allow("create", hr=everything)
attendance_clock_policy.allow("update", hr=everything)
attendance_clock_policy.allow("reveal", hr=everything)
attendance_clock_policy.restrict_field("comm_key", read=["hr"])
