"""手机验证码 Phone code: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a0c0658653fd35b4c97b69211b2f1144ed6a467312315c4ca8faa2a01d2651b7

from app.rest.resource import Resource

from .model import PhoneCode

phone_code_api = Resource(PhoneCode, methods=["list", "get", "create", "update", "delete"])
