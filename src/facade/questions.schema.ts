/**
 * What questions to the facade must look like. They are read as commands are: strictly, every mistake at once, so that a misspelt field
 * is told and not answered as if it had been left out.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { ContentWish, IdentityWish } from "../disclosure/Confidence.ts"
import { Basis } from "../disclosure/DisclosureTerms.schema.ts"
import type { LegalStepWish } from "../disclosure/Report.ts"
import type { Question as UseQuestion } from "../documents/use.ts"
import type { Question as GateQuestion } from "../gate/Inquiry.ts"
import type { Owner } from "../journal/Keys.ts"
import { Scope, Use } from "../language/Change.schema.ts"
import {
  Day,
  Instant,
  matching,
  PolicyRef,
  type Problems,
  reader,
  Revision,
  type Same,
  sentence,
  StreamId,
  Text
} from "../language/codec.schema.ts"
import { Amount, Assurance } from "../mandates/Mandates.schema.ts"
import type { Question as ActQuestion } from "../mandates/judging.ts"
import { Read } from "../terms/Reading.schema.ts"

/** Something handed over makes no sense: terms, a calendar, a zone table, a question. All that is wrong is in `problems`. */
export class NotAcceptable extends Error {
  readonly _tag = "NotAcceptable"
  readonly problems: Problems
  constructor(what: string, problems: Problems) {
    super(`${what} makes no sense as it stands:\n${problems.map((it) => `  ${sentence(it)}`).join("\n")}`)
    this.problems = problems
  }
}

/** Reads one kind of question. Throws `NotAcceptable` with all that is wrong with it. */
const question = <A>(schema: Schema.Codec<A, any>): ((asked: unknown) => A) => {
  const read = reader(schema)
  return (asked) => {
    const told = read(withoutUndefined(asked))
    if (Result.isFailure(told)) throw new NotAcceptable("the question", told.failure)
    return told.success
  }
}

/** In a question what is `undefined` was left out. */
const withoutUndefined = (asked: unknown): unknown =>
  typeof asked === "object" && asked !== null && Object.values(asked).includes(undefined)
    ? Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
    : asked

const maybe = Schema.optionalKey
const one = <const Words extends ReadonlyArray<string>>(...words: Words) => Schema.Literals(words)

/** Long enough for any id; and an event of a stream that is named by it can still be cited in a header. */
const Id = matching<string>("an id: at most 180 small letters, digits and any of `_ . ~ -`", /^[a-z0-9_.~-]{1,180}$/, {
  "goodfaith/id": true
})

/** Ids, each under the name that it is told by. */
const ids = <const Names extends ReadonlyArray<string>>(...names: Names) =>
  question(
    Schema.Struct(Object.fromEntries(names.map((name) => [name, Id]))) as unknown as Schema.Codec<
      { readonly [Name in Names[number]]: string },
      any
    >
  )

export const listing = ids("listing")
export const client = ids("client")
export const consultation = ids("subject", "client")
export const document = ids("document")
export const acceptance = ids("document", "party")
export const report = ids("report")
export const change = ids("change")
export const changeOfClient = ids("change", "client")

// -- The gate. --

/** "At least so far" may be said by the receipts of what was done. */
const restOfReceipt = {
  _tag: maybe(Schema.Unknown),
  commandId: maybe(Schema.Unknown),
  events: maybe(Schema.Unknown)
}

const gate = Schema.Struct({
  engagement: Id,
  client: Id,
  listing: maybe(Id),
  use: maybe(Use),
  at: Instant,
  atLeast: maybe(Schema.Array(Schema.Struct({ stream: StreamId, revision: Revision, ...restOfReceipt })))
})
export const ofGate = question(gate)
true satisfies Same<Required<Omit<typeof gate.Type, "listing" | "atLeast">>, Required<Omit<GateQuestion, "atLeast">>>

/** A question to the gate serves too: its use and its moment are passed over. */
const facts = Schema.Struct({
  engagement: Id,
  client: Id,
  listing: maybe(Id),
  use: maybe(Schema.Unknown),
  at: maybe(Schema.Unknown),
  atLeast: maybe(Schema.Unknown)
})
export const forFacts = question(facts)

// -- Who may. --

const act = Schema.Struct({
  client: Id,
  person: Id,
  with: maybe(Schema.Array(Id)),
  act: Id,
  product: maybe(Id),
  amount: maybe(Amount),
  atLeast: maybe(Assurance),
  at: Instant
})
export const ofPowers = question(act)
true satisfies Same<Omit<typeof act.Type, "client">, ActQuestion>

export const ofJudgedPowers = question(Schema.Struct({ client: Id, at: maybe(Instant) }))

/** A verdict of the host's own making, or of `mayAct` put in those words. */
const Mandate = Schema.Unknown.check(
  Schema.makeFilter(
    (it: unknown) =>
      it === "notNeeded" ||
      (typeof it === "object" &&
        it !== null &&
        "answer" in it &&
        ["may", "mayNot", "undetermined"].includes(it.answer as string) &&
        "because" in it &&
        Array.isArray(it.because)),
    { expected: "`notNeeded`, or a verdict: its answer `may`, `mayNot` or `undetermined`, and its reasons" }
  )
) as unknown as Schema.Codec<UseQuestion["mandate"]>

const use = Schema.Struct({ use: Id, user: maybe(Id), organisation: maybe(Id), at: Instant, mandate: Mandate })
export const ofUse = question(use)

// -- Reports. --

const step = { kind: one("criminal", "civil"), acted: Instant, at: Instant, duty: maybe(Text) }
const stepOfReport = Schema.Struct({ report: Id, ...step })
export const ofStep = question(stepOfReport)
export const ofStepUnreported = question(Schema.Struct({ policy: Text, ...step }))
true satisfies Same<Omit<typeof stepOfReport.Type, "report">, LegalStepWish>

const wish = { report: Id, to: Id, basis: Basis, reference: maybe(Text), at: Instant }
const parts = Schema.Array(one("name", "contact", "pseudonym", "other"))
const extent = one("summary", "technical", "whole")
const identity = Schema.Struct({ ...wish, parts, needed: parts })
const content = Schema.Struct({ ...wish, part: extent, needed: extent })
export const ofIdentity = question(identity)
export const ofContent = question(content)
true satisfies Same<Omit<typeof identity.Type, "report">, IdentityWish>
true satisfies Same<Omit<typeof content.Type, "report">, ContentWish>

// -- Views. --

const whole = Schema.Number.check(
  Schema.makeFilter((n) => Number.isInteger(n) && n >= 0, { expected: "a whole number, 0 or more" })
)
const version = "the number of a version: `1`, `2`, …"
const edition = Schema.Union([
  Day,
  Schema.Number.check(Schema.makeFilter((n) => Number.isInteger(n) && n >= 1, { expected: version }))
]).annotate({ expected: `${version}; or a day such as \`2026-11-23\`` })

export const ofListed = question(
  Schema.Struct({
    listing: maybe(Id),
    held: maybe(
      Schema.Union([Day, Instant]).annotate({ expected: "a day such as `2026-11-23`, or an instant in UTC" })
    ),
    known: maybe(Instant),
    client: maybe(Id)
  })
)
export const ofDiff = question(Schema.Struct({ listing: maybe(Id), from: edition, to: edition }))
export const ofDesk = question(Schema.Struct({ listing: maybe(Id), days: maybe(whole) }))
export const ofDue = question(Schema.Struct({ until: Day, listing: maybe(Id) }))
export const ofReportsDue = question(Schema.Struct({ until: Day }))
export const ofIncident = question(Schema.Struct({ products: Scope(Id), from: Instant, until: maybe(Instant) }))

// -- Streams, and whoever stands behind them. --

/** A policy or terms, by their address. */
export const policy = question(Schema.Struct({ policy: PolicyRef }))
export const terms = question(Schema.Struct({ terms: Read }))
export const stream = question(Schema.Struct({ stream: StreamId }))
export const owner = question(
  Schema.Struct({
    owner: matching<Owner>(
      "`person:` and the id of a person, or `case:` and the name of a stream such as `consultation/chg-7/c42`",
      /^(?:person:[a-z0-9_.~-]+|case:[a-z][a-z0-9-]*(?:\/[a-z0-9_.~-]+)+)$/
    )
  })
)

/** Until when a stream is read, where moments say it. */
export const ofPast = question(
  Schema.Struct({
    revision: maybe(Revision),
    position: maybe(Text),
    known: maybe(Instant),
    held: maybe(
      Schema.Union([Instant, Schema.Struct({ on: Day, zone: Schema.Unknown })]).annotate({
        expected: "an instant in UTC such as `2026-11-23T09:30:00.000Z`, or a day and a zone table"
      })
    )
  })
)
