"""A mail server on loopback that keeps what it was given, and can fail in every usual way."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string, policy
from email.message import EmailMessage

HANGS = "hangs"  # says nothing any more
DROPS = "drops"  # takes the mail, and closes before it says so


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as Django's backend needs.

    `answer` is what it says to a recipient: "250 fine", a refusal, `HANGS` or `DROPS`.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        self.mails: list[EmailMessage] = []
        self.answer = "250 fine"
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), _Conversation)

    def to(self, recipient: str) -> list[EmailMessage]:
        """One mailbox, oldest first."""
        return [mail for mail in self.mails if mail["To"] == recipient]


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT" and self.server.answer == HANGS:
                self.server.over.wait()
                return
            if verb == "RCPT" and self.server.answer != DROPS:
                self.say(self.server.answer)
            elif verb == "DATA":
                self.say("354 go on")
                self.server.mails.append(self.read_mail())
                if self.server.answer == DROPS:
                    return
                self.say("250 kept")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")

    def read_mail(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line.removeprefix(".") if line.startswith("..") else line)
        return message_from_string("\n".join(lines), policy=policy.default)


@contextmanager
def running(settings) -> Iterator[MailServer]:
    """A mail server that Django sends to."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS = False
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.over.set()
        server.shutdown()
        thread.join()


def none_running(settings) -> None:
    """Where Django sends, nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = probe.getsockname()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = False
