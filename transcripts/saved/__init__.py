"""Saved pages that are more than text: HTML (``html``), PDF (``pdf``) and Word documents (``docx``) as lines of text.

Knows files, not calls. What a reader of the page would see comes out as lines, a block each, in the order of the page;
what a site puts around the article is left out and counted. ``source.load`` opens this room where a page needs it.
"""
