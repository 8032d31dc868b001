"""A few techniques to begin with, which fit most trades: names, words to say, and what to think of."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import deal_stages, techniques
from salesdesk.services.techniques import TechniqueDraft
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

DEMO: Final = (
    N_("Demo first"),
    N_(
        "“Before I tell you about prices, let me show it to you – two minutes.”\n\n"
        "Show the one thing that they asked about, with their own goods if you can. Let them hold it. "
        "Then be quiet.\n\n"
        "“Where would this save you the most trouble?”\n\n"
        "“Shall I leave it here until Friday, so that your people can try it?”"
    ),
    N_(
        "Know what they use today\nThe demo piece is clean and whole\nShow one thing, not all\n"
        "Let them try it themselves\nAgree on the next step before leaving"
    ),
    "qualified demo",
)
REFERRAL: Final = (
    N_("Referral call"),
    N_(
        "“Good morning, my name is … . [Who sent you] thought that we two should talk.”\n\n"
        "“They had trouble with … , and wanted fewer … . How is that with you?”\n\n"
        "Listen. Say what changed for the one who sent you, in one sentence and with one number.\n\n"
        "“Could I come by for twenty minutes, Tuesday or Thursday?”"
    ),
    N_(
        "Asked the referrer what I may say\nKnow what changed for the referrer, with a number\n"
        "Two days to propose\nTell the referrer how it went, and say thank you"
    ),
    "qualified",
)
SAMPLES: Final = (
    N_("Sample box"),
    N_(
        "“I put together three pieces that fit your shelf. Keep them for a week; I call you on … .”\n\n"
        "When calling: “Which of the three did you take up first, and why?”\n\n"
        "“And which one would you not sell?” – this says more than praise does.\n\n"
        "“Then let us begin with the first one: two boxes, delivered by … ?”"
    ),
    N_(
        "Three pieces, not more\nPrice list and card are in the box\nThe day of the call is agreed\n"
        "The call is planned as a follow-up\nCost of the samples is noted as an expense"
    ),
    "demo quote",
)
COLD: Final = (
    N_("Cold call"),
    N_(
        "“Good morning, … from … . You do not know me. May I take half a minute?”\n\n"
        "“I help shops such as yours with … . Most of them had … before.”\n\n"
        "“Is that something that troubles you, or do I call the wrong one?”\n\n"
        "If yes: “Then I would like to show you. Does Tuesday or Thursday suit you?”\n"
        "If no: “Thank you for saying so. Whom do you know who has this trouble?”"
    ),
    N_(
        "Looked at their shop or page first\nKnow the name of who decides\nOne sentence on what is in it for them\n"
        "Asked for a visit, not for a sale\nNoted a no as well"
    ),
    "qualified",
)
_ALL: Final = (DEMO, REFERRAL, SAMPLES, COLD)


def drafts() -> list[TechniqueDraft]:
    """The usual techniques in the language in use."""
    return [told(one) for one in _ALL]


def told(one: tuple[str, str, str, str], *, name: str = "") -> TechniqueDraft:
    """A technique of this module in the language in use, called `name` where that is said."""
    called, script, checklist, stages = one
    return TechniqueDraft(
        name=name or _(called), script=_(script), checklist=_(checklist), stages=stages.split()
    )


def left(reading: Reading) -> list[TechniqueDraft]:
    """Those that the seller does not have yet."""
    kept = {fold(one) for one in techniques.names(reading)}
    return [one for one in drafts() if fold(one.name) not in kept]


def add(store: Store, name: str) -> UUID:
    """Adds the usual technique of this name, with the stages that the seller's pipeline knows.

    Raises `UserError` where none is called so, or the seller has it already.
    """
    draft = next((one for one in drafts() if fold(one.name) == fold(name)), None)
    if draft is None:
        told = ", ".join(one.name for one in drafts())
        raise UserError(
            _("There is no usual technique “{name}”.").format(name=name),
            _("There are: {names}").format(names=told),
        )
    with store.read() as reading:
        known = {one.key for one in deal_stages.read(reading)}
    kept = [one for one in draft.stages if one in known]
    return techniques.add(
        store,
        TechniqueDraft(name=draft.name, script=draft.script, checklist=draft.checklist, stages=kept),
    ).id
