"""What each speaker does in the call, and how that is known.

Printed titles and role words come first, then lists and introductions, then the shape of the
dialogue: who is announced by the operator, who asks, who answers. Cue words are data; the
figures behind the shape are in docs/architecture.md.
"""

from __future__ import annotations

import re

from ..fold import fold, simplify
from ..model import Notice, NoticeCode, Role, RoleSource, Severity
from ..names.label import names_speech
from ..names.words import ASKED_AGAIN, INTRODUCES, INVESTOR_RELATIONS
from ..turns import Draft
from . import asking, openings
from .person import Person

# What else a host's turns end with: routing, restating, opening, closing.
SERVES = re.compile(
    r"请[^。，,]{0,10}(?:回答|发言|开始|来讲|来谈)|问题是|个问题|个是|展望|到这里|结束|参与|参加|再见|静音|前瞻"
)
# A host reads what others ask: 这个问题来自利兹的一位股东, 下一封邮件, From Marjorie in Bristol.
READS = re.compile(
    r"来自[^。，,]{1,16}的?(?:一位|股东|朋友|观众|听众|网友|读者|先生|女士|同学)|(?:先生|女士|网友|股东|观众|听众|读者)的(?:问题|提问|来信|邮件)|问题来自|下一(?:封|条|个邮件)|[网股观听读][友东众者][^。]{0,8}(?:问|来信)"
    r"|[Qq]uestion (?:is |comes )?from|^From [A-Z]|comes from a (?:share|stock)holder|(?:writes|asks):"
)
_IR = re.compile(r"\bIR\b")  # IR Director, Head of IR
# Titles of staff, who may ask their company as well as speak for it: what they do decides.
_STAFF = re.compile(r"(?:发言人|部长|主任|专家|工程师|架构师|(?<!首席)科学家)$")
_INTERVIEW = 5  # turns from which a page's only asker is its interviewer
_THANKS_ONLY = 40  # characters; a shorter turn without a question says nothing of a role
_CHIEF = re.compile(r"\b(?:Chief|C[EFOT]O|(?<!Vice )President|Chair|Chairman|Founder)\b|首席|总裁|董事长|创始人")
_HEAD, _TAIL, _LONG = 70, 60, 300  # characters
ASKER, NO_ASKER = 0.5, 0.45  # likelihoods; between them nobody can tell


def shapes(text: str, drafts: list[Draft]) -> list[float | None]:
    """How much each turn looks like a question: about +2 for a plain one, below 0 for an answer, None for neither."""
    return [_shape(text, draft) for draft in drafts]


def assign(
    text: str, drafts: list[Draft], speaking: list[Person], introduced: set[Person], shape: list[float | None]
) -> list[Notice]:
    """Give every person a role.

    ``introduced`` are those whom the operator or a host hands a question to; ``shape`` is what ``shapes`` says of the turns.
    """
    # what stands under no label may be several people's
    persons = [p for p in dict.fromkeys(speaking) if drafts[p.turns[0]].label]
    _hosts(text, drafts, persons)
    by_titles(persons)
    for person in introduced:
        if person.role_source is RoleSource.INFERRED:  # hands over, it seems, and is handed to: the shape decides
            person.role, person.role_source = Role.UNKNOWN, None
    unknown = [p for p in persons if p.role is Role.UNKNOWN]
    operators = {p for p in persons if p.role is Role.OPERATOR}
    page = asking.Dialogue(text, drafts, speaking, shape, operators)
    # of one who speaks alone nothing is told
    likely = asking.likelihoods(page, unknown if len(persons) > 1 else (), introduced)
    for person in unknown:
        asks = likely.get(person)
        if asks is not None and asks >= ASKER:
            person.state(Role.ANALYST, RoleSource.INFERRED)
        elif (asks is not None and asks <= NO_ASKER) or any(names_speech(drafts[i].label) for i in person.turns):
            person.state(Role.EXECUTIVE, RoleSource.INFERRED)
    _of_one_company(page, persons)
    for person in introduced:
        if person.role is Role.ANALYST:
            person.state(Role.ANALYST, RoleSource.INTRODUCED)
    _interviewers(text, drafts, persons)
    return [
        Notice(
            code=NoticeCode.UNKNOWN_ROLE,
            severity=Severity.INFO,
            message=f"nothing on the page says what {person.name or drafts[person.turns[0]].label!r} does in the call",
            span=drafts[person.turns[0]].label_span,
        )
        for person in persons
        if person.role is Role.UNKNOWN
    ]


def _of_one_company(page: asking.Dialogue, persons: list[Person]) -> None:
    """Where all who speak moderate by their titles, as when investor relations is asked, the one who asks does."""
    hosts = [p for p in persons if p.role is Role.MODERATOR]
    if len(hosts) < 2 or any(p.role not in (Role.MODERATOR, Role.OPERATOR) for p in persons):
        return
    for person, asks in asking.likelihoods(page, hosts, frozenset()).items():
        if asks < ASKER:  # the title says otherwise: what was printed is not where this comes from
            person.role, person.role_source = Role.EXECUTIVE, RoleSource.INFERRED


def _interviewers(text: str, drafts: list[Draft], persons: list[Person]) -> None:
    """Who asks on others' behalf, or asks everything on a page without an operator, moderates."""
    asking = [p for p in persons if _asking(p)]
    if any(p.role is Role.OPERATOR for p in persons):
        return
    for person in asking:
        if person.role_source is not RoleSource.INFERRED or (person.firm and not person.firm_by_himself):
            continue
        heads = [drafts[i].said[0].span for i in person.turns if drafts[i].said]
        reading = sum(bool(READS.search(text, start, min(end, start + _HEAD))) for start, end in heads)
        # others ask now and then; who opens the talk and asks all along leads it
        leads = person.turns[0] == 0 and person.turns[-1] >= len(drafts) // 2 and len(person.turns) * 5 >= len(drafts)
        alone = len(asking) == 1 or leads
        if (alone and len(person.turns) >= _INTERVIEW) or (reading and reading * 3 >= len(heads)):
            person.role = Role.MODERATOR


def by_titles(persons: list[Person]) -> None:
    """Roles of those whose title the page prints, unless a label states one.

    A director of a bank, or one who is listed among the callers, is an analyst whatever his title.
    """
    company = {fold(person.firm) for person in persons if person.firm and person.title and _CHIEF.search(person.title)}
    for person in persons:
        if person.title and person.role_source is not RoleSource.STATED:
            title = simplify(person.title)
            if _STAFF.search(title) or (person.role is Role.ANALYST and person.role_source is RoleSource.LISTED):
                continue
            if person.firm and fold(person.firm) not in company and _of_a_bank(person.firm, title):
                person.state(Role.ANALYST, RoleSource.INFERRED)  # what is printed is that he is a director
                continue
            relations = any(word in title for word in INVESTOR_RELATIONS) or _IR.search(title) is not None
            analyst = "Analyst" in title or "分析师" in title
            role = Role.MODERATOR if relations else Role.ANALYST if analyst else Role.EXECUTIVE
            source = RoleSource.ROSTER if person.title_of_roster else RoleSource.LISTED
            person.state(role, RoleSource.STATED if person.title_in_label else source)


def _of_a_bank(firm: str, title: str) -> bool:
    """Whether somebody with a firm and a title follows companies for a bank: Research Division - Director."""
    if _CHIEF.search(title):
        return False
    from ..names import canonical_firm  # a room, and a table, that few pages need

    return "Research" in firm or "Research" in title or canonical_firm(firm) is not None


def _asking(person: Person) -> bool:
    return person.role in (Role.ANALYST, Role.INVESTOR, Role.MEDIA)


def _shape(text: str, draft: Draft) -> float | None:
    start, end = draft.said[0].span.start, draft.said[-1].span.end
    marks = text.count("?", start, end) + text.count("？", start, end)
    size = sum([p.span[1] - p.span[0] for p in draft.said])  # without what is between them
    if (not marks and size < _THANKS_ONLY) or (size < _LONG and ASKED_AGAIN.search(text, start, end)):
        return None
    head = " ".join([text[p.span[0] : p.span[1]] for p in draft.said[:3]])[:_HEAD]
    score = 0.4 * min(marks, 2)
    if marks and _ends_asking(text, start, end):
        score += 1.2
        if size > _LONG // 4:
            return score + 0.5  # plain enough; the words of the head are dear to look at
    elif size > _LONG:
        score -= 0.8
        if not marks:
            return score
    if openings.ASKS.search(head):
        score += 1.0
    if openings.ANSWERS.search(head):
        score -= 1.0
    return score


def _ends_asking(text: str, start: int, end: int) -> bool:
    """Whether nothing but thanks follows the last question mark."""
    after = text[max(text.rfind("?", start, end), text.rfind("？", start, end)) + 1 : end]
    rest = "".join(after.split()).strip('”"』」')
    return not rest or (len(rest) < _THANKS_ONLY and ("谢" in rest or "謝" in rest or "hank" in rest))


def _hosts(text: str, drafts: list[Draft], persons: list[Person]) -> None:
    """Whoever mostly hands over to the next questioner is the operator, or by name a moderator."""
    for person in persons:
        if person.role is not Role.UNKNOWN or (len(person.turns) < 2 and not person.host):
            continue
        tails = [drafts[i].said[-1].span for i in person.turns]
        handing = sum(bool(INTRODUCES.search(text, max(s.start, s.end - _TAIL), s.end)) for s in tails)
        if handing and not person.host:
            serving = sum(bool(SERVES.search(text, max(s.start, s.end - _TAIL), s.end)) for s in tails)
            handing = handing if (handing + serving) * 2 > len(tails) else 0
        if handing >= 2 or (person.host and handing):
            role = Role.MODERATOR if person.name else Role.OPERATOR
            person.state(role, RoleSource.STATED if person.host else RoleSource.INFERRED)
        elif person.host:
            person.state(Role.MODERATOR, RoleSource.STATED)
