"""培训推荐 Training recommendation: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9aabcb196d23c188642b2dce21da22a2b657ac7531f94e338c4b120a2a9b12b3

from app.rest.resource import Resource

from .model import TrainingRecommendation

training_recommendation_api = Resource(
    TrainingRecommendation, methods=["list", "get", "transition"]
)
