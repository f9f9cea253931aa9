"""培训报名 Enrolment."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bfc33916aa430b32294bfa803bc9b46120296d46b113c4463425e75daefa1adb

from .model import (
    TrainingEnrollment,
    TrainingEnrollmentState,
    TrainingEnrollmentTransition,
    training_enrollment_hooks,
)
from .policy import training_enrollment_policy
from .workflow import training_enrollment_workflow

__all__ = [
    "TrainingEnrollment",
    "TrainingEnrollmentState",
    "TrainingEnrollmentTransition",
    "training_enrollment_hooks",
    "training_enrollment_policy",
    "training_enrollment_workflow",
]
