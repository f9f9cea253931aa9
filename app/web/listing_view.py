"""The pages around a list: a filter being made."""

from __future__ import annotations

from typing import Any

from flask import redirect, request
from flask_appbuilder import expose

from app.web.entity_view import EntityView
from app.web.lists.filter_page import FilterPage
from app.web.opening import opens
from app.web.paths import own_path
from app.web.reader import context


class ListingView(EntityView):
    """What a person says about how he wants to see the list."""

    @expose("/filter")
    @opens("can_list")
    def filter(self) -> Any:
        """A filter as a form; with `op` it is applied, and the list follows."""
        form = FilterPage(context(), self.entity, request.args, is_long="long" in request.args)
        base = own_path(request.args.get("back"), f"{self.route_base}/list/")
        if "op" in request.args:
            state = form.applied()
            if state is not None:
                return redirect(state.url(base))
        page = self.render_template(
            "lists/filter.html",
            view=self,
            form=form,
            back=base,
            back_url=form.state.url(base),
            title=form.label,
        )
        return page, 422 if form.problem else 200
