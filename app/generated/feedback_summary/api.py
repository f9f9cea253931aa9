"""反馈汇总 Feedback summary: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c30995a39e2d32fe39222c794ebe072efb05366ce7c08dbef537c3158693d068

from app.rest.resource import Resource

from .model import FeedbackSummary

feedback_summary_api = Resource(FeedbackSummary, methods=["list", "get", "transition"])
