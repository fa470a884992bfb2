"""Two innovations → a comparison with reasons. Imports schemas only; opens no file but its own tables, no database."""

from matchers.clusters import clusters
from matchers.find import MatchSettings, compare, find_duplicates, statistics_of

__all__ = ["MatchSettings", "clusters", "compare", "find_duplicates", "statistics_of"]
