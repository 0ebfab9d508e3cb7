"""What the author of a page format works with besides the contract: golden files, and a package to start from.

Needs nothing but the library itself: no pytest, no command line.
"""
