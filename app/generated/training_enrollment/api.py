"""培训报名 Enrolment: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4e110ca803b43aad2927513e2e0403827635a92a02fc36de2477f8807fe37a0d

from app.rest.resource import Resource

from .model import TrainingEnrollment

training_enrollment_api = Resource(
    TrainingEnrollment, methods=["list", "get", "create", "update", "transition"]
)
