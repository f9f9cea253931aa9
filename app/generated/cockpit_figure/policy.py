"""经营指标 Management figure: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a36aede2ee126a925c2a9ed8f8710c1ad40e54d03375d2719cbbedd0030ae150

from app.runtime.policy import Policy, scope

from .model import CockpitFigure

measured = scope("measured", "custom: measured", ["custom", "measured"])
cockpit_figure_policy = Policy(CockpitFigure, scopes=[measured])
cockpit_figure_policy.allow(
    "read",
    gm=measured,
    auditor=measured,
    fin_mgr=measured,
    accountant=measured,
    eng_mgr=measured,
    dept_mgr=measured,
    hr=measured,
)
cockpit_figure_policy.allow("export", auditor=measured, gm=measured)
