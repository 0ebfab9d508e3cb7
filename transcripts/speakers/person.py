"""A speaker while the evidence is gathered."""

from __future__ import annotations

from unicodedata import normalize

from ..fold import simplify, split_name
from ..model import AliasHow, Notice, NoticeCode, Role, RoleSource, Severity, Span
from ..names.shapes import is_latin_name


class Person:
    """A speaker while the evidence is gathered."""

    __slots__ = (
        "aliases",
        "firm",
        "firm_by_himself",
        "heard",
        "host",
        "keys",
        "name",
        "names",
        "parts",
        "role",
        "role_source",
        "title",
        "title_in_label",
        "title_of_roster",
        "turns",
    )

    def __init__(self) -> None:
        self.name: str | None = None  # the fullest printed name
        self.names: dict[str, str] = {}  # by language
        self.keys: set[str] = set()  # folded full names
        self.parts: list[tuple[str, ...]] = []  # printed names, cut into parts
        self.aliases: dict[str, tuple[AliasHow, float, list[Span]]] = {}
        self.role = Role.UNKNOWN
        self.role_source: RoleSource | None = None
        self.host = False  # 主持人, Moderator: what the turns do decides whose host
        self.title: str | None = None
        self.title_in_label = False
        self.title_of_roster = False
        self.firm: str | None = None
        self.firm_by_himself = False  # 我是云杉证券的…, said by nobody else
        self.heard: dict[str, float] = {}  # folded labels that only sound like the first, and how alike
        self.turns: list[int] = []

    def add(self, text: str, how: AliasHow, span: Span | None = None, score: float = 1.0) -> None:
        """A spelling of this person, and a place where it stands."""
        entry = self.aliases.get(text)
        if entry is None:
            entry = self.aliases[text] = (how, score, [])
        if span is not None:
            entry[2].append(span)

    def call(self, name: str, *, label: bool = False, alias: bool = False) -> None:
        """A printed name of this person, full or in part; its parts are kept simplified, as the text is read.

        The fullest ``label`` is what the person is named by. An ``alias`` is what stands for the name, initials as a rule.
        """
        name = " ".join(name.split())  # a no-break space, or a wrap, is no part of it
        pieces = split_name(name if name.isascii() else simplify(name))
        if pieces and pieces not in self.parts:
            self.parts.append(pieces)
            language = "en" if is_latin_name(name) else "zh"
            old = self.names.get(language)
            initials = alias and name.isupper()
            if not initials and (old is None or (len(pieces), len(name)) > (len(split_name(old)), len(old))):
                self.names[language] = name
            # a label in capitals or full width, TESSA BRANDVOLD, is called Tessa all the same
            plain = normalize("NFKC", name)
            plain = plain.title() if plain.isupper() else plain
            if plain != name and plain.isascii() and (usual := split_name(plain)) not in self.parts:
                self.parts.append(usual)
            if label and (self.name is None or len(pieces) > len(split_name(self.name))):
                self.name = name

    def state(self, role: Role, source: RoleSource) -> None:
        """A role, unless it is known from something surer."""
        order = list(RoleSource)
        if self.role_source is None or order.index(source) < order.index(self.role_source):
            self.role, self.role_source = role, source

    def absorb(self, other: Person) -> None:
        """Take another for this person after all. No name and no alias is dropped."""
        self.heard |= other.heard
        self.keys |= other.keys
        for pieces in other.parts:
            if pieces not in self.parts:
                self.parts.append(pieces)
        for language, name in other.names.items():
            old = self.names.get(language, "")
            # Robert Lunde for Rob Lunde; a letter more is somebody's typing
            if (len(split_name(name)), len(name)) > (len(split_name(old)), len(old) + 1):
                self.names[language] = name
        if other.name and (self.name is None or len(split_name(other.name)) > len(split_name(self.name))):
            self.name = other.name
        self.title_in_label = self.title_in_label or other.title_in_label
        self.title, self.firm = self.title or other.title, self.firm or other.firm
        self.host = self.host or other.host
        if other.role_source:
            self.state(other.role, other.role_source)

    @property
    def full(self) -> bool:
        """Whether some printed name has more than a part."""
        return any(len(pieces) > 1 for pieces in self.parts)


def ambiguous(name: str, names: str, span: Span) -> Notice:
    """The notice that a name could mean several people and was left open."""
    return Notice(
        code=NoticeCode.AMBIGUOUS_NAME,
        severity=Severity.WARNING,
        message=f"{name!r} could be {names}; it was linked to none of them",
        span=span,
    )
