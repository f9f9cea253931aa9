"""笔记本 Notebook: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 33ea6da21da42f2a1d223327b4e56a57a0d298b2005cc9549609a389db8b5cd6

from app.rest.resource import Resource

from .model import Notebook

notebook_api = Resource(Notebook, methods=["list", "get", "create", "update", "delete"])
