"""类别 Category: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 05e0d468595b60a2d26add11a71f7834bfbaaf118af9bcc773018126df7e643c

from app.rest.resource import Resource

from .model import Category

category_api = Resource(Category, methods=["list", "get", "create", "update", "delete"])
