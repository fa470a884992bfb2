"""Finding innovations: words with and without accents, filters, and the order of Vietnamese dictionaries."""
