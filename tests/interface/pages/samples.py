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
OF_PACKS = ["audit_packs", "make_packs", "send_packs", "packs_zip"]
AT_THE_REVIEWING_DESK = ["read_letter", "save_answers", "save_request", "nothing_to_report",
                         "take_letter_back"]  # fmt: skip


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
        if name in {"letter", "download_letter", "copied_letter"}:
            return {"code": "L1"}
        if name in {"issue_status", "issue_status_reply", "issue_status_reopen", "issue_fixed"}:
            return {"token": self.issue.status_token}
        if name in {"news_choice_by_link", "stop_news"}:
            return {"token": choices.link_for("demo@example.nhs.uk").split("/")[-2]}
        if name.startswith("fix_it_") and name != "fix_it_raise":
            return {"reference": self.problem.reference}
        if name in {"desk_link", "ask_for_new_link"}:
            return {"token": self.desk_token}
        if name in {"desk_link_issue", "reply_desk_issue"}:
            token = {"token": self.desk_token} if name.startswith("desk_link") else {}
            return {**token, "reference": self.issue.reference}
        if name in {"desk_link_step", "reply_desk_step"}:
            return {**self.arguments(name.replace("step", "issue")), "name": "fixed"}
        return {
            "account_confirm_email": {"key": "demo"},
            "account_reset_password_from_key": {"uidb36": "1", "key": "demo"},
            "mfa_remove_webauthn": {"pk": 1},
            "mfa_edit_webauthn": {"pk": 1},
            "openid_connect_login": {"provider_id": "work"},
            "openid_connect_callback": {"provider_id": "work"},
            "audit": {"slug": "demo-audit"},
            "audit_letters": {"slug": "demo-audit"},
            "audit_rates_csv": {"slug": "demo-audit"},
            "audit_rates_xlsx": {"slug": "demo-audit"},
            "audit_compare": {"slug": "demo-audit", "other": "demo-audit-before"},
            **{address: {"slug": "demo-cycle"} for address in OF_A_CYCLE},
            **{address: {"slug": "demo-cycle", "position": 1} for address in AT_THE_REVIEWING_DESK},
            "remove_request": {"slug": "demo-cycle", "position": 1, "sequence": 1},
            "settle_letter": {"slug": "demo-cycle", "letter_id": "DEMO-1"},
            "begin_adjudication": {"slug": "demo-cycle", "letter_id": "DEMO-1"},
            **{address: {"slug": "demo-audit"} for address in OF_PACKS},
            "send_pack": {"slug": "demo-audit", "key": self.pack.key},
            "pack_file": {"slug": "demo-audit", "key": self.pack.key, "kind": "pdf"},
            "pack_by_link": {"token": self.pack_token},
            "pack_by_link_file": {"token": self.pack_token, "kind": "docx"},
            "project": {"slug": self.project.slug},
            "outbox_message": {"pk": self.message.pk},
            "monthly_update": {"year": 2026, "month": 1},
            "monthly_file": {"year": 2026, "month": 1, "kind": "docx"},
            "launch": {"token": self.launch_token},
            "issue": {"reference": self.issue.reference},
            "issue_receipt": {"reference": self.issue.reference},
            "same_here": {"reference": self.issue.reference},
            "withdraw_endorsement": {"reference": self.issue.reference},
            "reply_to_issue": {"reference": self.issue.reference},
            "answer_issue": {"reference": self.issue.reference},
            "reopen_issue": {"reference": self.issue.reference},
        }.get(name, {})
