"""项目授权 Project grant: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0e70eb27591810614f131c7b03bc16f6140a4b3b77d31db887e8ee9b9afeff15

from app.runtime.policy import Policy, everything, scope

from .model import RoleProject

own = scope("own", "user == user.id", ["eq", ["field", "user"], ["user", ["id"]]])
role_project_policy = Policy(RoleProject, scopes=[own])
role_project_policy.allow("read", auditor=everything, employee=own, sysadmin=everything)
role_project_policy.allow("create", sysadmin=everything)
role_project_policy.allow("update", sysadmin=everything)
role_project_policy.allow("delete", sysadmin=everything)
