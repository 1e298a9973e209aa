from django.urls import reverse

from issues.desk import addresses


def test_they_are_those_that_lead_there():
    assert addresses.desk() == reverse("admin:issues_issue_changelist")
    assert addresses.of_issue(7) == reverse("admin:issues_issue_change", args=[7])
    assert addresses.of_step(7, "note") == reverse("admin:issues_issue_step", args=[7, "note"])
    assert addresses.of_draft(7, "note") == reverse("admin:issues_issue_draft", args=[7, "note"])
