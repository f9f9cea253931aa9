"""项目授权 Project grant: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6ec3ee20a420a2019c663fedb026f64d0608f6620c7f3c83452eac4fcb49bf63

from app.rest.resource import Resource

from .model import RoleProject

role_project_api = Resource(RoleProject, methods=["list", "get", "create", "update", "delete"])
