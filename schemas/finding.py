"""A finding: something about a record that a person should know, with a stable code and a Vietnamese line."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Code(StrEnum):
    """Stable codes of findings; `missing-<field>` codes are listed for the fields that can be missing."""

    MISSING_TITLE = "missing-title"
    MISSING_AUTHORS = "missing-authors"
    MISSING_PERIOD = "missing-application_period"
    MISSING_SUMMARY = "missing-summary"
    MISSING_EFFECT = "missing-effect"
    MISSING_PHONE = "missing-phone"
    MISSING_BIRTH_YEAR = "missing-birth_year"
    MISSING_POSITION = "missing-position"
    MISSING_WORKPLACE = "missing-workplace"
    MISSING_NUMBER = "missing-number"
    MISSING_DATE = "missing-date"
    MISSING_ISSUING_UNIT = "missing-issuing_unit"
    MISSING_SIGNATORY = "missing-signatory"
    MISSING_PROGRAMME = "missing-programme"
    OUTSIDE_PERIOD = "outside-period"
    OUTSIDE_PHASE = "outside-phase"
    NOT_RECOGNISED = "not-recognised"
    RECOGNITION_MISSING = "recognition-missing"
    PROTECTED_IP = "protected-ip"
    LATE_DOSSIER = "late-dossier"
    MISSING_LETTER = "missing-letter"
    MISSING_TABLE = "missing-table"
    MISSING_DECISION = "missing-decision"
    OVER_QUOTA = "over-quota"
    UNDER_QUOTA = "under-quota"
    COUNT_MISMATCH = "count-mismatch"
    TOO_LONG_FOR_PORTAL = "too-long-for-portal"
    BENEFIT_UNCLEAR = "benefit-unclear"
    BENEFIT_OUTLIER = "benefit-outlier"
    SHARES_NOT_100 = "shares-not-100"
    PHONE_INVALID = "phone-invalid"
    BIRTH_YEAR_IMPLAUSIBLE = "birth-year-implausible"
    PERIOD_UNCLEAR = "period-unclear"
    AUTHORS_UNCLEAR = "authors-unclear"
    COLUMNS_UNKNOWN = "columns-unknown"
    UNIT_UNKNOWN = "unit-unknown"
    UNIT_MISMATCH = "unit-mismatch"
    ENCODING_DOUBTFUL = "encoding-doubtful"
    LEFTOVER_TEXT = "leftover-text"
    LOW_CONFIDENCE = "low-confidence"
    ILLEGIBLE = "illegible"
    RESUBMISSION = "resubmission"
    SAME_FILE = "same-file"


# Told of all dossiers of a unit together, once they are read.
ACROSS = frozenset({Code.OVER_QUOTA, Code.UNDER_QUOTA})


class Finding(BaseModel):
    """`field` is a path as in `title`, `authors[0].phone`; empty when it concerns the whole record."""

    model_config = ConfigDict(frozen=True)

    code: Code
    field: str = ""
    message: str
    ask: bool = True  # a person should look at `field`; False: worth knowing, nothing to correct
