"""What one step says: its text, its picture, how today's site looks, and what if it differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.core.time_words import long_date
from wizard.core.wording import tr
from wizard.gui.announce import announce
from wizard.gui.look import GRID, Look
from wizard.gui.widgets.address import Address
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.card import Card, CardTone
from wizard.gui.widgets.drawings import Illustration
from wizard.gui.widgets.flow import Flow
from wizard.gui.widgets.text import Role, Text
from wizard.guide.steps import Step
from wizard.guide.told import Told, told

_BY_MAIL = frozenset({"confirm"})  # a mail brings an address
_ABOUT_READING = frozenset({"untick", "read-only"})


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as it is shown: `number` of `count` on this road; `page` is an address or None.

    `own_key`: the person came with a key. `rehearsal`: nothing here is real. `shows_picture`
    is off where something more telling takes the picture's place. `binance_us`: the account is
    there, or at a practice exchange of that kind. `self_generated`: the exchange is given only the
    public key of a pair that is made here.
    """

    step: Step
    number: int
    count: int
    page: str | None
    own_key: bool
    rehearsal: bool
    shows_picture: bool = True
    binance_us: bool = False
    self_generated: bool = False


class StepContent(QWidget):
    """The column of one step. What the person does in it goes into `slot`, and where to turn when
    the site does something else into `after_links`.

    `unfolded` carries a part that was just opened, so that it can be scrolled to.
    `check_address`: somebody was given an address. `why`: wants to know what read-only is for.
    """

    open_page = Signal(str)
    check_address = Signal()
    why = Signal()
    unfolded = Signal(QWidget)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._page: str | None = None
        self._bodies = ("", "")  # before and after both values are sealed
        self._eyebrow = Text(look, Role.EYEBROW)
        self.heading = Text(look, Role.TITLE)
        self.heading.setObjectName("step-heading")
        self.body = Text(look, Role.BODY, markdown=True)
        self.slot = QVBoxLayout()
        self.slot.setSpacing(2 * GRID)
        self.after_links = QVBoxLayout()
        self._illustration = Illustration(look, in_frame=True)
        self._rehearsal = _Hint(look)
        self._today = _Hint(look)
        self._links = _Links(look)
        self._links.open_page.clicked.connect(self.press_open_page)
        self._links.differs.clicked.connect(self._turn_variants)
        self._links.check_address.clicked.connect(self.check_address)
        self._links.why.clicked.connect(self.why)
        self._variants = _Variants(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        top = QVBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self._eyebrow)
        top.addWidget(self.heading)
        top.addWidget(self.body)
        column.addLayout(top)
        column.addLayout(self.slot)
        # What is pressed comes before what is looked at: it must be in sight without scrolling.
        column.addWidget(self._links)
        column.addLayout(self.after_links)
        # A rehearsal's pages look different: what is true there is read before the picture.
        for widget in (self._variants, self._rehearsal, self._illustration, self._today):
            column.addWidget(widget)
        column.addStretch(1)

    def show_step(self, view: StepView) -> None:
        """Show a step from its beginning."""
        step = view.step
        self._page = view.page
        self._eyebrow.setText(self.tr("STEP {0} OF {1}").format(view.number, view.count))
        own = view.own_key and bool(step.own_key)
        words = told(
            step,
            own_key=view.own_key,
            binance_us=view.binance_us,
            self_generated=view.self_generated,
            rehearsal=view.rehearsal,
        )
        self.heading.setText(words.heading)
        self._bodies = (words.body, words.sealed or words.body)
        self.body.setText(words.body)
        name = words.illustration if view.rehearsal else words.illustration_today
        picture = words.picture if view.rehearsal else words.picture_today
        self._illustration.show_drawing(name.removesuffix(".svg"), picture)
        self._illustration.setVisible(view.shows_picture)
        self._rehearsal.say(self.tr("On the practice exchange"), words.rehearsal)
        self._rehearsal.setVisible(view.rehearsal and not own and bool(words.rehearsal))
        site = self.tr("On Binance.US") if view.binance_us else self.tr("On today's site")
        self._today.say(site, words.today, "" if view.binance_us else _compared(step))
        self._today.setVisible(not view.rehearsal and bool(words.today))
        self._links.show()
        self._links.show_for(step, view.page)
        self._variants.show_variants(words)
        self._show_variants(False)

    def show_sealed(self, is_sealed: bool) -> None:
        """No longer ask for what is here already, where the step has words for that."""
        before, after = self._bodies
        if before != after:
            self.body.setText(after if is_sealed else before)

    def press_open_page(self) -> None:
        """Ask for the step's page, as its button does."""
        if self._page is not None:
            self._links.say_opened()
            self.open_page.emit(self._page)

    def forget_height(self) -> None:
        """Take new texts and a new picture into account at once, not in the next round."""
        children = Qt.FindChildOption.FindDirectChildrenOnly
        for part in (*self.findChildren(QWidget, options=children), self):
            layout = part.layout()
            if layout is not None:
                layout.invalidate()
                layout.activate()
            part.updateGeometry()

    @property
    def words(self) -> str:
        """Where the person is and what the step says, as a screen reader tells it."""
        where, heading = self._eyebrow.text(), self.heading.text()
        return f"{where}. {heading}. {self.body.accessibleName()}"

    @property
    def picture(self) -> Illustration | None:
        """The step's picture, where one is shown."""
        return None if self._illustration.isHidden() else self._illustration

    def show_result(self, heading: str, role: Role, body: str) -> None:
        """Put an outcome in the heading's and the text's place."""
        self.heading.play(role)
        self.heading.setText(heading)
        self.body.setText(body)

    def show_words_again(self) -> None:
        """The heading is an ordinary one again."""
        self.heading.play(Role.TITLE)

    def hide_around(self) -> None:
        """Leave only the action: the outcome of a check needs no picture and no hints."""
        for widget in (self._illustration, self._rehearsal, self._today, self._links):
            widget.hide()
        self._show_variants(False)

    def _turn_variants(self) -> None:
        self._show_variants(self._variants.isHidden())
        if not self._variants.isHidden():
            self.unfolded.emit(self._variants)
            announce(self._variants, self._variants.spoken)

    def _show_variants(self, shown: bool) -> None:
        self._variants.setVisible(shown)
        self._links.say_unfolded(shown)


class _Hint(Card):
    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.HINT)
        self.column.setSpacing(GRID // 2)
        self._title = Text(look, Role.STRONG)
        self._text = Text(look, Role.BODY, markdown=True)
        self._note = Text(look, Role.QUIET)
        for text in (self._title, self._text, self._note):
            self.column.addWidget(text)

    def say(self, title: str, markdown: str, note: str = "") -> None:
        self._title.setText(title)
        self._text.setText(markdown)
        self._note.setText(note)
        self._note.setVisible(bool(note))


def _compared(step: Step) -> str:
    day = long_date(datetime.combine(step.compared_on, time(12)).astimezone())
    return tr("Last compared with the real site on {date}.").format(date=day)


class _Links(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.open_page = Button(look, self.tr("Open the page"), "open-page", icon="external-link")
        self._address = Address(look)
        self.differs = Button(
            look, self.tr("My screen looks different"), "looks-different", Kind.LINK
        )
        self.check_address = Button(look, self.tr("Check an address…"), "check-address", Kind.LINK)
        self.check_address.setAccessibleDescription(
            self.tr("Says whose page an address leads to that you were given.")
        )
        self.why = Button(look, self.tr("Why read-only?"), "step-why", Kind.LINK)
        self._nothing = Text(
            look, Role.QUIET, self.tr("Nothing opened? Type the address above yourself.")
        )
        self._nothing.setObjectName("nothing-opened")
        page, links = Flow(gap=GRID + 4), Flow(gap=2 * GRID)
        for widget in (self.open_page, self._address):
            page.addWidget(widget)
        for button in (self.differs, self.check_address, self.why):
            links.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(page)
        column.addWidget(self._nothing)
        column.addLayout(links)

    def say_unfolded(self, unfolded: bool) -> None:
        """What may look different is shown below, or not."""
        self.differs.setAccessibleDescription(
            self.tr("Hides the answers below.") if unfolded else self.tr("Shows answers below.")
        )

    def say_opened(self) -> None:
        """The page was asked for: a browser may have failed and said nothing."""
        self._nothing.show()

    def show_for(self, step: Step, address: str | None) -> None:
        self.check_address.setVisible(address is not None or step.id in _BY_MAIL)
        self.why.setVisible(step.id in _ABOUT_READING)
        self._nothing.hide()
        self.open_page.setVisible(address is not None)
        self._address.show_address(address)
        self.open_page.setAccessibleDescription(address or "")


class _Variants(Card):
    def __init__(self, look: Look) -> None:
        super().__init__(look, CardTone.PLAIN)
        self._text = Text(look, Role.BODY, markdown=True)
        self.column.addWidget(self._text)

    @property
    def spoken(self) -> str:
        """Its words for a screen reader."""
        return self._text.accessibleName()

    def show_variants(self, words: Told) -> None:
        parts = [f"**{variant.question}**\n\n{variant.answer}" for variant in words.variants]
        stuck = self.tr("Still stuck?")
        self._text.setText("\n\n".join([*parts, f"**{stuck}**\n\n{words.stuck}"]))
