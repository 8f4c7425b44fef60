"""The way to the mail server: one connection, opened with the first mail; failures in words."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress
from email.message import EmailMessage
from types import TracebackType
from typing import Final, Protocol, Self

from app.config import Mail
from app.errors import DomainError

TIMEOUT_SECONDS: Final = 30


class Refused(DomainError):
    """The server does not take this mail; it may take the next."""


class ServerDown(DomainError):
    """The server takes nothing now."""


class Post(Protocol):
    """Whoever takes mails."""

    def send(self, message: EmailMessage, email: str) -> None:
        """Returns once the mail was taken; Refused or ServerDown otherwise."""


class SmtpPost:
    """A mail server, as the settings name it."""

    def __init__(self, settings: Mail) -> None:
        self._settings = settings
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if self._server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()

    def send(self, message: EmailMessage, email: str) -> None:
        """Hands a mail to the server, which answers for it from then on."""
        try:
            if self._server is None:
                self._server = self._connected()
            self._server.send_message(message, self._settings.sender, [email])
        except smtplib.SMTPRecipientsRefused as error:
            code, _said = next(iter(error.recipients.values()))
            raise Refused("notices.refused", email=email, code=code) from None
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise Refused("notices.refused", email=email, code=error.smtp_code) from None
        except smtplib.SMTPNotSupportedError:
            raise Refused("notices.no_address", email=email) from None
        except (smtplib.SMTPException, OSError) as error:
            # what a server says may quote the password: only its kind is told
            raise ServerDown(
                "notices.server_down",
                host=self._settings.host,
                reason=type(error).__name__,
                count=1,
            ) from None

    def _connected(self) -> smtplib.SMTP:
        given, name = self._settings, socket.gethostname()
        safely = ssl.create_default_context()
        server: smtplib.SMTP
        if given.security == "tls":
            server = smtplib.SMTP_SSL(
                given.host, given.port, name, timeout=TIMEOUT_SECONDS, context=safely
            )
        else:
            server = smtplib.SMTP(given.host, given.port, name, timeout=TIMEOUT_SECONDS)
        if given.security == "starttls":
            server.starttls(context=safely)
        if given.user:
            server.login(given.user, given.password)
        return server
