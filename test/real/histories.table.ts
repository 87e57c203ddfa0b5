/**
 * What a person decided about the steps of real listings that rows alone do not tell.
 *
 * A list shows that a name is another than before. Whether it is the same legal person, two that became one, one that became
 * two, or somebody new, is declared here for each such step, with the reason. Facts and figures only; the lists themselves
 * lie outside this project.
 */

/** A row whose name became another one, by file and by the number of the snapshot that shows it. */
export interface Renaming {
  readonly file: string
  readonly snapshot: number
  readonly before: string
  readonly after: string
  readonly declared:
    | { readonly as: "Rename" }
    /** These entities became one, which is named as the row is now. */
    | { readonly as: "Merge"; readonly of: ReadonlyArray<string> }
    /** The row went to another legal person. */
    | { readonly as: "Split" }
    /** The row stays what it was, and one more company does part of the work. */
    | { readonly as: "addition" }
    /** The name in the new print is no other name: the rest of it says what is done. */
    | { readonly as: "label" }
  readonly reason: string
}

const row = (
  file: string,
  snapshot: number,
  before: string,
  after: string,
  declared: Renaming["declared"]["as"] | Renaming["declared"],
  reason: string
): Renaming => ({
  file,
  snapshot,
  before,
  after,
  declared: typeof declared === "string" ? ({ as: declared } as Renaming["declared"]) : declared,
  reason
})

const spelling = "the same legal person in another spelling"

export const renamings: ReadonlyArray<Renaming> = [
  row(
    "github",
    9,
    "Sendgrid",
    "Twilio & Twilio Sendgrid",
    { as: "Merge", of: ["Sendgrid", "Twilio"] },
    "two rows became one that names both, and the text-message purpose moved into it"
  ),
  row("github", 12, "Nexmo", "NexMo (aka Vonage)", "Rename", "a former name added to the same company's own"),
  row(
    "github",
    12,
    "Twilio & Twilio Sendgrid",
    "SendGrid",
    "Split",
    "the joint row is two rows again, one for each company"
  ),
  row("github", 20, "Semmle Inc.", "Semmle Inc", "Rename", spelling),
  row("github", 20, "Amazon Web Services (AWS)", "Amazon Web Services Inc (AWS)", "Rename", spelling),
  row("github", 20, "NexMo (aka Vonage)", "NexMo Inc (aka Vonage)", "Rename", spelling),
  row("github", 20, "Npm, Inc.", "npm Inc", "Rename", spelling),
  row(
    "github",
    20,
    "Twilio",
    "Twilio (SendGrid)",
    { as: "Merge", of: ["Twilio", "SendGrid"] },
    "the row of the other company went in the same step, and its name stands in this one"
  ),
  row("netnodes", 2, "DigitalOcean, LLC", "DigitalOcean LLC", "Rename", spelling),
  row("netnodes", 2, "Twilio, Inc.", "Twilio Inc.", "Rename", spelling),
  row("netnodes", 2, "SendGrid (Twilio SendGrid)", "SendGrid (Twilio)", "Rename", spelling),
  row(
    "netnodes",
    2,
    "Apple Inc.",
    "Apple (Sign in With Apple / Wallet Updates)",
    "label",
    "the brackets name services"
  ),
  row(
    "netnodes",
    2,
    "PayPal (Europe) S.à r.l. et Cie, S.C.A.",
    "PayPal (Europe) S.à r.l.",
    "Rename",
    "the legal form printed in short: nothing says that the work went to another legal person"
  ),
  row("netnodes", 3, "DigitalOcean LLC", "DigitalOcean, LLC", "Rename", spelling),
  row("netnodes", 3, "Twilio Inc.", "Twilio, Inc.", "Rename", spelling),
  row("netnodes", 3, "SendGrid (Twilio)", "SendGrid (Twilio SendGrid)", "Rename", spelling),
  row(
    "netnodes",
    3,
    "Apple (Sign in With Apple / Wallet Updates)",
    "Apple Inc.",
    "label",
    "the brackets named services"
  ),
  row(
    "netnodes",
    3,
    "PayPal (Europe) S.à r.l.",
    "PayPal (Europe) S.à r.l. et Cie, S.C.A.",
    "Rename",
    "the legal form printed in full again"
  ),
  row("plausible", 1, "Algolia", "Algolia and Anthropic", "addition", "one row, two companies: the second is new"),
  row(
    "plausible",
    1,
    "Help Scout",
    "Help Scout and Anthropic",
    "addition",
    "one row, two companies: the second is new"
  ),
  row("retool", 3, "Temporal Technologies", "Temporal Technologies, Inc.", "Rename", spelling),
  row(
    "retool",
    6,
    "OpenAI, Inc.",
    "OpenAI, LLC",
    "Split",
    "an Inc. and an LLC are two legal persons, and nothing says that one became the other"
  ),
  row(
    "vonq",
    2,
    "g-company B.V.",
    "Xebia Workplace B.V.",
    "Rename",
    "the notice of 2025-05-30 says that it is the same legal entity under a new brand"
  )
]

/** One row that names two companies: it is read as two. */
export const jointRows: Readonly<Record<string, readonly [string, string]>> = {
  "Algolia and Anthropic": ["Algolia", "Anthropic"],
  "Help Scout and Anthropic": ["Help Scout", "Anthropic"]
}

/** A printed name that says more than a name: who it is, and what it does. */
export const namesWithService: Readonly<Record<string, { readonly name: string; readonly service: string }>> = {
  "Apple (Sign in With Apple / Wallet Updates)": {
    name: "Apple Inc.",
    service: "Sign in With Apple / Wallet Updates"
  }
}

/** One that went and one that came, where the second took the work of the first. */
export const replacements: ReadonlyArray<readonly [file: string, snapshot: number, removed: string, added: string]> = [
  ["basecamp", 8, "Google reCAPTCHA", "hCaptcha"],
  ["basecamp", 12, "Datadog", "AppSignal"],
  ["github", 4, "Lithium", "Discourse"],
  ["hey", 9, "Datadog", "AppSignal"],
  ["highrise", 5, "Google reCAPTCHA", "hCaptcha"],
  ["range", 6, "Copper CRM, Inc", "HubSpot, Inc."]
]

/** Steps in which rows went because the list shows less, and not because they are used no more. */
export const scopeCuts: ReadonlyArray<readonly [file: string, snapshot: number, scope: string]> = [
  ["kinde", 1, "sub-processors for external users"]
]

/** Steps in which a list was put into another language: not one of its words means something new. */
export const translations: ReadonlyArray<readonly [file: string, snapshot: number]> = [
  ["socialo", 1],
  ["socialo", 2]
]

/** Steps that take back what the step before did; each is declared, none is netted. */
export const undone: ReadonlyArray<readonly [file: string, snapshot: number, acts: string]> = [
  ["cryptlex", 7, "4 rows that went two minutes before are back"],
  ["cryptlex", 8, "the same 4 rows go again, four months later"],
  ["netnodes", 3, "the layout of 12 rows is as it was ten minutes before"]
]
