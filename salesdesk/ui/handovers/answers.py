"""Take back answers: the file that the team edited, looked over field by field before any of it is taken."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget

from salesdesk.domain.locally import grouped, long_day
from salesdesk.i18n import _, ngettext
from salesdesk.services import answers, answers_new, answers_taking
from salesdesk.services.answer_fields import Field, rival
from salesdesk.services.answers import Review
from salesdesk.store.batches import Written
from salesdesk.ui import dialogs
from salesdesk.ui.background import Job, Progress
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.handovers.answer_rows import counts, rows_of
from salesdesk.ui.tab import Tab
from salesdesk.ui.widgets.buttons import button, label
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import muted
from salesdesk.ui.widgets.rows import RowList
from salesdesk.ui.widgets.states import EmptyState

NOTHING, LIST = range(2)


class AnswersTab(Tab):
    """One answer at a time. Nothing is taken before it was looked over."""

    slug = "answers"
    icon = "download"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._path = Path()
        self._review: Review | None = None
        self._added: Review | None = None  # with people who were not handed over, to be brought in
        self._fields: list[Field] = []
        self._taken: set[int] = set()  # the places of the fields that are ticked
        self._job: Job[Any] | None = None
        self.list = RowList(name=_("What they answered"))
        self.list.opened.connect(self.turn)
        self.empty = EmptyState("download", "", "", act=_("Choose the file"), on_act=self.choose)
        self._say_nothing()
        self._arrange()
        group = _("Hand over")
        marks = (
            ("answers-theirs", _("Take all that only they changed"), self.take_theirs, "Ctrl+T"),
            ("answers-mine", _("Keep all of mine"), self.keep_mine, "Ctrl+Shift+T"),
        )
        made = [
            Command(key, title, run, keys, "check", self._is_ready, group=group)
            for key, title, run, keys in marks
        ]
        take = Command(
            "answers-take",
            _("Take the answers"),
            self.take,
            "Ctrl+Return",
            "check",
            self._is_ready,
            group=group,
        )
        choose = Command("answers-choose", _("Take back answers"), self.choose, icon="download", group=group)
        bring = Command(
            "answers-new",
            _("Bring in whom they added"),
            self.bring_in,
            "Ctrl+Shift+N",
            "download",
            self._may_bring_in,
            group=group,
        )
        desk.commands.add([*made, take, choose, bring], on=self)

    def _arrange(self) -> None:
        self.card = Card()
        self._head = self.card.head(_("What they answered"))
        self.told = muted("", wrap=True)
        self.whose = QComboBox()
        self.whose.setAccessibleName(_("The hand-over that it answers"))
        self.whose.activated.connect(self._other)
        self.go_on = button("", self.take, kind="main")
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 10, 16, 10)
        bar.setSpacing(8)
        bar.addWidget(self.told, 1)
        bar.addWidget(self.whose)
        self.bring = [button("", self.bring_in), button("", self.bring_in)]  # over the list, and without one
        bar.addWidget(self.bring[0])
        self.card.body.addLayout(bar)
        self.card.body.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 14)
        foot.setSpacing(8)
        self._marks = [
            button(_("Take all that only they changed"), self.take_theirs),
            button(_("Keep all of mine"), self.keep_mine),
        ]
        for one in self._marks:
            foot.addWidget(one)
        self.others = button(_("Another file"), self.choose)
        foot.addWidget(self.others)
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        self.card.body.addLayout(foot)
        around = Card()
        around.body.addWidget(self.empty)
        self.empty.add(self.bring[1])
        self._offer_new(None)
        self.stack = QStackedWidget()
        self.stack.addWidget(around)
        self.stack.addWidget(self.card)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.stack)

    @staticmethod
    def title() -> str:
        return _("Answers")

    def load(self) -> None:
        self.shown()

    def open(self, record: UUID | str) -> None:
        """`record` is the path of a file, or "choose" to ask for one; "choose:" and the id of the hand-over that it
        answers."""
        asked, _colon, which = str(record).partition(":")
        if asked == "choose":
            self.choose(UUID(which) if which else None)
        elif isinstance(record, str) and record:
            self.look(Path(record))

    def choose(self, hand_over: UUID | None = None) -> None:
        """Asks for the file that came back, and looks it over, as the answer to `hand_over` where that is known."""
        kinds = [_("Answers (*.csv *.tsv *.txt *.xlsx *.ods *.vcf *.zip)"), _("All files (*)")]
        files = dialogs.files_to_open(self, _("Take back answers"), kinds)
        if files:
            self.look(files[0], hand_over)

    def look(self, path: Path, hand_over: UUID | None = None) -> None:
        """Reads an answer, off this thread."""
        if self._job is not None:
            self.desk.say(_("Another answer is being read. Wait for its end, or stop it first."))
            return
        store, region = self.desk.store, self.desk.settings.region()

        def work(progress: Progress) -> Review:
            return answers.look(
                store, path, region=region, hand_over=hand_over, progress=lambda done: progress(done, 0)
            )

        title = _("Reading {file} …").format(file=path.name)
        self._job = self.desk.run(
            work, parent=self, on_done=partial(self._was_read, path), on_error=self._failed, title=title
        )

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._enable()
        self.desk.tell(error)

    def _was_read(self, path: Path, review: Review) -> None:
        self._path = path  # only now: where another file cannot be read, this one still stands here
        self._job, self._review = None, review
        self._offer_new(review)
        self._fields = [one for each in review.people for one in each.fields]
        chosen = {id(one) for one in review.chosen()}
        self._taken = {place for place, one in enumerate(self._fields) if id(one) in chosen}
        found = [(review.hand_over, None), *review.others]
        self.whose.blockSignals(True)
        self.whose.clear()
        for told, _count in found:
            self.whose.addItem(f"{told.to} · {told.file}", told.id)
        self.whose.blockSignals(False)
        self.whose.setVisible(len(found) > 1)
        if not self._fields:
            self._say_nothing_new(review)
            return
        self._head.say(_("What {name} answered").format(name=review.hand_over.to), review.file)
        self.told.setText(counts(review))
        self.stack.setCurrentIndex(LIST)
        self._show()
        self.list.choose(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_nothing(self) -> None:
        self.empty.say(
            _("Take back answers"),
            _(
                "Choose the file that came back from whom you handed contacts to, or drop it on the window. You see"
                " field by field what they changed before any of it is taken."
            ),
        )

    def _say_nothing_new(self, review: Review) -> None:
        told = counts(review)
        if review.taken_at is not None:
            day = review.taken_at.astimezone(self.desk.clock.zone()).date()
            told = _("The same file was taken on {day}, so nothing is changed.").format(day=long_day(day))
        self.empty.say(_("Nothing new in {file}").format(file=review.file), told)
        self.stack.setCurrentIndex(NOTHING)
        self.empty.take_keyboard()

    def _offer_new(self, review: Review | None) -> None:
        """Offers to bring in those of the answer who were not handed over; none where there are none."""
        self._added = review if review is not None and review.strangers else None
        n = len(self._added.strangers) if self._added else 0
        text = ngettext("Bring in the {n} new person…", "Bring in the {n} new people…", n)
        for one in self.bring:
            label(one, text.format(n=grouped(n)), after_icon=False)
            one.setAccessibleName(one.text())
            one.setVisible(n > 0)

    def bring_in(self) -> None:
        """Opens the preview of an import with those alone whom they added."""
        review, store, path = self._added, self.desk.store, self._path
        if review is None or self._job is not None:
            return

        def work(_progress: Progress) -> Path:
            return answers_new.apart(store, path, review)

        def written(file: Path) -> None:
            self._job = None
            self.desk.go("import", str(file))

        title = _("Reading {file} …").format(file=path.name)
        self._job = self.desk.run(work, parent=self, on_done=written, on_error=self._failed, title=title)

    def _may_bring_in(self) -> bool:
        return self.isVisible() and self._job is None and self._added is not None

    def _other(self, place: int) -> None:
        self.look(self._path, self.whose.itemData(place))

    def _show(self) -> None:
        assert self._review is not None
        self.list.show_rows(rows_of(self._review, self._taken))
        self._enable()

    def _enable(self) -> None:
        n = len(self._taken)
        label(
            self.go_on,
            ngettext("Take {n} field", "Take {n} fields", n).format(n=grouped(n)),
            after_icon=False,
        )
        self.go_on.setAccessibleName(self.go_on.text())
        self.go_on.setEnabled(n > 0 and self._job is None)

    def fields(self) -> list[Field]:
        """What stands to be looked over, in the order of the list."""
        return list(self._fields)

    def turn(self, place: object) -> None:
        """Takes the field at `place`, or keeps the seller's again."""
        if isinstance(place, int):
            one = self._fields[place]
            self._taken ^= {place}
            rivals = (n for n in self._taken if n != place and rival(self._fields[n], one))
            self._taken -= set(rivals)
            self._show()

    def take_theirs(self) -> None:
        """Ticks all that only they changed, and leaves the rest as it is."""
        self._taken |= {n for n, one in enumerate(self._fields) if one.proposed}
        self._show()

    def keep_mine(self) -> None:
        """Takes nothing."""
        self._taken = set()
        self._show()

    def _is_ready(self) -> bool:
        return self.isVisible() and self._job is None and self.stack.currentIndex() == LIST

    def take(self) -> None:
        """Writes what is ticked, as one batch."""
        review = self._review
        if review is None or self._job is not None or not self._taken:
            return
        chosen = [self._fields[place] for place in sorted(self._taken)]
        store, region = self.desk.store, self.desk.settings.region()

        def work(progress: Progress) -> Written:
            far = partial(_far, progress, len(chosen))
            return answers_taking.take(store, review, chosen, region=region, progress=far)

        self.go_on.setEnabled(False)
        title = _("Taking the answers of {name} …").format(name=review.hand_over.to)
        done = partial(self._was_taken, len(chosen))
        self._job = self.desk.run(work, parent=self, on_done=done, on_error=self._failed, title=title)

    def _was_taken(self, chosen: int, written: Written) -> None:
        self._job = None
        review, self._review = self._review, None
        name = review.hand_over.to if review else ""
        left = sum(len(one.patch) if one.subject == "prospects" else 1 for one in written.skipped)
        n = max(chosen - left, 0)
        told = ngettext("{n} field taken of {name}.", "{n} fields taken of {name}.", n)
        told = told.format(n=grouped(n), name=name)
        if left:
            told += " " + _("{n} you changed meanwhile stay as they are.").format(n=grouped(left))
        self._fields, self._taken = [], set()
        self.list.show_rows([])
        taken = written.batch is not None
        self.empty.say(told, _("Undo takes all of it back, also after weeks.") if taken else "")
        self.stack.setCurrentIndex(NOTHING)
        self.empty.take_keyboard()
        self.desk.say(told, undo=taken)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.stack.currentIndex() == LIST:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.empty.take_keyboard()


def _far(progress: Progress, whole: int, done: int) -> None:
    progress(done, whole)
