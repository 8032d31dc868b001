"""What is done with the form: saved, cleared, filled from a scan or the clipboard, added to who is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from salesdesk.capture.scanner import tells_something
from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.fairs import Fair
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import meeting
from salesdesk.services.meeting import Known, Meeting
from salesdesk.services.waiting_cards import WaitingCard, WaitingCards
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.capture import CaptureCard
from salesdesk.ui.fairs.card_queue import CardQueue
from salesdesk.ui.fairs.content import Content, besides, drafted, filled, is_another, of_plain
from salesdesk.ui.fairs.pictures import Pictures
from salesdesk.ui.fairs.texts_read import TextsRead
from salesdesk.ui.fairs.who_is_known import WhoIsKnown


class Keeping(QObject):
    """Acts on a capture card, once it was given one by `keep`."""

    def __init__(self, desk: Desk, page: QWidget, fair: Callable[[], Fair | None]) -> None:
        super().__init__(page)
        self._desk, self._page, self._fair = desk, page, fair
        self._card: CaptureCard | None = None
        self._texts = TextsRead(desk, self._at)
        self._filled: tuple[Content, Content] | None = None  # the form before it was last filled, and after
        self._known: WhoIsKnown | None = None
        self._waiting = WaitingCards(desk.store)
        self._cards: CardQueue | None = None
        self.pictures = Pictures(desk, page, self._waiting, self._at)
        self.pictures.read.connect(self._come_in)
        self.pictures.cards_read.connect(self._cards_came)

    def keep(self, card: CaptureCard) -> None:
        """Takes the card that it acts on."""
        self._card = card
        self._known = WhoIsKnown(self._desk, card.form, lambda: self._draft(card.form.content()))
        copied = partial(self.take, told=_("Filled in from what was copied"), aloud=True)
        card.form.pasted.came.connect(copied)
        card.scan_line.number.returnPressed.connect(self._number_typed)
        card.scan_line.live.hit.connect(self._held_up)
        self._cards = CardQueue(self._desk, self._waiting, card.form.card, card.cards)
        self._cards.wanted.connect(self._fill_from)
        card.cards.later.connect(self._later)
        card.cards.go_on.connect(self._look_through)

    @property
    def card(self) -> CaptureCard:
        """The card."""
        assert self._card is not None
        return self._card

    @property
    def cards(self) -> CardQueue:
        """The business cards that wait."""
        assert self._cards is not None
        return self._cards

    @property
    def known(self) -> WhoIsKnown:
        """Who may be known already."""
        assert self._known is not None
        return self._known

    def names_someone(self) -> bool:
        """Whether someone is known whom the form may tell of."""
        return self._card is not None and self._card.form.bar.known() is not None

    def _region(self) -> str:
        return self._desk.settings.region()

    def _at(self) -> UUID | None:
        fair = self._fair()
        return fair.id if fair else None

    def _meeting(self) -> Meeting:
        form = self.card.form
        content = form.content()
        asked = form.asked()
        return Meeting(
            draft=meeting.named(self._draft(content), content.scanned),
            fair=self._at(),
            consents=content.consents,
            answers={one: content.answers[one.hex] for one in asked if one.hex in content.answers},
            picture=self.cards.photo(),
        )

    def _draft(self, content: Content) -> ProspectDraft:
        return drafted(content, self._texts.whole(content), follow_up=self.card.form.follow_up.day())

    def save(self) -> None:
        """Saves who stands in the form, and starts the next; where nobody does it is said."""
        was = self.card.form.content()
        if self._saved():
            self._go_to_next_card(was)

    def _saved(self) -> bool:
        form, made = self.card.form, self._meeting()
        if not made.draft.says_who:
            form.fields["name"].refuse(_("Give at least a name, a company, a phone or an email address."))
            form.begin()
            return False
        told = _("Captured {name}").format(name=made.draft.shown_name)
        store, region = self._desk.store, self._region()
        return self._kept(lambda: meeting.save(store, made, region=region), told)

    def _kept(self, act: Callable[[], object], told: str) -> bool:
        if self._desk.act(act, told=told) is None:
            return False
        self.cards.done(self.card.form.content())
        self._start()
        return True

    def add(self) -> None:
        """Adds what stands in the form to the one who is known."""
        was, known = self.card.form.content(), self.card.form.bar.known()
        if known is not None and self._added(known):
            self._go_to_next_card(was)

    def _added(self, known: Known) -> bool:
        store, region, made = self._desk.store, self._region(), self._meeting()
        told = _("Added to {name}").format(name=known.name)
        return self._kept(lambda: meeting.add_to(store, known.id, made, region=region), told)

    def _put_away(self) -> bool:
        """Saves who was scanned before the next comes in; where they are known beyond doubt, to those."""
        self.known.look()
        known = self.card.form.bar.known()
        return self._added(known) if known is not None and known.certain else self._saved()

    def _go_to_next_card(self, was: Content) -> None:
        """Goes on with the next that waits, where one has just gone through a card."""
        if was.card:
            self.cards.go_on()

    def keep_both(self) -> None:
        """Goes on with someone new; who is known is not named again."""
        known = self.card.form.bar.known()
        if known is not None:
            self.known.keep_apart(known.id)
            self.card.form.go_on_from_who()

    def clear(self) -> None:
        """Empties the form; the notice brings back what stood there."""
        content = self.card.form.content()
        self.cards.leave_out(content)
        self._start()
        if not content.empty:
            self._desk.say(_("Cleared"), act=_("Bring back"), on_act=lambda: self._give_back(content))
        self._go_to_next_card(content)

    def _give_back(self, content: Content, over: Content | None = None) -> None:
        """Shows `content` again in place of `over`, or of nothing; what was typed since is asked about."""
        now = self.card.form.content()
        if now.empty or now == over or self.cards.is_untouched(now):
            self._go_on_with(content)
            return

        def save_first() -> None:
            if self._saved():
                self._go_on_with(content)

        self._desk.offer(
            _("You have typed something since."),
            [
                (_("Save that first"), save_first),
                (_("Put it in that place"), lambda: self._go_on_with(content)),
            ],
        )

    def _go_on_with(self, content: Content) -> None:
        self.bring_back(content)
        self.card.form.begin()

    def bring_back(self, content: Content) -> None:
        """Shows `content` again."""
        self._filled = None
        self.cards.bring_back(content)
        read = tuple(text for text in content.scanned if self._texts.readable(text))
        self._show(replace(content, scanned=read))
        self.known.look()

    def _show(self, content: Content) -> str:
        """Shows `content` with what was read besides; gives the doubts about that."""
        doubts = self._texts.doubts(content)
        also = "" if content.card else besides(self._texts.whole(content))
        self.card.form.show_content(content, besides=also, doubts=doubts)
        self.cards.show(content, self._texts.read)
        return doubts

    def _start(self) -> None:
        """An empty form, with the keyboard in its first field."""
        form = self.card.form
        self._filled = None
        self._texts.forget()
        self._show(Content())
        for field in form.fields.values():
            field.refuse("")
        self.known.begin()
        self.card.scan_line.end()
        form.begin()

    def ask_for_scan(self) -> None:
        """Shows where the number of a badge can be typed, and that a scanner is listened to."""
        self.card.ask_for_scan()

    def read_card(self) -> None:
        """Reads the card that is before the camera, or asks for pictures of cards."""
        image = self.card.scan_line.live.image()
        if image.isNull():
            self.pictures.choose()
        else:
            self.pictures.take_image(image)

    def _cards_came(self) -> None:
        """Begins with the first card that was read, where the form is free."""
        self.cards.look()
        if self.card.form.content().empty:
            self.card.scan_line.leave()
            self.cards.go_on()

    def _fill_from(self, card: WaitingCard) -> None:
        """Fills the empty form from a card that waited."""
        begun = of_plain(self._waiting.said(card.id))
        again = begun.card == card.id
        content = begun if again else filled(Content(card=card.id), self._texts.read(card.text), card.text)
        self._show(content)
        self.known.look()
        self.cards.filled(self.card.form.content())
        self.card.order()
        self.card.form.begin()

    def _later(self) -> None:
        """Empties the form; the card waits, with what was said of it."""
        content = self.card.form.content()
        if self._desk.act(lambda: (self._waiting.keep_said(content.card, content.plain()), True)):
            self._start()

    def _look_through(self) -> None:
        """Goes through the cards that wait; who stands in the form is saved first."""
        content = self.card.form.content()
        if content.empty or self.cards.is_untouched(content) or self._saved():
            self.cards.go_on()

    def _number_typed(self) -> None:
        self._come_in(self.card.scan_line.number.text().strip())

    def _held_up(self, text: str) -> None:
        refused = self._come_in(text)
        self.card.scan_line.live.tell_became(text, refused, who=self._meeting().draft.says_who)

    def _come_in(self, text: str) -> str:
        self.card.scan_line.leave()
        refused = self.take(text, told=_("Filled in from what was scanned")) if text else ""
        self.card.form.begin()
        return refused

    def scanned(self, text: str, widget: QWidget) -> None:
        """Takes what a scanner typed while `widget` had the keyboard; a few words typed quickly stay there."""
        form = self.card.form
        phone = widget is form.phone and bool(meeting.country_of(text, region=self._region()))
        if not tells_something(text) or phone:
            _insert(widget, text)
            return
        if widget is self.card.scan_line.number:
            self.card.scan_line.leave()
        self.take(text, told=_("Filled in from what was scanned"))
        form.begin()

    def paste(self) -> None:
        """Fills the form from what was copied, be it text or a picture of a badge."""
        text = QGuiApplication.clipboard().text().strip()
        if not text:
            if not self.pictures.paste():
                self._desk.say(_("There is nothing to paste. Copy text or a picture first, then press F4."))
            return
        self.take(text, told=_("Filled in from what was copied"))

    def take(self, text: str, *, told: str, aloud: bool = False) -> str:
        """Fills the form from `text`. Who was scanned before and is someone else is saved first. `aloud`: it is said
        of an empty form too. Gives why nothing was taken, or the empty text."""
        try:
            draft = self._texts.read(text)
        except UserError as error:
            self._desk.say(str(error))
            return str(error)
        form = self.card.form
        before = form.content()
        saved = False
        if is_another(before, self._texts.whole(before), draft):
            if self.cards.is_untouched(before):
                self._start()  # nobody has looked at that card: it waits
            elif not self._put_away():
                return _("Not taken: the one in the form is not saved yet.")
            self._texts.read(text)
            before, saved = Content(), True
        content = filled(before, draft, text)
        doubts = self._show(content)
        shown = form.content()
        self.known.look()
        self._filled = (before, shown)
        if before == Content() and (saved or not aloud):
            if doubts:
                self._desk.say(doubts)
        else:
            told = f"{told}. {doubts}" if doubts else told
            self._desk.say(told, act=_("Take back"), on_act=lambda: self._give_back(before, over=shown))
        return ""

    def take_back(self) -> bool:
        """Takes back what the form was filled with at once, where nothing was typed since; False where there is
        nothing of that kind."""
        if self._filled is None or self.card.form.content() != self._filled[1]:
            return False
        self._go_on_with(self._filled[0])
        self._desk.say(_("What was filled in is taken back."))
        return True


def _insert(widget: QWidget, text: str) -> None:
    if isinstance(widget, QLineEdit):
        widget.insert(text)
    elif isinstance(widget, QPlainTextEdit):
        widget.insertPlainText(text)
