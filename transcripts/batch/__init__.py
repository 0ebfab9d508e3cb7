"""Many pages: read in order by several processes, turned into tables, and none of them stops the rest."""

from .converting import Summary, convert
from .inputs import Columns, Pages
from .reading import read_many

__all__ = ["Columns", "Pages", "Summary", "convert", "read_many"]
