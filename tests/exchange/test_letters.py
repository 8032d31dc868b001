"""Drafts as files say what was written; files of strangers are read without trust."""

from __future__ import annotations

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


def nested(depth: int) -> bytes:
    part = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
    return b"".join(part % (n, n) for n in range(depth))


def html_of(content: bytes) -> bytes:
    return b"Content-Type: text/html\r\n\r\n<p>Hei " + content


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (nested(3000) + b"\r\nHei", ""),
        (nested(300) + b"\r\n" + b"x\r\n" * 300_000, ""),
        (nested(6) + b"\r\nHei\r\n--b5--\r\n" + b"--\r\n" * 100_000, "Hei"),
        (b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nHei\r\n" * 100_000, "Hei"),
        (b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\n" * 2_000_000, ""),
        (html_of(b"<!--" * 25_000), "Hei"),
        (html_of(b"<!" * 50_000), "Hei"),
        (html_of(b"<a " * 50_000), "Hei"),
        (html_of(b"</a " * 50_000), "Hei"),
        (html_of(b"<a b='" * 50_000), "Hei"),
        (html_of(b"<title>" * 50_000), "Hei"),
        (html_of(b"&#" + b"9" * 5_000), "Hei &#" + "9" * 5_000),
        (b"Content-Type: text/plain" + b"; a=b" * 40_000 + b"\r\n\r\nHei", "Hei"),
        (b"Content-Disposition: inline" + b'; x*1*="a"' * 20_000 + b"\r\n\r\nHei", "Hei"),
        (b"Content-Type: text/plain; charset=punycode\r\n\r\nHei", "Hei"),
        (b"Subject: " + b"=?utf-8?q?a?= " * 15_000 + b"\r\n\r\nHei", "Hei"),
        (b"Content-Type: text/plain\r\n\r\n" + b"Hei " * 200_000, ("Hei " * 25_000)),
    ],
)
def test_a_letter_made_to_keep_the_program_busy_is_read_as_far_as_it_is_one(
    content: bytes, text: str
) -> None:
    letter = letters.read(b"From: jan@x.no\r\n" + content)
    assert (letter.sender.address, letter.text) == ("jan@x.no", text)


@pytest.mark.parametrize(
    ("header", "is_automatic"),
    [
        ("Auto-Submitted: auto-replied; owner-email=x@y.no", True),
        ("Auto-Submitted: auto-generated", True),
        ("precedence: BULK", True),
        ("Precedence: auto_reply", True),
        ("X-Autoreply: yes", True),
        ("Auto-Submitted: No (a person)\r\nPrecedence: bulk", False),
        ("Precedence: list", False),
        ("X-Autoreply: no", False),
    ],
)
def test_an_answer_that_no_person_wrote_is_told_from_one_that_someone_did(
    header: str,
    is_automatic: bool,  # noqa: FBT001  (a case of the table above)
) -> None:
    content = f"From: jan@x.no\r\n{header}\r\n\r\nHei".encode()
    assert letters.read(content).is_automatic == is_automatic


def test_headers_without_end_are_refused() -> None:
    headers = b"".join(b"X%d: a\r\n" % n for n in range(50_000))
    with pytest.raises(UserError, match="no email"):
        letters.read(b"From: jan@x.no\r\n" + headers + b"\r\nHei")


def test_the_text_is_found_behind_pictures_and_files_but_not_in_a_letter_that_is_attached() -> None:
    attached = b"Content-Type: message/rfc822\r\n\r\nFrom: x@y.no\r\n\r\nNot mine\r\n"
    file = b"Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nNor this\r\n"
    picture = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"QUJD\r\n" * 400_000
    mine = (
        b'Content-Type: multipart/alternative; boundary="i n"\n\n--i n  \n'
        b"Content-Type: text/html; charset=iso-8859-2\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"<head><title>x</title><body title=\"a > b\">1 < 2 &#322;=F3d<br>=BFaba<!-- > --><script>'</p>'</script>\n"
        b"--i n--\n"
    )
    content = b"From: jan@x.no\nContent-Type: multipart/mixed; boundary=out\n\npreamble\n"
    content += b"".join(b"--out\r\n" + part for part in (attached, file, picture, mine)) + b"--out--\n"
    assert letters.read(content).text.split() == ["1", "<", "2", "łód", "żaba"]


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
