"""岗位角色 Role of a position: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d8b1addbe545ef7525be28263ac5a6941fc140243249cbcb55fc6763d6d302da

from app.runtime.policy import Policy, everything

from .model import PositionRole

position_role_policy = Policy(PositionRole)
position_role_policy.allow(
    "read", hr=everything, sysadmin=everything, auditor=everything, gm=everything
)
position_role_policy.allow("create", sysadmin=everything)
position_role_policy.allow("update", sysadmin=everything)
position_role_policy.allow("delete", sysadmin=everything)
