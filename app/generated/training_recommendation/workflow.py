"""培训推荐 Training recommendation: states and transitions."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4271c83c9b7e3551609812c0485d8b3046282bd6d67eec91a0e62222c24d1b19

from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.workflow import Workflow

from .model import TrainingRecommendationState, TrainingRecommendationTransition

training_recommendation_workflow = Workflow[
    TrainingRecommendationState, TrainingRecommendationTransition
](initial="fresh")
training_recommendation_workflow.state("fresh", zh="待处理", en="New", color="blue")
training_recommendation_workflow.state("enrolled", zh="已报名", en="Enrolled", color="teal")
training_recommendation_workflow.state(
    "dismissed", zh="已忽略", en="Dismissed", color="gray", final=True
)
training_recommendation_workflow.state(
    "fulfilled", zh="已完成", en="Fulfilled", color="green", final=True
)
training_recommendation_workflow.state("lapsed", zh="已失效", en="Lapsed", color="gray", final=True)
training_recommendation_workflow.add(
    "enrol", source=["fresh"], target="enrolled", by={"system": None}, zh="报名", en="Enrolled"
)
training_recommendation_workflow.add(
    "again",
    source=["enrolled"],
    target="fresh",
    by={"system": None},
    zh="重新待处理",
    en="Open again",
)
training_recommendation_workflow.add(
    "dismiss",
    source=["fresh"],
    target="dismissed",
    by={"employee": "own", "hr": None},
    note="optional",
    when=expression("mandatory != true", ["not", ["field", "mandatory"]]),
    message=message(zh="必修课程不能忽略", en="A mandatory course cannot be dismissed"),
    danger=True,
    zh="忽略",
    en="Dismiss",
)
training_recommendation_workflow.add(
    "fulfil",
    source=["fresh", "enrolled"],
    target="fulfilled",
    by={"system": None},
    zh="完成",
    en="Fulfil",
)
training_recommendation_workflow.add(
    "lapse",
    source=["fresh", "enrolled"],
    target="lapsed",
    by={"system": None},
    zh="失效",
    en="Lapse",
)
