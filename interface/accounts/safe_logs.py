"""Logs without launch tokens and without identifiers: ours, Django's and the web server's."""

import logging
from typing import Any

from gunicorn.glogging import Logger

from interface.accounts.address_guard import WITHHELD, points_to_somebody, without_secrets

_plain = logging.Formatter()


class WithoutSecrets(logging.Filter):
    """Takes out of every record what nobody may read there; lets every record pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        request = getattr(record, "request", None)
        if request is not None and points_to_somebody(getattr(request, "path", "")):
            said = said.replace(request.path, WITHHELD)
        record.msg, record.args = without_secrets(said), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = _plain.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = without_secrets(record.exc_text)
        return True


class GunicornLogger(Logger):
    """The web server's logs: both what goes wrong and, where it is asked for, every request."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                handler.addFilter(WithoutSecrets())

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """What an access line may be made of. Filtered piece by piece, since a format may quote
        them in any order."""
        found = super().atoms(resp, req, environ, request_time)
        target = environ.get("RAW_URI", "")
        if not points_to_somebody(target):
            return {name: _clean(value) for name, value in found.items()}
        of_address = {"r", "U", "q", "{raw_uri}e", "{path_info}e", "{query_string}e"}
        return {
            name: WITHHELD if name in of_address else _clean(value) for name, value in found.items()
        }


def _clean(value: Any) -> Any:
    return without_secrets(value) if isinstance(value, str) else value
