"""Calling a webhook: where it may be, how the call is signed, and what counts as heard.

Signed as the Standard Webhooks specification says, so that receivers can use its libraries:
HMAC-SHA256 over "id.timestamp.body", in the headers webhook-id, -timestamp and -signature.
"""

import base64
import hmac
import socket
import ssl
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from ipaddress import IPv6Address, ip_address
from time import monotonic
from typing import cast
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from interface.outbox.models import SECRET_PREFIX, WebhookEndpoint


class NotCalled(Exception):
    """A webhook that may not be called, or did not take the message, and why."""


def call(endpoint: WebhookEndpoint, *, message_id: str, at: int, body: str) -> None:
    """Post a body to an endpoint; raises unless the answer is 2xx. Redirects are not followed.

    `message_id` stays the same however often it is tried, so that a receiver can tell a repeat;
    `at` is the moment of this try, in seconds since 1970.
    """
    if not endpoint.active:
        raise NotCalled("This webhook is switched off")
    parts = checked(endpoint.address)
    content = body.encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Interface",
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": signature(endpoint.secret, message_id, at, content),
    }
    connection = _connect(parts)
    try:
        target = parts._replace(scheme="", netloc="", fragment="").geturl()
        connection.request("POST", target or "/", body=content, headers=headers)
        status = _status(connection.sock)
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise NotCalled(f"It answered {status}")


def _status(connected: socket.socket) -> int:
    """The status of an answer whose head must be here in time, also if it comes byte by byte."""
    response = HTTPResponse(cast(socket.socket, _InTime(connected)), method="POST")
    response.begin()
    return response.status


class _InTime(RawIOBase):
    """What a socket receives in `WEBHOOK_TIMEOUT` seconds; its own time-out is for one read."""

    def __init__(self, connected: socket.socket):
        self._socket, self._until = connected, monotonic() + settings.WEBHOOK_TIMEOUT

    def makefile(self, _mode: str) -> BufferedReader:
        """Stands where a response expects its socket."""
        return BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self._socket.settimeout(left)
        return self._socket.recv_into(buffer)


def signature(secret: str, message_id: str, at: int, content: bytes) -> str:
    """What a receiver with the same secret finds as well, if nobody changed anything."""
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    digest = hmac.digest(key, f"{message_id}.{at}.".encode() + content, "sha256")
    return "v1," + base64.b64encode(digest).decode()


def checked(address: str) -> SplitResult:
    """The parts of an address that may be called; raises `NotCalled` with the reason."""
    try:
        parts = urlsplit(address)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        has_host = False
    if not has_host:
        raise NotCalled("This is not a web address")
    allowed = {"https", "http"} if settings.WEBHOOKS_TO_PRIVATE_ADDRESSES else {"https"}
    if parts.scheme not in allowed:
        raise NotCalled("The address must begin with https://")
    if parts.username or parts.password:
        raise NotCalled("The address must not hold a user name or password")
    if not (address.isascii() and address.isprintable()) or " " in address:
        raise NotCalled("The address must hold no spaces or accented letters")
    return parts


def _connect(parts: SplitResult) -> HTTPConnection:
    """A connection to the very address that was looked up and found public.

    Looking it up again when connecting could give another, private one.
    """
    host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
    number = _public_number(host, port)
    wait = settings.WEBHOOK_TIMEOUT
    if parts.scheme == "http":
        connection = HTTPConnection(host, port, timeout=wait)
        connection.sock = socket.create_connection((number, port), wait)
    else:
        context = ssl.create_default_context()
        connection = HTTPSConnection(host, port, timeout=wait, context=context)
        plain = socket.create_connection((number, port), wait)
        connection.sock = context.wrap_socket(plain, server_hostname=host)
    return connection


def _public_number(host: str, port: int) -> str:
    """The first address of a host; if any of its addresses is private, none may be called."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(entry[4][0]) for entry in found]
    if not settings.WEBHOOKS_TO_PRIVATE_ADDRESSES and not all(map(is_public, numbers)):
        raise NotCalled("The address leads to a network that is not public")
    return numbers[0]


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public internet, in whatever form it is written."""
    address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return address.is_global and not address.is_multicast
