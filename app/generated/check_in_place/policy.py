"""打卡地点 Place to check in: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 327b8009d8a40270044aa52eee887b590193560e3d867a58ed990a0f01eec7e4

from app.runtime.policy import Policy, everything

from .model import CheckInPlace

check_in_place_policy = Policy(CheckInPlace)
check_in_place_policy.allow(
    "read",
    hr=everything,
    auditor=everything,
    gm=everything,
    dept_mgr=everything,
    eng_mgr=everything,
)
check_in_place_policy.allow("create", hr=everything)
check_in_place_policy.allow("update", hr=everything)
check_in_place_policy.restrict_field("code", read=["hr"])
