"""The catalogues of texts: out of the code, into every language, and compiled for the program.

    python packaging/translations.py extract   code → salesdesk.pot
    python packaging/translations.py update    salesdesk.pot → each salesdesk.po, old translations kept
    python packaging/translations.py compile   each salesdesk.po → salesdesk.mo, where it is newer
    python packaging/translations.py check     list what is stale, missing or does not fit

The files carry no dates, line numbers or places, so that they change only when a text does.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
TEMPLATE = FOLDER / "salesdesk.pot"
LANGUAGES = ("nb",)
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
KEPT_HEADERS = ("Language:", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
HEADER = "# The texts of Salesdesk. `make translations` keeps this file; write only the msgstr lines.\n#"


class Trouble(NamedTuple):
    """A text of a catalogue that is not right, and what is wrong with it."""

    file: str
    text: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}: {self.text!r}"


def catalogue_of(language: str) -> Path:
    """The file that a translator writes for `language`."""
    return FOLDER / language / "LC_MESSAGES" / "salesdesk.po"


def from_code() -> Catalog:
    """The texts that stand in salesdesk/ now."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir

    catalogue = new_catalogue(Catalog)
    found = extract_from_dir(str(ROOT / "salesdesk"), keywords=KEYWORDS, comment_tags=("Translators:",))
    for _file, _line, message, comments, context in found:
        catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def new_catalogue(make: Callable[..., Catalog], language: str | None = None) -> Catalog:
    """An empty catalogue with our header."""
    return make(language, project="salesdesk", version="", header_comment=HEADER, fuzzy=False)


def read(file: Path, language: str | None = None) -> Catalog:
    """The catalogue in `file`; an empty one where there is none yet."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not file.exists():
        return new_catalogue(Catalog, language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language, domain="salesdesk")


def write(catalogue: Catalog, file: Path) -> None:
    """Write `catalogue` so that equal texts make equal bytes."""
    from babel.messages.pofile import write_po

    catalogue.header_comment = HEADER
    catalogue.fuzzy = False
    stream = BytesIO()
    write_po(stream, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    head, gap, rest = stream.getvalue().decode().partition("\n\n")
    lines = [
        line for line in head.splitlines() if not line.startswith('"') or line[1:].startswith(KEPT_HEADERS)
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + gap + rest, encoding="utf-8", newline="\n")


def extract() -> None:
    """Write the template anew from the code."""
    write(from_code(), TEMPLATE)


def update() -> None:
    """Bring each language's catalogue to the template's texts; new ones wait untranslated."""
    for language in LANGUAGES:
        catalogue = read(catalogue_of(language), language)
        catalogue.update(read(TEMPLATE), no_fuzzy_matching=True, update_header_comment=False)
        write(catalogue, catalogue_of(language))


def compile_all() -> None:
    """Compile each catalogue that is newer than what was compiled from it. Fuzzy texts stay English."""
    for language in LANGUAGES:
        source = catalogue_of(language)
        target = source.with_suffix(".mo")
        if not source.exists():
            continue
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        from babel.messages.mofile import write_mo

        made = target.with_suffix(".mo.new")
        with made.open("wb") as stream:
            write_mo(stream, read(source, language))
        made.replace(target)  # at once, since a program may be reading the old one


def troubles() -> Iterator[Trouble]:
    """What keeps the catalogues from being current and complete, text by text."""
    texts = from_code()
    yield from stale(texts, TEMPLATE)
    for language in LANGUAGES:
        file = catalogue_of(language)
        yield from stale(texts, file)
        for message in filter(lambda m: m.id, read(file, language)):
            yield from incomplete(message, file)
            yield from misfits(message, file)


def stale(texts: Catalog, file: Path) -> Iterator[Trouble]:
    """The texts that only the code or only `file` has."""
    code, kept = ({key(m) for m in catalogue if m.id} for catalogue in (texts, read(file)))
    for message in sorted(code - kept):
        yield Trouble(file.name, " / ".join(message[1:]), "not in the catalogue; call make translations")
    for message in sorted(kept - code):
        yield Trouble(file.name, " / ".join(message[1:]), "no longer in the code; call make translations")


def incomplete(message: Message, file: Path) -> Iterator[Trouble]:
    """Whether the text still waits for its translation."""
    if message.fuzzy:
        yield Trouble(file.name, key(message)[1], "fuzzy; check it and remove the mark")
    elif not all(forms(message.string)):
        yield Trouble(file.name, key(message)[1], "not translated")


def misfits(message: Message, file: Path) -> Iterator[Trouble]:
    """Whether the translation fills in the values that the text fills in: {name} here is {name} there.

    The form for one thing may leave its number out, in either language.
    """
    one, many = places(forms(message.id)[0]), places(forms(message.id)[-1])
    for place, text in enumerate(forms(message.string)):
        must, may = (one & many, one | many) if place == 0 else (many, many)
        if text and not must <= places(text) <= may:
            wanted = ", ".join(sorted(may)) or "no values"
            yield Trouble(file.name, key(message)[1], f"the translation {text!r} must name {wanted}")


def places(text: str) -> set[str]:
    """The names of the values that `text` has places for."""
    try:
        return {
            name.split(".")[0].split("[")[0] for _, name, _, _ in Formatter().parse(text) if name is not None
        }
    except ValueError:  # braces that are no places, as in an example of JSON
        return set()


def forms(text: object) -> tuple[str, ...]:
    """The singular and the plurals, or the one text."""
    return (
        (text,) if isinstance(text, str) else tuple(map(str, text)) if isinstance(text, (tuple, list)) else ()
    )


def key(message: Message) -> tuple[str, ...]:
    """What tells a text from all others: its context, then its forms."""
    return (message.context or "", *forms(message.id))


def check() -> None:
    """Print what is wrong; ends with 1 where anything is."""
    found = list(troubles())
    for trouble in found:
        print(trouble)
    sys.exit(1 if found else 0)


def main() -> None:
    """Do what the one argument says."""
    actions = {"extract": extract, "update": update, "compile": compile_all, "check": check}
    action = actions.get(" ".join(sys.argv[1:]))
    if action is None:
        sys.exit(__doc__)
    action()


if __name__ == "__main__":
    main()
