"""商品 Article: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0b72e4680a554cc4b3dba612b366231abd4f3cf96077905277e95ee501fc2d6d

from app.rest.resource import Resource

from .model import Article

article_api = Resource(Article, methods=["list", "get", "create", "update", "delete"])
