"""项目授权 Project grant."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 918acf92afbf1f7ba8f667c788ecfa894d30a2df8a51f4e6ce3c1e900644f174

from .model import RoleProject, role_project_hooks
from .policy import role_project_policy

__all__ = ["RoleProject", "role_project_hooks", "role_project_policy"]
