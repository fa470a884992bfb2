"""The catalogue of units: its history, its seed, finding a unit by a noisy text, and who has not filed."""
