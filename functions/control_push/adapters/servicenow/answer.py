"""One HTTP answer, and what can be said of it before it is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

MAX_SHOWN = 300

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Answer:
    """Status, headers (lower-case names), decoded body, and when it came (seconds since 1970).

    The body may hold a token or a text: neither is for logs.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    at: float = 0.0
    hidden: frozenset[str] = field(default=frozenset(), repr=False)
    """Credentials that the request was sent with: a proxy may quote them, a message may not."""

    @property
    def is_empty(self) -> bool:
        """Whether there is no body."""
        return not self.body.strip()

    def payload(self) -> dict[str, object] | None:
        """The JSON object in the body; None when it is anything else, or does not call itself JSON."""
        if "json" not in self.headers.get("content-type", "").lower():
            return None
        try:
            parsed = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        return parsed if isinstance(parsed, dict) else None

    def said(self) -> str:
        """Message and detail of the error envelope, on one line; "" without an envelope.

        ``{"error": {"message": M, "detail": D or null}, "status": "failure"}``
        """
        error = (self.payload() or {}).get("error")
        parts = [error.get("message"), error.get("detail")] if isinstance(error, dict) else [error]
        return self.shown(": ".join(part for part in parts if isinstance(part, str) and part.strip()))

    def seen(self) -> str:
        """What came in the place of data, for people."""
        if self.status == 202:
            # Beyond about ten queued requests of a session: accepted, then dropped.
            return "ServiceNow put the request aside (202) instead of carrying it out."
        if 300 <= self.status < 400:
            return f"ServiceNow answered {self.status}, a redirect to {self._target()}, instead of data."
        if self.is_empty:
            return f"ServiceNow answered {self.status} without any data."
        if said := self.said():
            return f"ServiceNow answered {self.status}: {said}"
        return f"ServiceNow answered {self.status} with {self._kind()} instead of data."

    def shown(self, text: str) -> str:
        """Something that the answer says, to stand in a message."""
        for word in sorted(self.hidden, key=len, reverse=True):
            text = text.replace(word, "[hidden]")
        return shown(text)

    def _target(self) -> str:
        """Host and path only: the query of a sign-in redirect is none of ours to show."""
        try:
            parts = urlsplit(self.headers.get("location", ""))
        except ValueError:
            return "an unknown address"
        return self.shown((parts.hostname or "") + parts.path) or "an unknown address"

    def _kind(self) -> str:
        text = self.body[:100_000].decode("utf-8", "replace")
        if "Transaction cancelled" in text:
            # Sometimes not even JSON: PySNC record.py, itsm#76.
            return "the remains of a cancelled transaction"
        if not text.lstrip().startswith("<"):
            is_json = "json" in self.headers.get("content-type", "")
            return "broken or unexpected JSON" if is_json else "plain text"
        title = _TITLE.search(text)
        name = f' "{self.shown(title[1])}"' if title else ""
        if "hibernat" in text.lower():
            return f"the page of a hibernating instance{name}"
        if re.search(r"log ?in|sign ?in|login\.do", text, re.IGNORECASE):
            return f"a sign-in page{name}"
        return f"a web page{name}"


def shown(text: str) -> str:
    """One line of printable characters, bounded, to stand in a message."""
    clean = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return clean if len(clean) <= MAX_SHOWN else clean[: MAX_SHOWN - 1] + "…"
