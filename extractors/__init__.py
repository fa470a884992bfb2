"""A file → innovations and findings. Imports schemas only."""

ENGINE = "4"  # raise when the readers may read the same bytes differently: kept transcripts are then read anew
