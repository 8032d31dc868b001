"""Drafts as files say what was written; files of strangers are read without trust."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta, timezone
from email import policy
from email.parser import BytesParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.domain.message_fields import clean, one_line
from salesdesk.errors import UserError
from salesdesk.exchange import letters
from salesdesk.exchange.letters import Outgoing

AT = datetime(2026, 11, 22, 9, tzinfo=timezone(timedelta(hours=1)))
HEADERS = {
    *("To", "From", "Subject", "Date", "X-Unsent"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.text(max_size=400), st.text(max_size=80), st.text(max_size=80))
def test_a_draft_read_back_has_the_same_subject_and_body_and_no_header_more(
    subject: str, body: str, name: str, own: str
) -> None:
    outgoing = Outgoing(
        to="ingrid@fjord.no", to_name=name, subject=subject, body=body, sender="me@x.no", sender_name=own
    )
    content = letters.write(outgoing, AT)
    read = BytesParser(policy=policy.default).parsebytes(content)
    assert read["Subject"] == one_line(subject)
    assert clean(read.get_content()).rstrip("\n") == clean(body).rstrip("\n")
    assert set(read.keys()) == HEADERS
    assert [one.addr_spec for one in read["To"].addresses] == ["ingrid@fjord.no"]
    assert letters.read(content).is_draft


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("søren@ærø.dk", "søren@xn--r-3fa9c.dk"),
        ("lukasz@żak.pl", "lukasz@xn--ak-vva.pl"),
        ("hạnh@example.vn", "hạnh@example.vn"),
    ],
)
def test_an_address_with_letters_of_its_own_is_written_as_it_travels(address: str, written: str) -> None:
    outgoing = Outgoing(
        to=address, to_name="Nguyễn Thị Hạnh\r\nBcc: x@y.no", subject="đ ż ø", body="Chào bạn"
    )
    content = letters.write(outgoing, AT)
    assert [(one.address, one.name) for one in letters.read(content).to] == [
        (written, "Nguyễn Thị Hạnh Bcc: x@y.no")
    ]
    assert b"\nBcc:" not in content


def test_a_letter_of_html_alone_is_read_as_a_person_would_read_it() -> None:
    content = (
        b"From: =?iso-8859-1?q?=C5sa_Nystr=F6m?= <Asa@Norra.SE>\r\n"
        b"To: me@x.no, <b@c.no>\r\nSubject: =?utf-8?b?U3Zhcg==?=\r\n"
        b"Date: Fri, 20 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@norra.se>\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n"
        + "<style>p{color:red}</style><p>Hei &amp; takk</p><script>x()</script><p>Fint på lørdag</p>".encode()
    )
    letter = letters.read(content)
    assert (letter.sender.address, letter.sender.name) == ("asa@norra.se", "Åsa Nyström")
    assert [one.address for one in letter.to] == ["me@x.no", "b@c.no"]
    assert (letter.subject, letter.uid) == ("Svar", "<1@norra.se>")
    assert letter.at == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert letter.text.split() == ["Hei", "&", "takk", "Fint", "på", "lørdag"]


@pytest.mark.parametrize(
    "part",
    [
        b"Content-Type: text/plain; charset=klingon\r\n\r\nH\xe5lla",
        b'Content-Type: text/plain; charset="\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!',
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain\r\n\r\nHei",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary at all",
        b"Date: yesterday or so\r\nSubject: =?utf-8?b?!!!?= =?x?q?y?=\r\n\r\nHei",
        b"Content-Type: text/html\r\n\r\n<![if<p>Hei<",
    ],
)
def test_a_broken_letter_still_tells_who_wrote_it(part: bytes) -> None:
    letter = letters.read(b"From: Jan <jan@x.no>\r\nTo: me@x.no\r\n" + part)
    assert letter.sender.address == "jan@x.no"
    assert letter.uid.startswith("sha256:")


def test_parts_within_parts_without_end_are_not_followed_for_ever() -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)
    )
    with contextlib.suppress(UserError):  # refused, where Python itself follows no further
        assert letters.read(b"From: jan@x.no\r\n" + nested + b"\r\nHei").text == ""


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"name,email\nJan,jan@x.no\n", b"%PDF-1.7 \xff"])
def test_what_is_no_letter_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UserError, match="no email"):
        letters.read(content)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"From: a@b.no\r\n", b"From: a@b.no\r\nContent-Type: "])
)
def test_whatever_the_bytes_they_are_read_or_refused(content: bytes, before: bytes) -> None:
    try:
        letter = letters.read(before + content)
    except UserError:
        return
    assert letter.sender.address or letter.to
    assert "\n" not in letter.subject
