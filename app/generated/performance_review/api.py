"""绩效考核 Review: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8d747d247bcc9b8b371974a069da99b43e28207e45eb0992d680c2b8ba74936e

from app.rest.resource import Resource

from .model import PerformanceReview

performance_review_api = Resource(
    PerformanceReview, methods=["list", "get", "update", "transition"]
)
