"""Finding by command line: words, numbers, conditions, pages, saved views, and sentences where it cannot be."""

from __future__ import annotations

import pytest

from tests.cli.desk import Desk


@pytest.fixture
def people(desk: Desk) -> Desk:
    """Five people of five languages."""
    desk.people(
        "Ingrid Solheim,Fjord Interiør,+47 912 34 567,ingrid@fjordinterior.no,oak;glass,now",
        "Łukasz Żak,Stół i Krzesło,+48 600 100 200,lukasz@stol.pl,oak,two-months",
        "Đặng Thị Mỹ,Gốm Bát Tràng,,my@gom.vn,,none",
        "Åsa Nyström,Glasriket,+46 70 123 45 67,,glass,",
        "Jörg Strauß,Möbel Groß,,joerg@gross.de,,",
        header="name,company,phone,email,tags,time_frame",
    )
    return desk


def names(desk: Desk, *query: str, of: str = "prospects") -> list[str]:
    return [hit["name"] for hit in desk.ask("find", *query, "--of", of)["hits"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ingrid", "Ingrid Solheim"),
        ("lukasz zak", "Łukasz Żak"),
        ("dang my", "Đặng Thị Mỹ"),
        ("strauss", "Jörg Strauß"),
        ("ASA", "Åsa Nyström"),
        ("912 34", "Ingrid Solheim"),
        ("600100200", "Łukasz Żak"),
        ("stol.pl", "Łukasz Żak"),
        ("hot", "Ingrid Solheim"),
        ("company:glasriket", "Åsa Nyström"),
        ("tag:oak warm", "Łukasz Żak"),
        ("no:email", "Åsa Nyström"),
        ("tag:oak -hot", "Łukasz Żak"),
        ("phone:7012345", "Åsa Nyström"),
    ],
)
def test_people_are_found_by_what_one_remembers_of_them(people: Desk, query: str, found: str) -> None:
    assert names(people, query) == [found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("hot|warm", {"Ingrid Solheim", "Łukasz Żak"}),
        ("fjord|gom", {"Ingrid Solheim", "Đặng Thị Mỹ"}),
        ("hot|gom|strauß", {"Ingrid Solheim", "Đặng Thị Mỹ", "Jörg Strauß"}),
        ('"thị mỹ"|åsa tag:glass', {"Åsa Nyström"}),
        ("-hot|warm -gom|strauß", {"Åsa Nyström"}),
    ],
)
def test_either_of_several_words_is_asked_with_a_bar(people: Desk, query: str, found: set[str]) -> None:
    assert set(names(people, query)) == found


def test_either_of_several_words_is_found_among_the_deleted_too(people: Desk) -> None:
    people.ask("delete", people.id_of("ingrid"))
    people.ask("delete", people.id_of("åsa"))
    assert set(names(people, "is:deleted Ingrid|Łukasz")) == {"Ingrid Solheim"}


def test_a_view_needs_a_name(people: Desk) -> None:
    answer = people.call("find", "hot", "--save", " ")
    assert answer.code == 2
    assert "needs a name" in answer.err


def test_a_source_that_is_none_is_told_with_those_there_are(people: Desk) -> None:
    answer = people.call("find", "source:xyz")
    assert "“xyz” is not a word for source" in answer.err
    assert "referral" in answer.err
    assert people.call("find", "source:referral").err == ""
    people.ask("import", people.file("own.csv", "name,source\nŻaneta,Søndagsskolen\n"))
    assert names(people, "source:søndagsskolen") == ["Żaneta"]


def test_a_word_that_is_like_no_other_is_given_no_odd_advice(people: Desk) -> None:
    assert "Did you mean no:?" not in people.call("find", "foo:bar").err
    assert "Write one of: " in people.call("find", "is:foo").err


def test_a_term_with_a_minus_in_front_is_no_option(people: Desk) -> None:
    assert set(names(people, "-tag:oak", "-hot")) == {"Đặng Thị Mỹ", "Åsa Nyström", "Jörg Strauß"}


@pytest.mark.parametrize(("word", "meant"), [("--limt", "--limit"), ("--jsn", "--json"), ("--bogus=1", "")])
def test_an_option_that_is_none_is_told_with_the_one_that_was_meant(
    people: Desk, word: str, meant: str
) -> None:
    answer = people.call("--json", "find", word, "5")
    assert answer.code == 2
    assert meant in answer.document["error"]
    assert people.call("find", "--", word).code == 0


def test_help_is_one_letter_away(people: Desk) -> None:
    answer = people.call("find", "-h")
    assert answer.code == 0
    assert "--limit" in answer.out
    assert set(names(people, "-hot")) == set(names(people, "-interest:hot"))


def test_nothing_asked_finds_all(people: Desk) -> None:
    assert people.ask("find")["total"] == 5
    assert "5 hits" in people.call("find").out


def test_names_that_begin_so_come_first_and_nobody_twice(desk: Desk) -> None:
    desk.people("Zoe,Anders AS,,anders@zoe.no", "Anders Moe,,,", "Berit Anders,,,", "Anders Aas,,,")
    assert names(desk, "anders") == ["Anders Aas", "Anders Moe", "Berit Anders", "Zoe"]


def test_fifty_are_shown_and_the_total_is_told(desk: Desk) -> None:
    desk.people(*(f"Person {number:03},,," for number in range(120)))
    found = desk.ask("find", "person")
    assert (found["total"], len(found["hits"])) == (120, 50)
    assert len(desk.ask("find", "person", "--limit", "7")["hits"]) == 7
    assert len(desk.ask("find", "--limit", "0")["hits"]) == 120


def test_every_subject_can_be_searched(people: Desk) -> None:
    who = people.id_of("ingrid")
    people.ask("complaint", who, "Cracked glaze")
    people.ask("plan", who, "call with price list friday")
    people.ask("import", "--fair", "Hjem & Hage", people.file("f.csv", "name\nKari\n"))
    assert names(people, "glas", of="companies") == ["Glasriket"]
    assert names(people, "hjem", of="fairs") == ["Hjem & Hage"]
    assert names(people, "cracked", "is:open", of="complaints") == ["Cracked glaze"]
    assert len(names(people, "prospect:solheim", of="followups")) == 1
    assert names(people, of="activities") == []
    people.ask("done", people.id_of("prospect:solheim", of="followups"))
    assert len(names(people, "prospect:solheim", of="activities")) == 1


def test_a_follow_up_due_is_shown_with_its_day(people: Desk) -> None:
    people.ask("plan", people.id_of("ingrid"), "call 2026-11-24")
    (hit,) = people.ask("find", "due:<2026-11-30")["hits"]
    assert (hit["name"], hit["next_step"]) == ("Ingrid Solheim", "2026-11-24")
    assert names(people, "due:<today") == []


def test_a_query_is_saved_as_a_view_and_used_in_another(people: Desk) -> None:
    people.ask("find", "tag:oak", "--save", "Oak people")
    assert names(people, 'view:"Oak people" hot') == ["Ingrid Solheim"]
    assert "Łukasz Żak" not in names(people, '-view:"Oak people"')
    people.ask("find", "tag:glass", "--save", "Oak people")
    assert set(names(people, 'view:"Oak people"')) == {"Ingrid Solheim", "Åsa Nyström"}
    people.ask("undo")
    assert "Łukasz Żak" in names(people, 'view:"Oak people"')


def test_views_that_name_each_other_are_told_and_not_followed_for_ever(people: Desk) -> None:
    people.ask("find", "oak", "--save", "a")
    people.ask("find", "view:a", "--save", "b")
    answer = people.call("find", "view:b", "--save", "a")
    assert answer.code == 3
    assert "circles" in answer.err
    assert names(people, "view:b") == names(people, "oak")


def test_a_view_of_several_conditions_cannot_be_turned_round(people: Desk) -> None:
    people.ask("find", "tag:oak hot", "--save", "a")
    assert "cannot be turned round" in people.call("find", "-view:a").err


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("compny:fjord", "company:"),
        ("is:costumer", "is:customer"),
        ("due:someday", "friday"),
        ("interest:tepid", "hot"),
        ("view:nowhere", "--save"),
        ("company:", "company:"),
        ("name:<5", "name:5"),
        ("x" * 5000, "few words"),
    ],
)
def test_a_query_that_cannot_be_understood_says_what_to_write(people: Desk, query: str, hint: str) -> None:
    answer = people.call("--json", "find", query)
    assert answer.code == 3
    assert hint in answer.document["hint"]


@pytest.mark.parametrize(
    "query", ['"', '""', "-", "%", "_", "'", "*", "a*b", "NEAR(", "🦊", "\\", "company:%", "tag:_", "()"]
)
def test_odd_signs_find_nothing_wrong(people: Desk, query: str) -> None:
    assert people.call("--json", "find", "--", query).code == 0


def test_deleted_ones_are_gone_and_found_when_asked_for(people: Desk) -> None:
    people.ask("delete", people.id_of("ingrid"))
    assert names(people, "ingrid") == []
    assert names(people, "is:deleted") == ["Ingrid Solheim"]
    assert names(people, "is:deleted ingrid") == ["Ingrid Solheim"]
