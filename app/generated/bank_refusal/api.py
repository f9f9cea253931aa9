"""已否定的匹配 Refused match: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b8d6da2886cd71ecf1960f691b9f49c09bdbb9233a1dc20855ad2fcd2f69d685

from app.rest.resource import Resource

from .model import BankRefusal

bank_refusal_api = Resource(BankRefusal, methods=["list", "get"])
