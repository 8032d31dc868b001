"""Makes of the lines of a card whom it tells of: contact first, then the address, then who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from salesdesk.capture.cards.completing import completed, is_vietnamese
from salesdesk.capture.cards.contact import contact, country
from salesdesk.capture.cards.fields import Field, ReadCard
from salesdesk.capture.cards.lines import Line, Page
from salesdesk.capture.cards.places import Place, place
from salesdesk.capture.cards.spelling import in_letters_of
from salesdesk.capture.cards.who import usual_height, who
from salesdesk.domain.drafts import Detail, ProspectDraft


def card(page: Page, region: str) -> ReadCard:
    """The card on a page; `region` is the two-letter country of phones without a country code."""
    fields, left, where = of_lines(page.lines, region)
    land = country(fields, page.lines, region)
    draft = _draft(fields, left, where, land if land != region else "")
    return ReadCard(draft, fields, left, page.picture, page.size, page.alone)


def of_lines(lines: Sequence[Line], region: str) -> tuple[tuple[Field, ...], tuple[str, ...], Place | None]:
    """The fields of a card by its lines, the lines that are left, and its address."""
    usual = usual_height(lines)
    if is_vietnamese(lines):
        lines, region = completed(lines), "VN"
    reached = contact(lines, region)
    region = country(reached.fields, lines, region)
    rest = [replace(line, text=in_letters_of(line.text, region)) for line in reached.rest]
    where, rest = place(rest, region)
    people, left = who(
        rest, emails=reached.values("email"), webs=reached.values("web"), region=region, usual=usual
    )
    fields = [*people, *reached.fields]
    if where is not None:
        fields.append(where.field)
    return tuple(fields), tuple(line.text for line in left), where


def _draft(fields: Sequence[Field], left: Sequence[str], where: Place | None, abroad: str) -> ProspectDraft:
    """What the fields tell of; `abroad` is the country of numbers that name none, where it is not the seller's own."""
    one = {field.name: field.value for field in fields if field.name in {"name", "title", "company"}}

    def details(name: str) -> tuple[Detail, ...]:
        return tuple(
            Detail(_dialled(field.value, abroad) if name == "phone" else field.value, field.kind)
            for field in fields
            if field.name == name
        )

    return ProspectDraft(
        name=one.get("name", ""),
        title=one.get("title", ""),
        company=one.get("company", ""),
        phones=details("phone"),
        emails=details("email"),
        webs=details("web"),
        addresses=(where.draft,) if where is not None else (),
        note="\n".join(left),
    )


def _dialled(phone: str, abroad: str) -> str:
    """A phone with its country's code, where that is not the seller's."""
    import phonenumbers

    if not abroad or phone.startswith("+"):
        return phone
    try:
        number = phonenumbers.parse(phone, abroad)
    except phonenumbers.NumberParseException:
        return phone
    if not phonenumbers.is_possible_number(number):
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
