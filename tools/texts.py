# SPDX-License-Identifier: Apache-2.0
"""The catalogs of translated texts: collect what the library says, bring every language up to date, compile.

Nothing in the files tells when or where they were made, so that the same texts always give the same files.
"""

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "DiscographyReport" / "DiscographyReportLib"
FOLDER = ROOT / "translations"
COMPILED = LIBRARY / "translations"
TEMPLATE = FOLDER / "messages.pot"
RULE_SETS = LIBRARY / "criteria" / "data"
KEYWORDS = {"_": None, "N_": None, "pgettext": ((1, "c"), 2), "NP_": ((1, "c"), 2)}
# The panel's own texts go through Slicer's translation.
NOT_OURS = LIBRARY / "widgets"
HEADER = "# SPDX-License-Identifier: Apache-2.0\n# Texts of DiscographyReport."


def languages() -> list[str]:
    """The languages that have a catalog."""
    return sorted(path.stem for path in FOLDER.glob("*.po"))


def catalog_file(language: str) -> Path:
    """Where the catalog of a language lies, for its translators."""
    return FOLDER / f"{language}.po"


def compiled_file(language: str) -> Path:
    """The catalog that ships, where Python's gettext looks for it."""
    return COMPILED / language / "LC_MESSAGES" / "messages.mo"


def template() -> Catalog:
    """Every text of the library, in the order of the alphabet, with the files that say it."""
    catalog = _empty(None)
    for path, text, context in sorted((*_from_code(), *_from_rule_sets()), key=lambda found: (found[1], found[0])):
        catalog.add(text, locations=[(path, 0)], context=context)
    return catalog


class _Plain(Catalog):
    """A catalog whose header says no more than what it takes to read it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Language and characters; not who made it, when and with what."""
        language = [("Language", str(self.locale))] if self.locale else []
        return [*language, ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]


def _empty(language: str | None) -> Catalog:
    return _Plain(language, header_comment=HEADER, fuzzy=False)


def _from_code() -> Iterator[tuple[str, str, str | None]]:
    for path in sorted(LIBRARY.rglob("*.py")):
        if NOT_OURS in path.parents:
            continue
        with path.open("rb") as source:
            for _line, message, _comments, context in extract("python", source, KEYWORDS):
                assert isinstance(message, str), f"{path}: a text without a plural form is expected"
                yield path.relative_to(LIBRARY).as_posix(), message, context


def _from_rule_sets() -> Iterator[tuple[str, str, None]]:
    """Titles, notes, rows and the names of outcomes in words."""
    from DiscographyReportLib.criteria.wording import outcome_words

    for path in sorted(RULE_SETS.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        rows = [*content["outcomes"], *content.get("bands", [])]
        texts = [content["title"], content.get("note"), *[row["row"] for row in rows]]
        for text in (*filter(None, texts), *[outcome_words(row["name"]) for row in rows]):
            yield path.relative_to(LIBRARY).as_posix(), text, None


def read(path: Path, language: str | None = None) -> Catalog:
    """A catalog from its file."""
    with path.open("rb") as source:
        return read_po(source, locale=language)


def updated(language: str) -> Catalog:
    """The catalog of a language with exactly the texts of today; what it has no words for is left empty."""
    catalog = _empty(language)
    before = read(catalog_file(language), language)
    for message in template():
        if message.id:
            known = before.get(message.id, message.context)
            string = known.string if known and not known.fuzzy else ""
            catalog.add(message.id, string, locations=message.locations, context=message.context)
    return catalog


def po_text(catalog: Catalog) -> bytes:
    """A catalog as it stands in its file."""
    written = io.BytesIO()
    write_po(written, catalog, width=120, sort_output=True, include_lineno=False)
    return written.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """A catalog compiled."""
    written = io.BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def untranslated(catalog: Catalog) -> list[Message]:
    """The texts that a language still lacks."""
    return [message for message in catalog if message.id and not message.string]


def main() -> None:
    """Write the template, and every language anew."""
    TEMPLATE.write_bytes(po_text(template()))
    for language in languages():
        catalog = updated(language)
        catalog_file(language).write_bytes(po_text(catalog))
        compiled_file(language).parent.mkdir(parents=True, exist_ok=True)
        compiled_file(language).write_bytes(mo_bytes(catalog))
        print(_line(language, catalog, untranslated(catalog)))


def _line(language: str, catalog: Catalog, lacking: Iterable[Message]) -> str:
    names = [str(message.id) for message in lacking]
    missing = "".join(f"\n  not translated: {name}" for name in names)
    return f"{language}: {len(catalog)} texts, {len(names)} without words{missing}"


if __name__ == "__main__":
    main()
