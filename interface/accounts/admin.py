from django.contrib import admin

from interface.accounts.launch_admin import LaunchLinkAdmin
from interface.accounts.models import LaunchLink

admin.site.register(LaunchLink, LaunchLinkAdmin)
