"""A paper as a FHIR R4 Questionnaire, out and in, on plain values.

English is the language of the resource, Spanish stands in translation extensions. What FHIR has no word for (whose
hands may write, what a permission needs, a heading) stands in extensions of our own, so that what goes out comes back
whole.
What comes in and is not understood is refused with the name of its part, never left out in silence.
"""

from .inward import from_fhir
from .outward import to_fhir

__all__ = ["from_fhir", "to_fhir"]
