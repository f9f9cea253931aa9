"""项目（小区） Project."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e3497171b2180ba87b3bc0fd62bc14c294df7422282868d1d087c9c2931cea9a

from .model import Project, project_hooks
from .policy import project_policy

__all__ = ["Project", "project_hooks", "project_policy"]
