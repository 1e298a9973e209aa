"""Fix It on a phone: what is live, one problem with its thread, and raising one."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interface.accounts.permissions import require
from issues.fixit import figures, forms, services
from issues.fixit.models import LiveProblem
from issues.permissions import may_see_practice

LATELY_FIXED = 5
SECONDS = 20  # between two looks of the page that refreshes itself


def may_use(user) -> bool:
    """Those on duty, and practices for their own."""
    return services.is_on_duty(user) or user.is_practice


@require(may_use)
@require_safe
def fix_it(request):
    """Live problems, the oldest that nobody has taken first."""
    now = timezone.now()
    rows = LiveProblem.objects.visible_to(request.user)
    rows = rows.select_related("specialty", "practice", "claimed_by", "fixed_by")
    context = {
        "problems": [(problem, _minutes(now - problem.raised_at)) for problem in rows.live()],
        "fixed": rows.filter(fixed_at__isnull=False).order_by("-fixed_at")[:LATELY_FIXED],
        "on_duty": services.is_on_duty(request.user),
        "speed": figures.speed(at=now) if request.user.is_integration_team else None,
        "seconds": SECONDS,
    }
    return render(request, "fix_it/fix_it.html", context)


def _minutes(wait) -> int:
    return int(wait.total_seconds() // 60)


@require(may_use)
@require_http_methods(["GET", "HEAD", "POST"])
def fix_it_raise(request):
    """Where, what, and perhaps which specialty."""
    form = forms.RaiseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_ready():
        problem = services.raise_problem(**form.cleaned_data, by=request.user)
        messages.success(request, f"{problem}: the people on duty see it now")
        return redirect("fix_it")
    return render(request, "fix_it/raise.html", {"form": form})


# One problem ---------------------------------------------------------------------------------


def with_problem(view):
    """Give a view the problem its address names; what somebody may not see is not found."""

    @require(may_use)
    @wraps(view)
    def wrapped(request, reference):
        rows = LiveProblem.objects.visible_to(request.user)
        rows = rows.select_related("specialty", "practice", "claimed_by", "fixed_by", "raised_by")
        return view(request, get_object_or_404(rows, reference=reference))

    return wrapped


@with_problem
@require_safe
def fix_it_problem(request, problem):
    """What is wrong, who has it, the thread, and what can be done next."""
    return _page(request, problem)


def _page(request, problem, *, post=None, fixed=None):
    on_duty = services.is_on_duty(request.user)
    context = {
        "problem": problem,
        "posts": [
            (post, _name(post.written_by, request.user))
            for post in problem.posts.select_related("written_by")
        ],
        "origin": _origin(problem, request.user),
        "minutes": _minutes(problem.waited),
        "on_duty": on_duty,
        "is_mine": problem.claimed_by_id == request.user.pk,
        "post": post or _form(forms.PostForm, problem, "fix_it_say"),
        "fixed": (fixed or _form(forms.FixedForm, problem, "fix_it_fixed")) if on_duty else None,
    }
    return render(request, "fix_it/problem.html", context)


def _form(form, problem, address, data=None):
    return form(data, action=reverse(address, args=[problem.reference]))


def _origin(problem, reader) -> str:
    """The practice by name, for itself and the team; its place for everybody else."""
    known = problem.practice and may_see_practice(reader)
    return problem.practice.name if known else problem.place


def _name(person, reader) -> str:
    """The hospital's people know each other, and a practice its own; others are a side."""
    if reader.is_integration_team or reader.is_practice == person.is_practice:
        return person.name
    return "The practice" if person.is_practice else "The hospital"


def _do(request, service, problem, done, **said) -> bool:
    """Take one step; a refusal is a message."""
    try:
        service(problem, **said, by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


@with_problem
@require_POST
def fix_it_claim(request, problem):
    """ "I’ll take it"."""
    taken = _do(request, services.claim, problem, f"{problem} is yours")
    return redirect(problem if taken else "fix_it")


@with_problem
@require_POST
def fix_it_give_back(request, problem):
    """Somebody else may take it."""
    _do(request, services.give_back, problem, f"{problem} can be taken again")
    return redirect("fix_it")


@with_problem
@require_POST
def fix_it_say(request, problem):
    """One remark in the thread."""
    form = _form(forms.PostForm, problem, "fix_it_say", request.POST)
    if form.is_ready() and _do(request, services.say, problem, "Sent", **form.cleaned_data):
        return redirect(problem)
    return _page(request, problem, post=form)


@with_problem
@require_POST
def fix_it_fixed(request, problem):
    """Fixed, with one sentence."""
    form = _form(forms.FixedForm, problem, "fix_it_fixed", request.POST)
    done = f"{problem} is fixed"
    if form.is_ready() and _do(request, services.fix, problem, done, **form.cleaned_data):
        return redirect("fix_it")
    if not form.is_valid() or form.removed:
        return _page(request, problem, fixed=form)
    problem.refresh_from_db()  # somebody was quicker: the words may still go into the thread
    action = reverse("fix_it_say", args=[problem.reference])
    kept = forms.PostForm(initial={"text": form.cleaned_data["words"]}, action=action)
    return _page(request, problem, post=kept)
