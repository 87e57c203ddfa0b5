/** How documents, their versions and the cover of liability are asked for and written down (`document/…`). */
import * as Schema from "effect/Schema"
import { listOf } from "../language/Change.schema.ts"
import { conceptCodec, Day, Id, Instant, Language, Text, ZoneRef } from "../language/codec.schema.ts"
import { parameter } from "../terms/Terms.schema.ts"
import type * as Say from "./Document.ts"

const matching = <A extends string>(expected: string, pattern: RegExp) =>
  Schema.String.check(Schema.makeFilter((text) => pattern.test(text), { expected })) as unknown as Schema.Codec<A, A>

const TextHash = matching<Say.TextHash>("the hash of a text: `sha256-` and 64 digits", /^sha256-[0-9a-f]{64}$/)

const TextIn = Schema.Struct({ language: Language, reference: Text, hash: TextHash })

export const Declaration = Schema.Literals(["trueInformation", "authorisedToAct", "credentialsPersonal"])

const values = {
  asksAgain: Schema.Literals(["every", "material", "none"]),
  silence: Schema.Literals(["accepted", "acceptedByUse", "nothing"]),
  translations: Schema.Literals(["asTheOriginal", "nothing"]),
  onBreach: Schema.Literals(["nothing", "suspends", "ends"])
}

const VersionTerms = Schema.Struct({
  asksAgain: parameter(values.asksAgain),
  silence: parameter(values.silence),
  translations: parameter(values.translations),
  onBreach: parameter(values.onBreach)
})

const AsRead = Schema.Struct({
  asksAgain: Schema.optionalKey(values.asksAgain),
  silence: Schema.optionalKey(values.silence),
  translations: Schema.optionalKey(values.translations),
  onBreach: Schema.optionalKey(values.onBreach)
})

const Money = Schema.Struct({
  amount: matching<string>("a decimal number such as `1250.00`", /^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/),
  currency: matching<string>("a currency in three capitals such as `EUR`", /^[A-Z]{3}$/)
})

const declared = {
  document: Id,
  title: Text,
  kind: Schema.Literals(["termsOfUse", "generalTerms", "dpa", "policy", "statement"]),
  publisher: Schema.Literals(["own", "third"]),
  drawnUpBy: Text,
  asks: Schema.Literals(["accept", "acknowledge", "inform"]),
  party: Schema.Literals(["organisation", "user"]),
  zone: Text,
  at: Instant
}

const asked = { use: Id, at: Instant }

const version = {
  version: Id,
  texts: listOf(TextIn),
  binds: listOf(Language),
  declares: Schema.Array(Declaration),
  terms: VersionTerms,
  effectiveFrom: Day
}

const published = { ...version, announcedAt: Schema.optionalKey(Instant), at: Instant }

const captured = { ...version, publishedAt: Schema.optionalKey(Instant), by: Id, at: Instant }

const confirmed = { version: Id, by: Id, at: Instant }

const dismissed = { version: Id, by: Id, reason: Text, at: Instant }

const corrected = { version: Id, to: TextIn, by: Id, reason: Text, at: Instant }

const weighed = { version: Id, material: Schema.Boolean, by: Id, reason: Text, at: Instant }

const read = { version: Id, as: AsRead, by: Id, reason: Text, at: Instant }

const withdrawn = { version: Id, reason: Text, at: Instant }

const gone = { reason: Text, at: Instant }

const cap = {
  insurance: Schema.Struct({ reference: Text, hash: TextHash }),
  cover: Schema.optionalKey(Money),
  from: Instant,
  until: Schema.optionalKey(Instant),
  at: Instant
}

const starts = { startsAt: Instant, zone: ZoneRef }

export const document = conceptCodec<Say.Command, Say.Event>()({
  name: "document",
  commands: {
    DeclareDocument: declared,
    AskBeforeUse: asked,
    StopAskingBeforeUse: asked,
    PublishDocument: published,
    CaptureDocument: captured,
    ConfirmCapture: confirmed,
    DismissCapture: dismissed,
    CorrectSlip: corrected,
    WeighVersion: weighed,
    ReadVersion: read,
    WithdrawVersion: withdrawn,
    WithdrawDocument: gone,
    StateLiabilityCap: cap
  },
  events: {
    DocumentDeclared: { version: 1, fields: declared },
    AskedBeforeUse: { version: 1, fields: asked },
    NotAskedBeforeUse: { version: 1, fields: asked },
    DocumentPublished: { version: 1, fields: { ...published, ...starts } },
    DocumentCaptured: { version: 1, fields: { ...captured, ...starts } },
    CaptureConfirmed: { version: 1, fields: confirmed },
    CaptureDismissed: { version: 1, fields: dismissed },
    SlipCorrected: { version: 1, fields: corrected },
    VersionWeighed: { version: 1, fields: weighed },
    VersionRead: { version: 1, fields: read },
    VersionWithdrawn: { version: 1, fields: withdrawn },
    DocumentWithdrawn: { version: 1, fields: gone },
    LiabilityCapStated: { version: 1, fields: cap }
  }
})
