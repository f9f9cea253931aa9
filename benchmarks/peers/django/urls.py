"""The addresses of both."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from . import administration as administration
from .rest import router

urlpatterns = [path("api/", include(router.urls)), path("admin/", admin.site.urls)]
