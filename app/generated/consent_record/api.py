"""个人信息同意记录 Consent record: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2b1355380fa5c56b0d1533fb3853506ac99a9e1c3b106b316392f3dd67271caa

from app.rest.resource import Resource

from .model import ConsentRecord

consent_record_api = Resource(ConsentRecord, methods=["list", "get", "create", "update"])
