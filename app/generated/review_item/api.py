"""考核明细 KPI of a review: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6ff8feafa400a5deb6fd441293ad0db6859571881dbff6babfc6cf20bb7dd0e9

from app.rest.resource import Resource

from .model import ReviewItem

review_item_api = Resource(ReviewItem, methods=["list", "get", "update"])
