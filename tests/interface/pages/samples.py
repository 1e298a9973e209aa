"""One of everything, so that every address can be asked for by everybody."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

import issues.reference
from audits.models import AskRate, Audit, Import, Review, Stage
from interface.accounts import launch
from interface.accounts.models import Role
from interface.outbox import choices
from interface.outbox.models import Message
from issues.models import LiveProblem
from issues.replydesk import links as desk_links
from tests.accounts.factories import UserFactory
from tests.audits.factories import LetterFactory, PackFactory
from tests.directory.factories import SpecialtyFactory, TrustFactory
from tests.issues.factories import IssueFactory
from tests.projects.factories import ProjectFactory

OF_A_CYCLE = [
    "audit_cycle", "audit_protocol", "draw_sample", "discard_sample", "assign_letters",
    "open_adjudication", "lock_audit", "reading_list", "correct_letter",
    "audit_requests", "audit_agreement", "audit_results_csv", "audit_requests_csv",
]  # fmt: skip
OF_RATES = ["audit_rates_csv", "audit_rates_xlsx"]
OF_PACKS = ["audit_packs", "make_packs", "send_packs", "packs_zip"]
AT_THE_REVIEWING_DESK = ["read_letter", "save_answers", "save_request", "nothing_to_report",
                         "take_letter_back"]  # fmt: skip
OF_AN_ISSUE = ["issue", "issue_receipt", "same_here", "withdraw_endorsement", "reply_to_issue",
               "answer_issue", "reopen_issue"]  # fmt: skip
OF_A_STATUS_LINK = ["issue_status", "issue_status_reply", "issue_status_reopen", "issue_fixed"]
OF_SIGNING_IN = {
    "account_confirm_email": {"key": "demo"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "demo"},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
    "openid_connect_login": {"provider_id": "work"},
    "openid_connect_callback": {"provider_id": "work"},
}


def each(names: list[str], arguments: dict) -> dict[str, dict]:
    """The same arguments for several addresses."""
    return dict.fromkeys(names, arguments)


class World:
    """A practice's issue with a specialty, an audit, a project, and a person of each role."""

    def __init__(self):
        issues.reference.load()
        trust = TrustFactory()
        specialty = SpecialtyFactory(trust=trust)
        self.people = {
            Role.PRACTICE: UserFactory(practice=True),
            Role.SPECIALTY: UserFactory(specialty=True, specialties=[specialty]),
            Role.REVIEWER: UserFactory(reviewer=True),
            Role.LEADERSHIP: UserFactory(leadership=True),
            Role.INTEGRATION_TEAM: UserFactory(integration_team=True),
        }
        self.issue = IssueFactory(
            practice=self.people[Role.PRACTICE].organisation,
            raised_by=self.people[Role.PRACTICE],
            specialty=specialty,
            with_specialty=True,
        )
        self.audit = Audit.objects.create(slug="demo-audit", name="Demo audit", trust=trust)
        before = Audit.objects.create(slug="demo-audit-before", name="Demo before", trust=trust)
        cycle = Audit.objects.create(
            slug="demo-cycle", name="Demo cycle", trust=trust, stage=Stage.FRAME
        )
        Review.objects.create(
            letter=LetterFactory(audit=cycle, letter_id="DEMO-1", specialty=specialty),
            reviewer=self.people[Role.REVIEWER], rater=1, position=1, counts=False,
        )  # fmt: skip
        for audit in (self.audit, before):
            AskRate.objects.create(
                audit=audit, specialty=specialty, ask=1, month=date(2026, 3, 1), met=40
            )
        Audit.objects.update(rates_computed_at=timezone.now())
        self.upload = Import.objects.create(
            audit_slug="demo-audit",
            file_name="demo.csv",
            uploaded_by=self.people[Role.INTEGRATION_TEAM],
            file=ContentFile(b"letter_id\n", name="demo.csv"),
        )
        self.pack_token = launch.new_token()
        self.pack = PackFactory(audit=self.audit, specialty=specialty, token=self.pack_token)
        self.launch_token = launch.make(self.issue.practice, by=None)
        self.problem = LiveProblem.objects.create(
            where="Blood tests", what="The printer is down.",
            practice=self.issue.practice, raised_by=self.issue.raised_by,
        )  # fmt: skip
        self.desk_token = desk_links.make(specialty, to="specialty@example.nhs.uk")
        self.project = ProjectFactory()
        self.message = Message.objects.create(
            event="demo", recipient="demo@example.nhs.uk", subject="Demo", text="Demo"
        )

    def arguments(self, name: str) -> dict:
        """What an address needs in its path."""
        if name.startswith("audit_import_"):
            return {"reference": self.upload.reference}
        if name.startswith("fix_it_") and name != "fix_it_raise":
            return {"reference": self.problem.reference}
        known = OF_SIGNING_IN | self._of_issues() | self._of_desks() | self._of_audits()
        return (known | self._of_the_rest()).get(name, {})

    def _of_issues(self) -> dict[str, dict]:
        return {
            **each(OF_AN_ISSUE, {"reference": self.issue.reference}),
            **each(OF_A_STATUS_LINK, {"token": self.issue.status_token}),
            **each(["letter", "download_letter", "copied_letter"], {"code": "L1"}),
        }

    def _of_desks(self) -> dict[str, dict]:
        token, issue = {"token": self.desk_token}, {"reference": self.issue.reference}
        return {
            "desk_link": token,
            "ask_for_new_link": token,
            "desk_link_issue": token | issue,
            "desk_link_step": token | issue | {"name": "fixed"},
            "reply_desk_issue": issue,
            "reply_desk_step": issue | {"name": "fixed"},
        }

    def _of_audits(self) -> dict[str, dict]:
        audit, cycle = {"slug": "demo-audit"}, {"slug": "demo-cycle"}
        letter, position = {"letter_id": "DEMO-1"}, {"position": 1}
        return {
            **each(["audit", "audit_letters", *OF_RATES, *OF_PACKS], audit),
            **each(OF_A_CYCLE, cycle),
            **each(AT_THE_REVIEWING_DESK, cycle | position),
            "audit_compare": audit | {"other": "demo-audit-before"},
            "remove_request": cycle | position | {"sequence": 1},
            "settle_letter": cycle | letter,
            "begin_adjudication": cycle | letter,
            "send_pack": audit | {"key": self.pack.key},
            "end_pack_link": audit | {"key": self.pack.key},
            "pack_file": audit | {"key": self.pack.key, "kind": "pdf"},
            "pack_by_link": {"token": self.pack_token},
            "pack_by_link_file": {"token": self.pack_token, "kind": "docx"},
        }

    def _of_the_rest(self) -> dict[str, dict]:
        choice = {"token": choices.link_for("demo@example.nhs.uk").split("/")[-2]}
        month = {"year": 2026, "month": 1}
        return {
            "news_choice_by_link": choice,
            "stop_news": choice,
            "project": {"slug": self.project.slug},
            "outbox_message": {"pk": self.message.pk},
            "monthly_update": month,
            "monthly_file": month | {"kind": "docx"},
            "launch": {"token": self.launch_token},
        }
