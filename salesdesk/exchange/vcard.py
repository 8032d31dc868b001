"""vCard, the business card of every phone and address book: read in all its versions, and written."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from salesdesk.domain.drafts import Refused, Row
from salesdesk.exchange import vcard_lines, vcard_reading, vcard_text, vcard_writing
from salesdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from salesdesk.domain.drafts import ProspectDraft
    from salesdesk.exchange.vcard_text import Block

_GROUPS = frozenset({"KIND:GROUP", "X-ADDRESSBOOKSERVER-KIND:GROUP"})  # RFC 6350 §6.1.4; Apple in 3.0
_DAY = re.compile(r"(?i)BDAY(?:;VALUE=date)?:\d{4}-?\d\d-?\d\d")  # whole, so it is none that exists


def read(data: bytes) -> Iterator[Row | Refused]:
    """The cards of a file, in its order: vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), in any encoding.

    Raises nothing, whatever the bytes are: a card that tells nobody, and text outside of any card, is
    refused alone. A file without a card gives one `Refused`. What no field of a draft holds exactly is
    kept in `raw_vcard`, each property as one unfolded and decoded line; left out are VERSION, PRODID and
    REV, and the parameters of notes and tags, which are joined.
    """
    text = vcard_text.text_of(data)
    found = False
    strays: list[Block] = []
    for block in vcard_text.blocks(text):
        if block.number:
            yield from map(_stray, strays)
            strays, found = [], True
            yield _card(block)
        else:
            strays.append(block)
    if found:
        yield from map(_stray, strays)
    else:
        reason = _("There is no vCard in this file: no line says BEGIN:VCARD. Choose another file.")
        yield Refused(_("whole file"), reason, vcard_text.decoded(text, ""))


def write(drafts: Iterable[ProspectDraft], version: str = "4.0") -> bytes:
    """A file of vCard 4.0 (RFC 6350), one card a draft; UTF-8, CRLF, folded at 75 octets. `version` 3.0 (RFC
    2426) and 2.1 are for phones and programs that know no later one.

    `read` gives the same drafts back if they are in the form that it gives: texts without control
    characters, without carriage returns and without space around them; a number without `tel:` and an
    email without `mailto:`; no empty parts; tags that differ; a name wherever there is a first or last
    name; `raw_vcard` as it was read from a card of `version`. A follow-up is not part of a card.
    """
    return b"".join(vcard_writing.card_of(draft, version) for draft in drafts)


def _card(block: Block) -> Row | Refused:
    draft, hints = vcard_reading.draft_of(vcard_lines.content_lines(block.inside))
    if not draft.says_who and (name := vcard_reading.stand_in(draft)):
        draft = replace(draft, name=name)
        hints += (
            _("This card has no name. It is called “{name}” after its address.").format(name=name[:80]),
        )
    if not draft.says_who:
        where = _("card {number}, line {line}").format(number=block.number, line=block.line)
        reason = _(
            "This card tells nobody: it has no name, company, phone, email or address. Add one and import it"
            " again."
        )
        return Refused(where, reason, block.original, raw=block.raw)
    if any(line.upper() in _GROUPS for line in draft.raw_vcard):
        where = _("card {number}, line {line}").format(number=block.number, line=block.line)
        return Refused(where, _("This card is a group, not a person."), block.original, raw=block.raw)
    hints += tuple(_no_day(line) for line in draft.raw_vcard if draft.birthday is None and _DAY.match(line))
    if not block.ended:
        hints += (_("This card has no END line: it may have been cut off. Check that nothing is missing."),)
    return Row(_("card {number}").format(number=block.number), draft, hints)


def _no_day(line: str) -> str:
    day = line.partition(":")[2]
    return _("“{value}” is no day that exists; it is kept in the card as it was.").format(value=day[:80])


def _stray(block: Block) -> Refused:
    reason = _("This text stands outside of any card. Nothing was taken from it.")
    return Refused(_("line {line}").format(line=block.line), reason, block.original)
