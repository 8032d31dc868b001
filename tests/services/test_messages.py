"""Messages to one or many are drafts: filled in, in the reader's language, to those who agreed; never sent."""

from __future__ import annotations

import zipfile
from email import policy
from email.parser import BytesParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

import pytest

from salesdesk.domain.activities import Activity
from salesdesk.domain.consents import Consent
from salesdesk.domain.ratings import Rating
from salesdesk.domain.templates import Template
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.services import changes, complaints, deals, messages, preferences, ratings, templates
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.services.deals import DealDraft
from salesdesk.services.handing_over import Group
from salesdesk.services.preferences import Own
from salesdesk.services.ratings import About
from salesdesk.services.templates import TemplateDraft
from salesdesk.store.database import Store
from tests.factories import capture, open_store, records


def usual(store: Store, name: str = "thanks") -> Template:
    with store.read() as reading:
        if templates.all_of(reading):
            return templates.found(reading, name)
    templates.begin_with_usual(store)
    return usual(store, name)


def someone(store: Store, name: str, address: str, *, agreed: bool = True, **said: str) -> UUID:
    made = capture(store, name, emails=(address,) if address else (), **said).prospect
    if agreed:
        consent(store, made)
    return made


def consent(store: Store, prospect: UUID, *, withdrawn: bool = False) -> None:
    with store.change("Consent") as unit:
        now = unit.now if withdrawn else None
        unit.add(Consent(prospect=prospect, channel="email", basis="consent", at=unit.now, withdrawn_at=now))


def test_six_usual_templates_come_in_two_languages_once_and_are_edited_ordered_deleted(store: Store) -> None:
    made = templates.begin_with_usual(store)
    assert sorted({(one.purpose, one.language) for one in made}) == sorted(
        (purpose, tongue) for purpose in templates.PURPOSES for tongue in ("en", "nb")
    )
    assert templates.begin_with_usual(store) == []
    first, second = made[0], made[1]
    templates.edit(store, first.id, {"language": ("en", "Norsk"), "name": (first.name, " Takk, Łukasz ")})
    templates.move(store, first.id, by=1)
    templates.delete(store, made[5].id)
    with store.read() as reading:
        kept = templates.all_of(reading)
        assert [one.id for one in kept[:2]] == [second.id, first.id]
        assert (kept[1].name, kept[1].language, len(kept)) == ("Takk, Łukasz", "nb", 11)
    with pytest.raises(UserError, match="changed elsewhere"):
        templates.edit(store, first.id, {"name": ("Something seen long ago", "x")})
    with pytest.raises(UserError, match="needs a name"):
        templates.add(store, TemplateDraft(name=" "))
    with pytest.raises(UserError, match="no language"):
        templates.add(store, TemplateDraft(name="x", language="Kauderwelsch"))


def test_the_template_in_the_readers_language_is_taken_with_their_own_words_in_it(store: Store) -> None:
    preferences.change(store, own=Own(name="Đorđe Ærlig", phone="+47 912 34 567", email="meg@ærlig.no"))
    zofia = someone(store, "Zofia Żak", "zofia@żak.pl", language="Polish")
    aase = someone(store, "Åse Ødegård", "ase@fjord.no", language="nb", company="Fjord Interiør")
    complaints.receive(store, ComplaintDraft(what="Sprekk", promise="nye skåler"), aase)
    chosen = usual(store)
    theirs = messages.to_one(store, chosen, zofia)
    assert theirs.body.startswith("Hello Zofia,")  # there is none in Polish
    mine = messages.to_one(store, chosen, aase)
    assert mine.body.startswith("Hei Åse,")
    assert "Som lovet: nye skåler." in mine.body
    assert mine.body.endswith("Đorđe Ærlig\n+47 912 34 567")
    assert messages.doubts(mine) == []


def test_a_vietnamese_first_name_stands_last_and_a_company_alone_has_none(store: Store) -> None:
    hanh = someone(store, "Nguyễn Thị Hạnh", "hanh@x.vn", language="vi")
    company = someone(store, "", "post@fjord.no", company="Fjord Interiør")
    chosen = usual(store)
    assert messages.to_one(store, chosen, hanh).body.startswith("Hello Hạnh,")
    assert messages.to_one(store, chosen, company).body.startswith("Hello there,")


def test_what_cannot_be_filled_in_is_said_before_the_draft_opens(store: Store) -> None:
    made = templates.add(store, TemplateDraft(name="x", body="{frist_name}, {title}: {seller}"))
    ingrid = someone(store, "Ingrid Solheim", "i@fjord.no", agreed=False)
    consent(store, ingrid, withdrawn=True)
    told = " ".join(messages.doubts(messages.to_one(store, made, ingrid)))
    assert "{frist_name}" in told
    assert "Title, Your name" in told
    assert "want no more email" in told


def test_to_many_only_those_are_written_to_who_agreed_and_the_others_are_named_with_the_reason(
    store: Store,
) -> None:
    someone(store, "Åsa Nyström", "asa@x.se")
    someone(store, "Åsa Nystrom", "asa@x.se")
    someone(store, "Marek Łukasik", "marek@x.pl", agreed=False)
    someone(store, "No Mail", "")
    someone(store, "Bad Mail", "not an address")
    left = someone(store, "Phạm Văn Đức", "duc@x.vn", agreed=False)
    consent(store, left, withdrawn=True)
    ready = messages.to_many(store, usual(store), Group("All"))
    assert [one.name for one in ready.drafts] == ["Åsa Nyström"]
    why = {one.name: reason for one, reason in ready.left_out}
    assert why == {
        "Åsa Nystrom": "gets it already, as Åsa Nyström",
        "Marek Łukasik": "has not agreed to get email",
        "No Mail": "has no email address",
        "Bad Mail": "“not an address” is no email address",
        "Phạm Văn Đức": "said to want no more email",
    }
    ready = messages.to_many(store, usual(store), Group("All"), unasked=True)
    assert [one.name for one in ready.drafts] == ["Åsa Nyström", "Marek Łukasik"]


def test_a_link_is_encoded_whole_and_a_long_message_is_no_link(store: Store) -> None:
    hostile = someone(store, "A&bcc=x@y.no", "a+b@fjord.no")
    body = "Hei {name} & deg?\n50 % på #1 – żółć đ"
    made = templates.add(
        store, TemplateDraft(name="x", message_subject="Tilbud på {product|øl & vin}", body=body)
    )
    draft = messages.to_one(store, made, hostile)
    link = messages.link(draft)
    assert link.isascii()
    parts = urlsplit(link)
    assert unquote(parts.path) == "a+b@fjord.no"
    said = parse_qs(parts.query, strict_parsing=True)
    assert said == {"subject": ["Tilbud på øl & vin"], "body": [draft.body.replace("\n", "\r\n")]}
    assert messages.fits_a_link(draft)
    long = templates.add(store, TemplateDraft(name="y", body="Hei på deg " * 200))
    assert not messages.fits_a_link(messages.to_one(store, long, hostile))


def test_thanks_to_all_of_a_fair_are_a_file_each_in_a_folder_or_one_zip(store: Store, tmp_path: Path) -> None:
    for name in ("Åse/Ødegård", "../../Łukasz", "CON?"):
        draft = capture(store, name, emails=(f"{len(name)}@x.no",)).prospect
        consent(store, draft)
    ready = messages.to_many(store, usual(store), Group("All"))
    assert messages.save(store, ready.drafts, tmp_path / "thanks.zip") == 3
    with zipfile.ZipFile(tmp_path / "thanks.zip") as pack:
        assert pack.namelist() == ["1 Åse Ødegård.eml", "2 Łukasz.eml", "3 CON.eml"]
        read = BytesParser(policy=policy.default).parsebytes(pack.read("2 Łukasz.eml"))
    assert read["X-Unsent"] == "1"
    folder = tmp_path / "new" / "drafts"
    messages.save(store, ready.drafts, folder)
    assert sorted(one.name for one in folder.iterdir()) == ["1 Åse Ødegård.eml", "2 Łukasz.eml", "3 CON.eml"]
    with pytest.raises(EnvironmentTrouble, match="already"):
        messages.save(store, ready.drafts, folder)


def test_a_request_for_feedback_is_noted_as_sent_and_as_asked_for_in_one_step(store: Store) -> None:
    ingrid = someone(store, "Ingrid Solheim", "i@fjord.no")
    deal = deals.open_deal(store, DealDraft(title="Eikebrett til kafeen", prospect=ingrid, currency="NOK"))
    draft = messages.to_one(store, usual(store, "feedback"), ingrid, deal=deal.id)
    before = records(store)
    messages.note_sent(store, draft)
    kept = records(store)
    assert [one["asked_by"] for one in kept[Rating.__tablename__].values()] == ["email"]
    assert len(kept["activities"]) == len(before["activities"]) + 1
    changes.undo(store)
    assert records(store) == before


def test_requests_for_feedback_to_many_are_asked_for_as_one_is(store: Store) -> None:
    asked = [someone(store, f"Søren Żak {number}", f"s{number}@x.no") for number in range(2)]
    ready = messages.to_many(store, usual(store, "feedback"), Group("All"))
    before = records(store)
    messages.note_all_sent(store, ready.drafts)
    with store.read() as reading:
        for who in asked:
            (rating,) = ratings.of(reading, About(prospect=who))
            assert (rating.kind, rating.value, rating.asked_by) == ("satisfaction", None, "email")
            assert rating.asked_at == store.clock.now()
    changes.undo(store)
    assert records(store) == before


def test_every_act_can_be_undone_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    states = []
    with open_store(path) as store:
        for number in range(3):
            someone(store, f"Jan Żak {number}", f"jan{number}@x.no")
        states.append(records(store))
        templates.begin_with_usual(store)
        states.append(records(store))
        chosen = usual(store)
        templates.edit(store, chosen.id, {"body": (chosen.body, "Hei {name}")})
        states.append(records(store))
        templates.move(store, chosen.id, by=3)
        states.append(records(store))
        templates.delete(store, chosen.id)
        states.append(records(store))
        templates.add(store, TemplateDraft(name="Hilsen på nytt", purpose="nurture", language="nb"))
        states.append(records(store))
        ready = messages.to_many(store, usual(store, "nurture"), Group("All"))
        messages.note_all_sent(store, ready.drafts)
        assert sum(one["kind"] == "email" for one in records(store)[Activity.__tablename__].values()) == 3
    with open_store(path) as store:
        for state in reversed(states):
            changes.undo(store)
            assert records(store) == state
