"""凭证分录 Voucher line: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 842ae55494f4d91d19f6fbcf8f5758c7aae32d9d2d7e75eb813e9f790a21647f

from app.rest.resource import Resource

from .model import VoucherLine

voucher_line_api = Resource(VoucherLine, methods=["list", "get", "create", "update", "delete"])
