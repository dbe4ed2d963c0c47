"""What the program is, what it does not do, and where the example comes from."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html")
