"""The files of the whole package: enums, models, registry, views, apis; and the list of all files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from generator import manual, snapshot
from generator.emit.behaviour import policy, workflow
from generator.emit.calls import expression, label
from generator.emit.context import Emission, module_name
from generator.emit.imports import Imports
from generator.emit.model import enum_lines, model
from generator.emit.names import variable
from generator.emit.python import Call, Name, call, docstring, statement
from generator.emit.screens import api, view
from generator.plan import Entity, Home, Plan, Report, Separation, UserValue

REGISTRY = "app.runtime.registry"
NOTICE = (
    '# Generated from schema.yaml by "dougong generate". '
    "Do not edit: change the schema, or write a hook in app/custom."
)
HASH_PREFIX = "# body sha256 "


def package(plan: Plan) -> dict[str, str]:
    """path → text of the generated package, paths with `/`, relative to the package's folder."""
    emission = Emission(plan)
    files = {
        "__init__.py": _file("The application that schema.yaml describes, as code.", ""),
        "enums.py": _file("Enums that several entities share.", _enums(emission)),
    }
    for entity in plan.entities:
        for name, text in _entity_files(entity, emission):
            files[f"{module_name(entity)}/{name}"] = text
    files["models.py"] = _file("Every entity class.", _models(plan))
    files["registry.py"] = _file(
        "What there is: roles, modules, users and every entity.", _registry(emission)
    )
    files["views.py"] = _file("Every screen.", _listing(plan, "view"))
    files["apis.py"] = _file("Every REST resource.", _listing(plan, "api"))
    files["schema.json"] = snapshot.dump(plan)
    return files


def _entity_files(entity: Entity, emission: Emission) -> Iterable[tuple[str, str]]:
    title = " ".join(dict.fromkeys(entity.labels.values()))
    yield "__init__.py", _file(f"{title}.", _entity_package(entity))
    yield "model.py", _file(f"{title}: table and fields.", model(entity, emission))
    if entity.workflow:
        yield "workflow.py", _file(f"{title}: states and transitions.", workflow(entity, emission))
    yield "policy.py", _file(f"{title}: who may see and do what.", policy(entity, emission))
    if has_view(entity):
        yield "view.py", _file(f"{title}: forms and screens.", view(entity, emission))
    if has_api(entity):
        yield "api.py", _file(f"{title}: the REST resource.", api(entity, emission))
    yield "manual.json", manual.emitted(emission.plan, entity)


def has_view(entity: Entity) -> bool:
    return entity.screens is not None


def has_api(entity: Entity) -> bool:
    return bool(entity.api.methods)


def _file(title: str, body: str) -> str:
    """A file with its constant header and the hash that tells a hand edit."""
    text = f"\n{body}" if body else ""
    return f"{docstring(title)}\n{NOTICE}\n{HASH_PREFIX}{digest(text)}\n{text}"


def digest(body: str) -> str:
    """The hash of everything after the hash's own line."""
    return hashlib.sha256(body.encode()).hexdigest()


def _all(names: Iterable[str]) -> list[str]:
    return statement(_sorted_all(names), target="__all__")


def _sorted_all(names: Iterable[str]) -> list[str]:
    """isort's order, which ruff wants of `__all__`: CONSTANTS, Classes, functions."""
    return sorted(names, key=lambda name: (1 if name[0].isupper() else 2, name))


def _entity_package(entity: Entity) -> str:
    """Re-exports what hand-written code uses of an entity."""
    stem = variable(entity.name)
    imports = Imports()
    model_names = [entity.name, f"{stem}_hooks"]
    names = [imports.use(".policy", f"{stem}_policy")]
    if entity.workflow:
        model_names.append(f"{entity.name}State")
        if entity.workflow.transitions:
            model_names.append(f"{entity.name}Transition")
        names.append(imports.use(".workflow", f"{stem}_workflow"))
    names += [imports.use(".model", name) for name in model_names]
    return "\n".join([*imports.lines(), "", *_all(names)]) + "\n"


def _enums(emission: Emission) -> str:
    imports = Imports(taken={enum.name for enum in emission.shared_enums})
    lines: list[str] = []
    for enum in emission.shared_enums:
        lines += enum_lines(enum, imports, target=variable(enum.name))
    return "\n".join([*imports.lines(), "", *lines]) + "\n" if lines else ""


def _models(plan: Plan) -> str:
    imports = Imports()
    names = [imports.use(f".{module_name(entity)}.model", entity.name) for entity in plan.entities]
    return "\n".join([*imports.lines(), "", *_all(names)]) + "\n"


def _registry(emission: Emission) -> str:
    plan = emission.plan
    imports = Imports(taken={entity.name for entity in plan.entities})
    lines = statement(_registry_head(emission, imports), target="registry")
    for entity in plan.entities:
        stem = variable(entity.name)
        names = {"policy": f"{stem}_policy", "hooks": f"{stem}_hooks"}
        if entity.workflow:
            names["workflow"] = f"{stem}_workflow"
        package_name = f".{module_name(entity)}"
        for name in (entity.name, *names.values()):
            imports.use(package_name, name)
        keywords = {key: Name(name) for key, name in names.items()}
        lines += statement(Call("registry.add", (Name(entity.name),), keywords))
    for report in plan.reports:
        lines += statement(Call("registry.report", (_report(report, imports),)))
    for home in plan.homes:
        lines += statement(Call("registry.home", (_home(home, imports),)))
    return "\n".join([*imports.lines(), "", *lines]) + "\n"


def _registry_head(emission: Emission, imports: Imports) -> Call:
    plan = emission.plan
    app = call(
        imports.use(REGISTRY, "AppInfo"),
        name=plan.app.name,
        label=label(plan.app.labels, imports),
        languages=list(plan.app.languages),
        timezone=plan.app.timezone,
        currency=plan.app.currency,
    )
    roles = [
        call(
            imports.use(REGISTRY, "Role"),
            role.name,
            label(role.labels, imports),
            portal=role.portal or None,
            publishes=role.publishes or None,
        )
        for role in plan.roles
    ]
    modules = [
        call(
            imports.use(REGISTRY, "Module"),
            module.name,
            label(module.labels, imports),
            icon=module.icon,
        )
        for module in plan.modules
    ]
    shared = [
        Name(f"{imports.use('.', 'enums')}.{variable(e.name)}") for e in emission.shared_enums
    ]
    return call(
        imports.use(REGISTRY, "Registry"),
        app=app,
        roles=roles,
        modules=modules,
        enums=shared or None,
        users=[_user_value(value, imports) for value in plan.users] or None,
        separations=[_separation(item, imports) for item in plan.separations] or None,
    )


def _user_value(value: UserValue, imports: Imports) -> Call:
    return call(
        imports.use(REGISTRY, "UserValue"),
        value.name,
        to=value.target,
        by=value.by,
        through=value.through,
        user_field=value.user_field,
        target_field=value.target_field,
    )


def _separation(item: Separation, imports: Imports) -> Call:
    if item.entity:
        function = imports.use(REGISTRY, "TransitionSeparation")
        return call(function, item.entity, item.first, item.second)
    return call(imports.use(REGISTRY, "RoleSeparation"), item.first, item.second)


def _report(report: Report, imports: Imports) -> Call:
    return call(
        imports.use(REGISTRY, "Report"),
        report.name,
        entity=report.entity,
        label=label(report.labels, imports),
        measures=[_plain(measure) for measure in report.measures],
        group=list(report.group) or None,
        period=_plain(report.period) if report.period else None,
        compare=report.compare,
        pivot=report.pivot,
        chart=report.chart,
        where=expression(report.where, imports) if report.where else None,
        top=report.top,
        roles=list(report.roles) or None,
        target=_plain(report.target) if report.target else None,
    )


def _home(home: Home, imports: Imports) -> Call:
    tasks = [
        call(
            imports.use(REGISTRY, "Task"),
            task.entity,
            label=label(task.labels, imports),
            where=expression(task.where, imports),
            sort=task.sort,
        )
        for task in home.tasks
    ]
    return call(
        imports.use(REGISTRY, "Home"),
        home.name,
        tasks=tasks or None,
        figures=list(home.figures) or None,
        charts=list(home.charts) or None,
    )


def _plain(value: Any) -> Any:
    """Mappings and sequences of a report as dicts and lists."""
    if isinstance(value, str | int | bool | None):
        return value
    if hasattr(value, "items"):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value]


def _listing(plan: Plan, kind: str) -> str:
    """views.py and apis.py: one import and one list."""
    imports = Imports(taken={entity.name for entity in plan.entities})
    has: Callable[[Entity], bool] = has_view if kind == "view" else has_api
    names = []
    for entity in plan.entities:
        if has(entity):
            name = f"{entity.name}View" if kind == "view" else f"{variable(entity.name)}_api"
            names.append(Name(imports.use(f".{module_name(entity)}.{kind}", name)))
    if kind == "view":
        target = f"VIEWS: list[type[{imports.use('app.web.view', 'RecordView')}]]"
    else:
        target = f"RESOURCES: list[{imports.use('app.rest.resource', 'Resource')}]"
    return "\n".join([*imports.lines(), "", *statement(names, target=target)]) + "\n"
