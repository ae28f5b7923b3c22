"""The words both sides of the exchange use."""

HL7 = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
OWN = "urn:cairn:paper:"
TRANSLATION = f"{HL7}translation"
CONTROL = f"{HL7}questionnaire-itemControl"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
MIN, MAX = f"{HL7}minValue", f"{HL7}maxValue"
CALCULATED = f"{SDC}sdc-questionnaire-calculatedExpression"
SIGNATURE = f"{HL7}questionnaire-signatureRequired"
SIGNATURES = "urn:iso-astm:E1762-95:2013"
SIGNERS = {
    "participant": ("1.2.840.10065.1.12.1.1", "Author's Signature"),
    "supporter": ("1.2.840.10065.1.12.1.2", "Coauthor's Signature"),
    "coordinator": ("1.2.840.10065.1.12.1.13", "Review Signature"),
    "witness": ("1.2.840.10065.1.12.1.8", "Signature Witness"),
}
SIMPLE = {
    "text": "display",
    "heading": "display",
    "line": "string",
    "words": "text",
    "choice": "choice",
    "choices": "choice",
    "scale": "integer",
    "date": "date",
    "number": "decimal",
    "yesno": "boolean",
    "computed": "decimal",
    "person": "group",
    "table": "group",
}
# The parts of a person, in the order and words in which they go out.
PERSON = {
    "name": {"en": "Name", "es": "Nombre"},
    "relation": {"en": "Who they are to me", "es": "Quién es para mí"},
    "phone": {"en": "How to reach them", "es": "Cómo comunicarse"},
}
# Texts of an item that go out as items of their own beneath it, by their control.
BENEATH = {"hint": "help", "low_word": "lower", "high_word": "upper"}
