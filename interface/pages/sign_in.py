"""How allauth is bent to our rules: no sign-up, known mail domains, mail through the outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from interface.accounts.addresses import is_work_address
from interface.outbox import services as outbox


class SignInForm(LoginForm):
    """One field: a code is sent to the address, if somebody here has it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label = "Work e-mail address"
        field.error_messages["required"] = "Enter your work e-mail address"
        field.error_messages["invalid"] = "Enter an e-mail address, like name@nhs.net"
        field.widget.attrs.update({"autocomplete": "email", "spellcheck": "false"})
        field.widget.attrs.pop("placeholder", None)

    def clean_login(self):
        email = super().clean_login()
        if not is_work_address(email):
            ends = " or ".join(f"@{domain}" for domain in settings.SIGN_IN_DOMAINS)
            raise ValidationError(
                f"Enter your work e-mail address: one that ends with {ends}", code="not_work"
            )
        return email


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Save the mail in the outbox: a mail server that is down must not stop a page."""
        message = self.render_mail(template_prefix, email, context)
        outbox.private_email(to=email, subject=message.subject, text=message.body)

    def render_mail(self, template_prefix, email, context, headers=None):
        context = {**context, "request": self.request, "site_name": "Interface"}
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        body = render_to_string(f"{template_prefix}_message.txt", context).strip() + "\n"
        return EmailMessage(" ".join(subject.split()), body, to=[email])


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return False


class MFAAdapter(DefaultMFAAdapter):
    def get_totp_label(self, user):
        return user.email
