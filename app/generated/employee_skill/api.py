"""员工技能 Employee skill: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 54aae3c76d6c839be4d05fe12c87eb249d7e9ff1cdda95db9f22a87747bbe203

from app.rest.resource import Resource

from .model import EmployeeSkill

employee_skill_api = Resource(EmployeeSkill, methods=["list", "get", "create", "update", "delete"])
