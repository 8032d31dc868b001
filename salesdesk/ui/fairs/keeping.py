"""What is done with the form: saved, cleared, filled from a scan or the clipboard, added to who is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial, reduce
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from salesdesk.capture.scanner import tells_something
from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.fairs import Fair
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import meeting
from salesdesk.services.blending import blended
from salesdesk.services.meeting import Meeting
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.capture import CaptureCard
from salesdesk.ui.fairs.content import Content, besides, drafted, filled, is_another
from salesdesk.ui.fairs.pictures import Pictures

_DEBOUNCE: Final = 150  # milliseconds after the last key until it is looked up who may be known
_FRAMES: Final = (
    ("hot", "now", N_("Would buy now"), "Alt+1", "flame"),
    ("warm", "two-months", N_("Would buy in 2 months"), "Alt+2", "thermometer"),
    ("cold", "none", N_("Is just looking"), "Alt+3", "snowflake"),
)


class Keeping(QObject):
    """Acts on a capture card, once it was given one by `keep`."""

    def __init__(self, desk: Desk, page: QWidget, fair: Callable[[], Fair | None]) -> None:
        super().__init__(page)
        self._desk, self._page, self._fair = desk, page, fair
        self._card: CaptureCard | None = None
        self._kept_apart: frozenset[UUID] = frozenset()
        self._reads: dict[str, ProspectDraft] = {}
        self._filled: tuple[Content, Content] | None = None  # the form before it was last filled, and after
        self._soon = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._soon.timeout.connect(self.look_who)
        self.pictures = Pictures(desk, page)
        self.pictures.read.connect(self._come_in)

    def keep(self, card: CaptureCard) -> None:
        """Takes the card that it acts on."""
        self._card = card
        card.form.who_changed.connect(self._who_changed)
        card.form.left.connect(self._look_over)
        card.form.pasted.came.connect(self._lines_pasted)
        card.scan_line.number.returnPressed.connect(self._number_typed)
        card.scan_line.live.hit.connect(self._come_in)

    @property
    def card(self) -> CaptureCard:
        """The card."""
        assert self._card is not None
        return self._card

    def commands(self) -> list[Command]:
        """What can be done here, with its keys."""
        seen, group = self._page.isVisible, _("Fair capture")
        named = self._names_someone
        return [
            Command(
                "capture-save",
                _("Save and start the next"),
                self.save,
                "Ctrl+Return",
                "check",
                seen,
                group=group,
            ),
            Command("capture-scan", _("Scan badge"), self.ask_for_scan, "F2", "qr-code", seen, group=group),
            Command(
                "capture-paste", _("Paste anything"), self.paste, "F4", "clipboard-paste", seen, group=group
            ),
            Command("capture-add", _("Add to that one"), self.add, "Alt+A", "user-plus", named, group=group),
            Command("capture-keep", _("Keep both"), self.keep_both, "Alt+K", "users", named, group=group),
            Command(
                "capture-clear", _("Clear the form"), self.clear, "Ctrl+Shift+X", "eraser", seen, group=group
            ),
            *(
                Command(f"capture-{slug}", _(title), partial(self._frame, one), keys, icon, seen, group=group)
                for slug, one, title, keys, icon in _FRAMES
            ),
        ]

    def _names_someone(self) -> bool:
        return self._page.isVisible() and self._card is not None and self._card.form.bar.known() is not None

    def _frame(self, value: str) -> None:
        self.card.form.take_time_frame(value)

    def _region(self) -> str:
        return self._desk.settings.region()

    def _base(self, content: Content) -> ProspectDraft:
        """All that was scanned and pasted, as one draft."""
        return reduce(blended, (self._read(text) for text in content.scanned), ProspectDraft())

    def _read(self, text: str) -> ProspectDraft:
        if text not in self._reads:
            fair = self._fair()
            which = fair.id if fair else None
            self._reads[text] = meeting.scanned(self._desk.store, text, region=self._region(), fair=which)
        return self._reads[text]

    def _meeting(self) -> Meeting:
        form, fair = self.card.form, self._fair()
        content = form.content()
        asked = form.asked()
        return Meeting(
            draft=meeting.named(self._draft(content), content.scanned),
            fair=fair.id if fair else None,
            consents=content.consents,
            answers={one: content.answers[one.hex] for one in asked if one.hex in content.answers},
        )

    def _draft(self, content: Content) -> ProspectDraft:
        return drafted(content, self._base(content), follow_up=self.card.form.follow_up.day())

    def save(self) -> None:
        """Saves who stands in the form, and starts the next; where nobody does it is said."""
        self._saved()

    def _saved(self) -> bool:
        form, made = self.card.form, self._meeting()
        if not made.draft.says_who:
            form.fields["name"].refuse(_("Give at least a name, a company, a phone or an email address."))
            form.begin()
            return False
        told = _("Captured {name}").format(name=made.draft.shown_name)
        store, region = self._desk.store, self._region()
        if self._desk.act(lambda: meeting.save(store, made, region=region), told=told) is None:
            return False
        self._start()
        return True

    def add(self) -> None:
        """Adds what stands in the form to the one who is known."""
        known, made = self.card.form.bar.known(), self._meeting()
        if known is None:
            return
        store, region = self._desk.store, self._region()
        told = _("Added to {name}").format(name=known.name)
        if (
            self._desk.act(lambda: meeting.add_to(store, known.id, made, region=region), told=told)
            is not None
        ):
            self._start()

    def keep_both(self) -> None:
        """Goes on with someone new; who is known is not named again."""
        known = self.card.form.bar.known()
        if known is not None:
            self._kept_apart |= {known.id}
            self.look_who()
            self.card.form.go_on_from_who()

    def clear(self) -> None:
        """Empties the form; the notice brings back what stood there."""
        content = self.card.form.content()
        self._start()
        if not content.empty:
            self._desk.say(_("Cleared"), act=_("Bring back"), on_act=lambda: self._give_back(content))

    def _give_back(self, content: Content, over: Content | None = None) -> None:
        """Shows `content` again in place of `over`, or of nothing; what was typed since is asked about."""
        now = self.card.form.content()
        if now.empty or now == over:
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
        content = replace(content, scanned=tuple(text for text in content.scanned if self._readable(text)))
        self._show(content)
        self.look_who()

    def _show(self, content: Content) -> str:
        """Shows `content` with what was read besides; gives the doubts about that."""
        read = [(text, self._read(text)) for text in content.scanned]
        doubts = " ".join(
            told for text, draft in read for told in meeting.doubts(self._desk.store, text, draft)
        )
        self.card.form.show_content(content, besides=besides(self._base(content)), doubts=doubts)
        return doubts

    def _readable(self, text: str) -> bool:
        """Whether a text that was kept can be read still."""
        try:
            self._read(text)
        except UserError:
            return False
        return True

    def _start(self) -> None:
        """An empty form, with the keyboard in its first field."""
        form = self.card.form
        self._kept_apart = frozenset()
        self._filled = None
        self._reads.clear()
        form.show_content(Content())
        for field in form.fields.values():
            field.refuse("")
        form.bar.say(None)
        self._soon.stop()
        self.card.scan_line.end()
        form.begin()

    def ask_for_scan(self) -> None:
        """Shows where the number of a badge can be typed, and that a scanner is listened to."""
        self.card.ask_for_scan()

    def _number_typed(self) -> None:
        self._come_in(self.card.scan_line.number.text().strip())

    def _come_in(self, text: str) -> None:
        self.card.scan_line.leave()
        if text:
            self.take(text, told=_("Filled in from what was scanned"))
        self.card.form.begin()

    def scanned(self, text: str, widget: QWidget) -> None:
        """Takes what a scanner typed while `widget` had the keyboard; a few words typed quickly stay there."""
        form = self.card.form
        phone = widget is form.phone and bool(meeting.country_of(text, region=self._region()))
        if not tells_something(text) or phone:
            if isinstance(widget, QLineEdit):
                widget.insert(text)
            elif isinstance(widget, QPlainTextEdit):
                widget.insertPlainText(text)
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

    def _lines_pasted(self, text: str) -> None:
        self.take(text, told=_("Filled in from what was copied"), aloud=True)

    def take(self, text: str, *, told: str, aloud: bool = False) -> None:
        """Fills the form from `text`. Who was scanned before and is someone else is saved first. `aloud`: it is said
        of an empty form too."""
        try:
            draft = self._read(text)
        except UserError as error:
            self._desk.say(str(error))
            return
        form = self.card.form
        before = form.content()
        saved = False
        if is_another(before, self._base(before), draft):
            if not self._saved():
                return
            self._read(text)
            before, saved = Content(), True
        content = filled(before, draft, text)
        doubts = self._show(content)
        shown = form.content()
        self.look_who()
        self._filled = (before, shown)
        if before == Content() and (saved or not aloud):
            if doubts:
                self._desk.say(doubts)
        else:
            told = f"{told}. {doubts}" if doubts else told
            self._desk.say(told, act=_("Take back"), on_act=lambda: self._give_back(before, over=shown))

    def take_back(self) -> bool:
        """Takes back what the form was filled with at once, where nothing was typed since; False where there is
        nothing of that kind."""
        if self._filled is None or self.card.form.content() != self._filled[1]:
            return False
        self._go_on_with(self._filled[0])
        self._desk.say(_("What was filled in is taken back."))
        return True

    def _who_changed(self) -> None:
        self._look_over()
        self._soon.start()

    def _look_over(self) -> None:
        phone = self.card.form.phone.text().strip()
        self.card.form.look_over(meeting.country_of(phone, region=self._region()) if phone else "")

    def look_who(self) -> None:
        """Looks up who is known that the form may tell of."""
        self._soon.stop()
        draft = self._draft(self.card.form.content())
        told = (
            draft.phones or draft.emails or draft.uid or (draft.name and (draft.company or " " in draft.name))
        )
        known = None
        if told:
            known = meeting.likely(
                self._desk.store, draft, region=self._region(), leaving_out=self._kept_apart
            )
        self.card.form.bar.say(known)
