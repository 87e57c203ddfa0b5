/** A small world of documents and answers to tell stories in: everything goes through the deciders, as it would in a host. */
import * as Result from "effect/Result"
import { Acceptance, Document, type MayUse, mayUse, type Question } from "goodfaith/documents"
import { fold, type Folded } from "goodfaith/kernel"
import { type Parameter, says, unstated } from "goodfaith/terms"
import type { Day, Instant } from "goodfaith/time"
import { type Plainly, pure, Refused, worldOf } from "./scenario.ts"

export const world = worldOf()

/** The hash of a text that a person can read. */
export const hashOf = (name: string): Document.TextHash =>
  `sha256-${[...name]
    .map((it) => it.charCodeAt(0).toString(16))
    .join("")
    .padEnd(64, "0")
    .slice(0, 64)}`

export const text = (version: string, language = "nl"): Document.Text => ({
  language,
  reference: `${version} (${language})`,
  hash: hashOf(`${version} ${language}`)
})

/** Terms as a story needs them; whatever it does not name is unstated. */
export const terms = (said: Document.TermsAsRead = {}): Document.VersionTerms => {
  const given = <A>(value: A | undefined): Parameter<A> =>
    value === undefined ? unstated : says(value, { instrument: "terms", words: "as the text says it" })
  return {
    asksAgain: given(said.asksAgain),
    silence: given(said.silence),
    translations: given(said.translations),
    onBreach: given(said.onBreach)
  }
}

/** All that may be asked about is said, in the way that asks most. */
export const strict: Document.TermsAsRead = {
  asksAgain: "every",
  silence: "nothing",
  translations: "nothing",
  onBreach: "ends"
}

export const declare = (document: string, other: Partial<Document.DeclareDocument> = {}): Document.DeclareDocument => ({
  _tag: "DeclareDocument",
  document,
  title: "Terms of Use",
  kind: "termsOfUse",
  publisher: "own",
  drawnUpBy: "Connectis",
  asks: "accept",
  party: "user",
  zone: "Europe/Amsterdam",
  at: "2026-01-05T09:00:00.000Z",
  ...other
})

export const publish = (
  version: string,
  effectiveFrom: Day,
  at: Instant,
  said: Document.TermsAsRead = strict,
  other: Partial<Document.PublishDocument> = {}
): Document.PublishDocument => ({
  _tag: "PublishDocument",
  version,
  texts: [text(version)],
  binds: ["nl"],
  declares: [],
  terms: terms(said),
  effectiveFrom,
  at,
  ...other
})

export const capture = (
  version: string,
  effectiveFrom: Day,
  at: Instant,
  said: Document.TermsAsRead = strict,
  other: Partial<Document.CaptureDocument> = {}
): Document.CaptureDocument => ({
  _tag: "CaptureDocument",
  version,
  texts: [text(version)],
  binds: ["nl"],
  declares: [],
  terms: terms(said),
  effectiveFrom,
  by: "legal-1",
  at,
  ...other
})

export const accept = (
  version: string,
  at: Instant,
  other: Partial<Plainly<Acceptance.AcceptVersion>> = {}
): Plainly<Acceptance.AcceptVersion> => ({
  _tag: "AcceptVersion",
  answer: `yes-${version}-${at.slice(0, 10)}`,
  version,
  language: "nl",
  by: "anneke",
  authority: "own",
  declares: [],
  at,
  ...other
})

export const decline = (version: string, at: Instant): Acceptance.DeclineVersion => ({
  _tag: "DeclineVersion",
  answer: `no-${version}-${at.slice(0, 10)}`,
  version,
  by: "anneke",
  at
})

export const present = (version: string, at: Instant, language = "nl"): Acceptance.PresentVersion => ({
  _tag: "PresentVersion",
  version,
  language,
  at
})

export class Papers {
  readonly documents = new Map<string, Array<Document.Event>>()
  readonly answers = new Map<string, Array<Acceptance.Event>>()

  document(id: string): Folded<Document.State> {
    return pure(() => fold(Document.decider, Document.stream(id), this.documents.get(id) ?? []))
  }

  answered(document: string, party: string): Folded<Acceptance.State> {
    const held = this.answers.get(`${document}/${party}`) ?? []
    return pure(() => fold(Acceptance.decider, Acceptance.stream(document, party), held))
  }

  on(id: string, ...commands: ReadonlyArray<Document.Command>): this {
    for (const command of commands) {
      const decided = pure(() => Document.decide(command, this.document(id).state, world))
      if (Result.isFailure(decided)) throw new Refused(decided.failure)
      this.documents.set(id, [...(this.documents.get(id) ?? []), ...decided.success])
    }
    return this
  }

  /** Nobody's mandate is on record here. */
  showing(document: string): Acceptance.AcceptanceWorld {
    return { ...Document.showing(this.document(document).state), mandate: () => undefined }
  }

  by(document: string, party: string, ...commands: ReadonlyArray<Acceptance.Command>): this {
    for (const command of commands) {
      const { state } = this.answered(document, party)
      const decided = pure(() => Acceptance.decide(command, state, this.showing(document)))
      if (Result.isFailure(decided)) throw new Refused(decided.failure)
      const key = `${document}/${party}`
      this.answers.set(key, [...(this.answers.get(key) ?? []), ...decided.success])
    }
    return this
  }

  mayUse(at: Instant, other: Partial<Question> = {}): MayUse {
    const question: Question = { use: "software", user: "u1", organisation: "c42", mandate: "notNeeded", at, ...other }
    const documents = [...this.documents.keys()].map((id) => this.document(id))
    const acceptances = Object.fromEntries(
      documents.flatMap(({ state: { declared } }) => {
        const party = declared?.value.party === "user" ? question.user : question.organisation
        if (declared === undefined || party === undefined) return []
        return [[declared.value.document, this.answered(declared.value.document, party)] as const]
      })
    )
    return pure(() => mayUse(question, { documents, acceptances }))
  }
}

/** Terms of use, asked of every user of the software; version `v1` since 12 January. */
export const termsOfUse = (
  said: Document.TermsAsRead = strict,
  other: Partial<Document.PublishDocument> = {}
): Papers =>
  new Papers().on(
    "tou",
    declare("tou"),
    { _tag: "AskBeforeUse", use: "software", at: "2026-01-05T09:00:00.000Z" },
    publish("v1", "2026-01-12", "2026-01-05T09:00:00.000Z", said, other)
  )
