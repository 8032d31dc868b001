"""Emails that are dropped note themselves with whom they belong, once each, whoever wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from salesdesk.domain.activities import Activity
from salesdesk.services import changes, mail_log, messages, nurture_plans, nurturing, preferences, templates
from salesdesk.services.cards import card
from salesdesk.services.nurture_plans import StepDraft
from salesdesk.services.preferences import Own
from salesdesk.services.templates import TemplateDraft
from salesdesk.store.database import Store
from tests.factories import capture, records

BODY = "Hei!\n\nJeg tar ti skåler.\n\n> Hilsen fra meg\n> for lenge siden\n"


def eml(
    folder: Path,
    name: str,
    *,
    sender: str,
    to: str,
    uid: str = "",
    body: str = BODY,
    day: str = "20 Nov 2026",
    header: str = "",
) -> Path:
    lines = [f"From: {sender}", f"To: {to}", "Subject: Svar på tilbud", f"Date: {day} 10:00:00 +0100"]
    lines += [f"Message-ID: {uid}"] if uid else []
    lines += [header] if header else []
    file = folder / name
    text = "\r\n".join([*lines, "Content-Type: text/plain; charset=utf-8", "", body.replace("\n", "\r\n")])
    file.write_bytes(text.encode())
    return file


def touches(store: Store) -> list[Activity]:
    with store.read() as reading:
        mine = select(Activity).where(Activity.uid != "", Activity.deleted_at.is_(None))
        return list(reading.find(mine.order_by(Activity.row)))


@pytest.fixture
def own(store: Store) -> None:
    preferences.change(store, own=Own(name="Kari", email="kari@mitt.no, Kari@Gammelt.no"))


@pytest.mark.usefixtures("own")
def test_who_wrote_and_who_was_written_to_is_known_by_the_address(store: Store, tmp_path: Path) -> None:
    ingrid = capture(store, "Ingrid Sølheim", emails=("Ingrid@Fjord.no",)).prospect
    marek = capture(store, "Marek Łukasik", emails=("marek@drewno.pl",)).prospect
    their = eml(tmp_path, "in.eml", sender="Ingrid <INGRID@fjord.NO>", to="kari@mitt.no", uid="<1@fjord.no>")
    mine = eml(
        tmp_path,
        "out.eml",
        sender="kari@gammelt.no",
        to="ingrid@fjord.no, marek@drewno.pl, x@y.no",
        uid="<2@m>",
    )
    found = mail_log.log(store, [their, mine])
    assert [[one.name for one in told.noted] for told in found] == [
        ["Ingrid Sølheim"],
        ["Ingrid Sølheim", "Marek Łukasik"],
    ]
    kept = touches(store)
    assert [(one.prospect, one.kind) for one in kept] == [
        (ingrid, "email-in"),
        (ingrid, "email"),
        (marek, "email"),
    ]
    assert kept[0].note == "Svar på tilbud\nHei!\n\nJeg tar ti skåler."
    assert kept[0].at is not None
    assert kept[0].at.isoformat() == "2026-11-20T09:00:00+00:00"


@pytest.mark.usefixtures("own")
def test_the_same_file_twice_makes_nothing_new_and_undo_takes_all_of_a_drop_back(
    store: Store, tmp_path: Path
) -> None:
    capture(store, emails=("ingrid@fjord.no",))
    one = eml(tmp_path, "a.eml", sender="ingrid@fjord.no", to="kari@mitt.no", uid="<1@fjord.no>")
    same = eml(tmp_path, "b.eml", sender="ingrid@fjord.no", to="kari@mitt.no", uid="<1@fjord.no>")
    other = eml(tmp_path, "c.eml", sender="ingrid@fjord.no", to="kari@mitt.no")  # no Message-ID
    before = records(store)
    found = mail_log.log(store, [one, same, other])
    assert [told.known for told in found] == [False, True, False]
    assert [told.known for told in mail_log.log(store, [one, other])] == [True, True]
    assert len(touches(store)) == 2
    changes.undo(store)
    assert records(store) == before
    assert mail_log.log(store, [one])[0].noted
    assert changes.undo(store).label == "Noted 1 email"


@pytest.mark.usefixtures("own")
def test_a_stranger_is_offered_and_taken_in_with_the_letter(store: Store, tmp_path: Path) -> None:
    file = eml(tmp_path, "a.eml", sender='"Phạm Văn Đức" <duc@x.vn>', to="kari@mitt.no", day="1 Jan 2030")
    (told,) = mail_log.log(store, [file])
    assert told.stranger is not None
    assert (told.stranger.name, told.stranger.address, told.noted) == ("Phạm Văn Đức", "duc@x.vn", [])
    made = mail_log.take_in(store, told, region="NO")
    with store.read() as reading:
        who = card(reading, made.prospect)
    assert who is not None
    assert (who.name, [one.value for one in who.emails]) == ("Phạm Văn Đức", ["duc@x.vn"])
    assert [(one.prospect, one.kind, one.at) for one in touches(store)] == [
        (made.prospect, "email-in", store.clock.now())  # no letter comes from the future
    ]
    assert mail_log.log(store, [file])[0].known


@pytest.mark.usefixtures("own")
def test_drafts_junk_and_letters_to_oneself_are_refused_in_words_and_the_rest_is_noted(
    store: Store, tmp_path: Path
) -> None:
    ingrid = capture(store, emails=("ingrid@fjord.no",)).prospect
    template = templates.add(store, TemplateDraft(name="x", body="Hei"))
    draft = tmp_path / "draft.eml"
    messages.save(store, [messages.to_one(store, template, ingrid)], draft)
    junk = tmp_path / "junk.eml"
    junk.write_bytes(b"\x00\xff\n\nnothing")
    alone = eml(tmp_path, "me.eml", sender="kari@mitt.no", to="kari@gammelt.no")
    good = eml(tmp_path, "good.eml", sender="ingrid@fjord.no", to="kari@mitt.no")
    found = mail_log.log(store, [draft, junk, alone, good, tmp_path / "gone.eml"])
    assert [bool(told.noted) for told in found] == [False, False, False, True, False]
    assert [told.refused.split(".")[0] for told in found] == [
        "That is a draft, which was not sent yet",
        "That is no email",
        "It names nobody but you",
        "",
        "gone",
    ]


def test_of_two_who_share_an_address_the_one_of_that_name_is_meant(store: Store, tmp_path: Path) -> None:
    capture(store, "Åse Lie", emails=("post@fjord.no",))
    second = capture(store, "Jan Lie", emails=("post@fjord.no",)).prospect
    mail_log.log(store, [eml(tmp_path, "a.eml", sender="jan lie <post@fjord.no>", to="kari@mitt.no")])
    assert [one.prospect for one in touches(store)] == [second]


@pytest.mark.usefixtures("own")
def test_an_automatic_reply_is_noted_but_no_plan_ends_by_it(store: Store, tmp_path: Path) -> None:
    ingrid = capture(store, emails=("ingrid@fjord.no",)).prospect
    plan = nurture_plans.make(store, "Ikke klar ennå", [StepDraft(tell="Ring", days=30)])
    nurturing.start(store, ingrid, plan.id)
    for name, header, runs in (("away", "Auto-Submitted: auto-replied", True), ("answer", "", False)):
        said = {"sender": "ingrid@fjord.no", "to": "kari@mitt.no", "day": "22 Nov 2026", "header": header}
        assert mail_log.log(store, [eml(tmp_path, f"{name}.eml", **said)])[0].noted
        with store.read() as reading:
            assert (nurturing.running(reading, ingrid) is not None) == runs
    assert [one.kind for one in touches(store)] == ["email-in", "email-in"]


@pytest.mark.usefixtures("own")
def test_a_drop_that_is_stopped_notes_nothing(store: Store, tmp_path: Path) -> None:
    capture(store, emails=("ingrid@fjord.no",))
    files = [eml(tmp_path, f"{n}.eml", sender="ingrid@fjord.no", to="kari@mitt.no") for n in range(3)]
    before = records(store)

    def stop(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mail_log.log(store, files, stop)
    assert records(store) == before
