/** The countries of the European Economic Area by their ISO 3166-1 code, as places on a listing have them. */

export const eea: ReadonlyArray<string> =
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(" ")
