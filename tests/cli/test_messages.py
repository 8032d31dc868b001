"""Messages from the command line: drafts to those who agreed, letters that note themselves, the brief."""

from __future__ import annotations

from pathlib import Path

from tests.cli.desk import Desk

LETTER = (
    "From: Åsa <asa@x.se>\r\nTo: me@x.no\r\nSubject: Svar\r\nMessage-ID: <1@x.se>\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nHei på deg\r\n"
)


def test_drafts_are_written_from_a_template_and_who_is_left_out_is_named(desk: Desk) -> None:
    desk.people(
        "Åsa Nyström,Norra,,asa@x.se,email",
        "Marek Łukasik,,,marek@x.pl,",
        header="name,company,phone,email,consent",
    )
    assert len(desk.ask("templates", "--usual")) == 12
    made = desk.ask(
        "template", "Hilsen", "--subject", "Til {company}", "--body", "Hei {first_name}", "--for", "nb"
    )
    for text, told in (
        ("Hei {fornavn}", "no field {fornavn}. There are: first_name"),
        ("Hei {name", "“{name” is no"),
    ):
        assert told in desk.call("template", "hilsen", "--body", text).err
    assert desk.ask("template", "hilsen", "--subject", "Til\n{company}")["message_subject"] == "Til {company}"
    assert (made["name"], made["language"]) == ("Hilsen", "nb")
    assert desk.ask("template", "hilsen", "--body", "Hei {first_name}")["message_subject"] == "Til {company}"
    target = desk.folder / "all.zip"
    said = desk.ask("write", "x.", "--template", "hilsen", "--to", target, "--unasked", "--sent")
    assert [one["subject"] for one in said["drafts"]] == ["Til Norra", "Til"]
    assert said["drafts"][0]["link"].startswith("mailto:asa@x.se?subject=Til%20Norra&body=Hei%20%C3%85sa")
    before = target.read_bytes()
    more = desk.ask("write", "åsa", "--template", "thanks", "--to", target, "--unasked")
    assert Path(more["file"]) == desk.folder / "all-2.zip"
    assert (Path(more["file"]).exists(), target.read_bytes()) == (True, before)
    one = desk.ask("write", desk.id_of("Marek"), "--template", "thanks")
    assert one["drafts"][0]["body"].startswith("Hello Marek")
    only = desk.ask("write", "Marek", "--template", "thanks")
    assert [left["reason"] for left in only["left_out"]] == ["has not agreed to get email"]
    assert desk.call("write", "Marek", "--template", "nothing").code == 3


def test_a_letter_is_noted_once_and_the_brief_tells_of_it(desk: Desk) -> None:
    desk.people("Åsa Nyström,Norra,,asa@x.se")
    file = desk.file("svar.eml", LETTER)
    (first,) = desk.ask("log", file)
    assert [noted["kind"] for noted in first["noted"]] == ["email-in"]
    (again,) = desk.ask("log", file)
    assert again["known"]
    junk = desk.file("junk.eml", "nothing")
    assert [bool(one["refused"]) for one in desk.ask("log", junk, file, code=4)] == [True, False]
    assert desk.ask("log", junk, code=3)[0]["noted"] == []
    told = desk.ask("brief", desk.id_of("Åsa"))[0]
    assert any("Email in: Svar Hei på deg" in line for part in told["parts"] for line in part["lines"])
    assert "Åsa Nyström" in desk.call("brief", desk.id_of("Åsa")).out


def test_a_template_of_one_name_in_another_language_is_another_one(desk: Desk) -> None:
    desk.ask("template", "Thanks", "--body", "Thank you", "--for", "en")
    desk.ask("template", "Thanks", "--body", "Takk", "--for", "nb")
    desk.ask("template", "thanks", "--body", "Tusen takk", "--for", "nb")
    told = {(one["language"], one["body"]) for one in desk.ask("templates")}
    assert told == {("en", "Thank you"), ("nb", "Tusen takk")}
