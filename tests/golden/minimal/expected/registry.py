"""What there is: roles, modules, users and every entity."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 69037325fb53d6e2bfa255136382052a1cceab394f421fa244354348e5dbb745

from app.runtime.field import label
from app.runtime.registry import AppInfo, Module, Registry, Role

from .note import Note, note_hooks, note_policy
from .notebook import Notebook, notebook_hooks, notebook_policy

registry = Registry(
    app=AppInfo(
        name="notes",
        label=label(zh="便签", en="Notes"),
        languages=["zh", "en"],
        timezone="Asia/Shanghai",
        currency="CNY",
    ),
    roles=[Role("writer", label(zh="作者", en="Writer"))],
    modules=[Module("desk", label(zh="书桌", en="Desk"))],
)
registry.add(Notebook, policy=notebook_policy, hooks=notebook_hooks)
registry.add(Note, policy=note_policy, hooks=note_hooks)
