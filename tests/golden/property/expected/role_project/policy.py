"""项目授权 Project assignment: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a754d7781143915957a11a19b1f53b07340bc0a8d18ee9b8966e9d272696bacf

from app.runtime.policy import Policy, everything

from .model import RoleProject

role_project_policy = Policy(RoleProject)
role_project_policy.allow("read", eng_mgr=everything)
role_project_policy.allow("create", eng_mgr=everything)
role_project_policy.allow("delete", eng_mgr=everything)
