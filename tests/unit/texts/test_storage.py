from __future__ import annotations

import pytest

from control_push.texts.storage import Storage, is_cut_off
from control_push.texts.text_format import TextFormat

HTML, PLAIN = TextFormat.HTML.texts, TextFormat.PLAIN.texts
OLD = (
    "<p>Accounts are reviewed each quarter by the system owner, and disabled after ninety days of no use.</p>"
)
SENT = (
    "<p>Accounts are reviewed each month by the system owner, and disabled after thirty days of no use.</p>"
)
LONG = " ".join(f"Word{number} stands here." for number in range(60))


@pytest.mark.parametrize(
    ("stored", "storage"),
    [
        (SENT, Storage.STORED),
        (SENT + "\r\n", Storage.STORED),
        (SENT.replace("<p>", "<P >").replace(",", "&#44;"), Storage.STORED),
        (OLD, Storage.NOT_STORED),
        (OLD.replace("<p>", "<P >"), Storage.NOT_STORED),
        ("", Storage.NOT_STORED),
        ("<p></p>", Storage.NOT_STORED),
        ("<p>Something else that somebody wrote.</p>", Storage.NOT_STORED),
        # The change that the person made is not in it, whatever else is.
        (OLD + "<p>Stamped by a rule.</p>", Storage.NOT_STORED),
        (OLD.replace("owner", "Owner"), Storage.NOT_STORED),
        (SENT[: len(SENT) // 2], Storage.TRUNCATED),
        (SENT[:-2], Storage.TRUNCATED),
        (SENT[:-4], Storage.TRUNCATED),
        ("<p>Accounts are reviewed each mon</p>", Storage.TRUNCATED),
        ("<p>All Accounts are reviewed each month by the system owner, and disab</p>", Storage.TRUNCATED),
        ("<div><p>NOTE: Accounts are reviewed each month by the system owner</p></div>", Storage.TRUNCATED),
        (SENT.replace("<p>", "").replace("</p>", ""), Storage.ALTERED),
        (SENT.replace("Accounts", "ACCOUNTS").replace(",", ";"), Storage.ALTERED),
        (SENT + "<p>Stamped by a rule.</p>", Storage.ALTERED),
        ("<p>(Draft)</p>" + SENT, Storage.ALTERED),
        (SENT.replace("no use", "not being used"), Storage.ALTERED),
        (SENT + f"<p>{LONG}</p>", Storage.NOT_STORED),
    ],
)
def test_html(stored: str, storage: Storage) -> None:
    assert HTML.judge(OLD, SENT, stored) is storage


@pytest.mark.parametrize(
    ("before", "sent", "stored", "storage"),
    [
        ("<p>a</p>", "<p>R&amp;D</p>", "<p>R&a", Storage.TRUNCATED),
        ("x", "R&amp;D", "R&a", Storage.TRUNCATED),
        ("<p>a</p>", "<p>b&nbsp;c</p>", "<p>b&nb", Storage.TRUNCATED),
        ("<p>a</p>", "<p>a</p><p>b</p>", "<p>a</p>", Storage.NOT_STORED),
        ("<p>a</p>", "<p>a b</p>", "<p>a c</p>", Storage.NOT_STORED),
        ("<p>a b c</p>", "<p>a <b>b</b> c</p>", "<p>a <i>b</i> c</p>", Storage.ALTERED),
        ("<p>a</p>", "<p>now \U0001f600 there</p>", "<p>now ???? there</p>", Storage.ALTERED),
        ("<p>a</p>", "<p>now \U0001f600 there</p>", "<p>now ", Storage.TRUNCATED),
        ("<p>a</p>", "<p>口令至少八个字符。</p>", "<p>口令至少八个字符</p><p></p>", Storage.ALTERED),
        ("<p>a</p>", "<p>口令至少八个字符并且每年更换。</p>", "<p>口令至少八个字</p>", Storage.TRUNCATED),
        (f"<p>{LONG}</p>", f"<p>{LONG} End.</p>", f"<p>{LONG[:900]} End.</p>", Storage.NOT_STORED),
    ],
)
def test_other_html(before: str, sent: str, stored: str, storage: Storage) -> None:
    assert HTML.judge(before, sent, stored) is storage


@pytest.mark.parametrize(
    ("stored", "storage"),
    [
        ("Lock after <number>\r\nof attempts.", Storage.STORED),
        ("Lock after <number>\nof attempts.\n", Storage.STORED),
        ("Lock after <num", Storage.TRUNCATED),
        ("Lock after \nof attempts.", Storage.NOT_STORED),
        ("lock after <NUMBER> of attempts", Storage.ALTERED),
        ("Lock after &lt;number&gt;\nof attempts.", Storage.ALTERED),
        ("Old", Storage.NOT_STORED),
        ("", Storage.NOT_STORED),
    ],
)
def test_plain(stored: str, storage: Storage) -> None:
    assert PLAIN.judge("Old", "Lock after <number>\nof attempts.", stored) is storage


@pytest.mark.parametrize(
    ("stored", "sent", "cut_off"),
    [
        ("<p>long te", "<p>long text</p>", True),
        ("<p>long text</p", "<p>long text</p>", True),
        ("a\nb", "a\r\nb\r\nc", True),
        ("", "<p>text</p>", False),
        ("text", "text \n", False),
        ("other", "text", False),
        ("text", "text", False),
        ("text and more", "text", False),
    ],
)
def test_cut_off(stored: str, sent: str, cut_off: bool) -> None:
    assert is_cut_off(stored, sent) is cut_off
