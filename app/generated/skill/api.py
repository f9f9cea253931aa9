"""技能 Skill: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 74d9d2797472d38e350718836769be6842e76e6726e9d2c652631c5941b9acad

from app.rest.resource import Resource

from .model import Skill

skill_api = Resource(Skill, methods=["list", "get", "create", "update"])
