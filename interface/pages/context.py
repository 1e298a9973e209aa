"""What every page knows: where one can go, and whether this is a demonstration."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from interface.accounts.models import Role, User


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url: str
    current: bool


_PUBLIC = [("Five Asks", "five_asks"), ("Roadmap", "roadmap")]
_SIGNED_IN = {
    Role.PRACTICE: [
        ("Raise an issue", "report"),
        ("Issues", "issues"),
        ("Letters", "letters"),
        ("Our practice", "practice_settings"),
        ("Fix It", "fix_it"),
    ],
    Role.SPECIALTY: [
        ("Reply desk", "reply_desk"),
        ("Fix It", "fix_it"),
        ("Raise an issue", "report"),
        ("Issues", "issues"),
        ("Audits", "audits"),
        ("Letters", "letters"),
    ],
    Role.REVIEWER: [("Audits", "audits")],
    Role.LEADERSHIP: [("Dashboard", "dashboard"), ("Audits", "audits"), ("Letters", "letters")],
    Role.INTEGRATION_TEAM: [
        ("The desk", "admin:index"),
        ("Issues", "issues"),
        ("Fix It", "fix_it"),
        ("Dashboard", "dashboard"),
        ("Audits", "audits"),
        ("Letters", "letters"),
    ],
}


@lru_cache
def _places(role: str) -> list[tuple[str, str]]:
    """Where somebody of a role may go, or with "" a passer-by: labels and addresses."""
    if not role:
        names = _PUBLIC
    else:
        names = [*_SIGNED_IN[Role(role)], ("Projects", "projects"), ("Roadmap", "roadmap")]
    return [(label, reverse(name)) for label, name in names]


def site(request) -> dict:
    """Names for base.html. One query, on the sign-in page of a demonstration only."""
    user = getattr(request, "user", None)
    role = user.role if user is not None and user.is_authenticated else ""
    navigation = _navigation(role, request.path) if user is not None else ()
    return {
        "navigation": navigation,
        "menu": _menu(navigation),
        "demonstration": settings.DEMONSTRATION,
        "demonstration_people": demonstration_people,
    }


def _navigation(role: str, path: str) -> tuple[NavigationItem, ...]:
    """The menu of a role, at a path."""
    return tuple(
        NavigationItem(label, url, path == url or (url != "/" and path.startswith(url)))
        for label, url in _places(role)
    )


@lru_cache
def _menu(navigation: tuple[NavigationItem, ...]) -> SafeString:
    """The same for everybody of a role who is at one of its places, so printed once for them."""
    return render_to_string("components/menu.html", {"navigation": navigation})


def demonstration_people():
    """The invented people to choose from, by role; a callable, so that only sign-in asks for it."""
    if not settings.DEMONSTRATION:
        return []
    order = {role: place for place, role in enumerate(Role)}
    people = User.objects.filter(is_demonstration=True, is_active=True).select_related(
        "organisation"
    )
    return sorted(people, key=lambda person: (order[Role(person.role)], person.name))
