"""People and departments, looked after by staff. Plans and versions are not here: they are append-only."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

from jixiao.web.models import Department, Membership

admin.site.site_header = admin.site.site_title = _("绩效 · 人员与部门")
admin.site.unregister(Group)
admin.site.unregister(User)


class Memberships(admin.TabularInline):
    """A person's roles."""

    model = Membership
    extra = 1


@admin.register(User)
class People(UserAdmin):
    """People, with their roles beside them."""

    inlines = [Memberships]


@admin.register(Department)
class Departments(admin.ModelAdmin):
    """Departments."""

    list_display = ["name", "code", "division"]
    search_fields = ["name", "code"]
