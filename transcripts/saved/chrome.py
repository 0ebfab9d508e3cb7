"""What a site puts around an article: which parts of a page are left out, and under what name.

Words of classes and ids are those that content systems and portals in China, Taiwan and the United States use; each
names what it holds. A part is left out only where the article cannot be in it (see ``html``).
"""

from __future__ import annotations

import re

from .tags import Tag, attributes

__all__ = ["NEVER", "chrome"]

# Elements that no reader sees, or that hold no prose.
_UNSEEN = frozenset(
    "script style template noscript svg math iframe noembed noframes textarea select datalist button object canvas audio "
    "video map rp rt".split()
)
_SCRIPTS, _NO_TEXT = "scripts and styles", "what is no text"
NEVER = frozenset((_SCRIPTS, _NO_TEXT))  # these are left out however much they are
_ELEMENTS = {
    "nav": "navigation", "menu": "navigation", "aside": "asides of the site", "footer": "footers",
    "form": "forms", "dialog": "overlays", "figcaption": "captions of pictures",
}  # fmt: skip
_ROLES = {
    "navigation": "navigation", "complementary": "asides of the site", "contentinfo": "footers", "search": "forms",
    "dialog": "overlays", "alertdialog": "overlays", "menu": "navigation", "menubar": "navigation",
}  # fmt: skip
# Only these may be chrome by their class: a paragraph or a heading is the article's whatever its class says.
_BOXES = frozenset("div section ul ol dl table aside header footer".split())
_WORDS = {
    word: what
    for what, words in {
        "navigation": "nav navs navbar navigation menu menus submenu topbar toolbar breadcrumb breadcrumbs crumb crumbs "
        "pagination pager sitemap mbx daohang",
        "comments of readers": "comment comments commentlist cmt cmts disqus reply replies pinglun guestbook",
        "links to other pages": "related relate recommend recommended recommendation recommends tuijian xiangguan hotlist "
        "hotnews hots ranking ranklist readmore morenews",
        "asides of the site": "sidebar sidebox aside widget widgets qrcode qr ewm",
        "share buttons": "share sharing shares sharebar bdshare social fenxiang",
        "footers": "footer copyright copyrights disclaimer disclaimers disclosure",
        "forms": "login signin register signup subscribe newsletter searchbar searchbox",
        "advertisements": "ad ads adv advert advertisement advertisements sponsor sponsored guanggao",
        "overlays": "popup modal overlay cookie cookies toast tooltip dropdown",
    }.items()
    for word in words.split()
}
_SPLIT = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
_TELLING = re.compile("hidden|style|role", re.IGNORECASE)  # what counts on any element
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)


def chrome(tag: Tag) -> str | None:
    """What a part of the page that a tag begins is, in words; None for the article, as far as the tag can tell."""
    name = tag.name
    if name in _UNSEEN:
        return _SCRIPTS if name in ("script", "style") else _NO_TEXT
    known = _ELEMENTS.get(name)
    if known or not tag.attributes or not (name in _BOXES or _TELLING.search(tag.attributes)):
        return known
    found = attributes(tag.attributes)
    if "hidden" in found or _HIDDEN.search(found.get("style", "")):
        return "what is not shown"
    role = _ROLES.get(found.get("role", "").lower())
    if role or name not in _BOXES:
        return role
    words = _SPLIT.split(f"{found.get('id', '')} {found.get('class', '')}")
    return next((_WORDS[word] for word in map(str.lower, words) if word in _WORDS), None)
