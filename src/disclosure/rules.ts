/** What is promised about a report of a weakness, sentence by sentence (`docs/policy/disclosure.md`). */
import { newestBy } from "../kernel/facts.ts"
import { type Fact, rule, sentence, type Verdict } from "../kernel/Verdict.ts"
import type { ChangeId, PolicyRef } from "../language/ids.ts"
import { isExact, type Period } from "../terms/Terms.ts"
import * as Deadline from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import type { DisclosureTerms, Field } from "./DisclosureTerms.ts"
import type { EmbargoAccepted, EmbargoProposed, Party } from "./Embargo.ts"
import type { InformationAdded, ReportReceived } from "./Handling.ts"
import type { Stipulation } from "./hand.ts"

// -- Receiving. --------------------------------------------------------------------------------------------------------

export const recordedAsItCame = sentence({
  id: "disclosure.recorded-as-it-came",
  quote: "Every report is recorded as it came: incomplete, late, without a name, at the wrong desk or with a demand."
})

export const versionAtReceipt = sentence({
  id: "disclosure.version-at-receipt",
  quote: "A report keeps the version of the policy that was in force when it was received."
})

/** `undefined` before the first; two of one moment: the one that was recorded last. */
export const policyInForce = rule(
  {
    id: "disclosure.policy-in-force",
    quote: "A version of a policy is in force from when it was published, until the next version of that policy was."
  },
  (
    published: ReadonlyArray<Fact<{ readonly ref: PolicyRef; readonly at: Instant }>>,
    at: Instant
  ): PolicyRef | undefined => newestBy(published, at)?.value.ref
)

/** Kept by the reaction to reports (`reactions/reports.ts`), for each report is a stream of its own. */
export const publicWithItsOriginal = sentence({
  id: "disclosure.public-with-its-original",
  quote:
    "What became public of a weakness became public of every report of it: a duplicate shares the day of its original."
})

/** What became of one field of the form. */
export interface FieldAnswered {
  readonly field: Field
  readonly given: boolean
  readonly required: boolean
}

export interface Completeness {
  readonly complete: boolean
  /** Each field that the policy asks for or the reporter gave. */
  readonly fields: ReadonlyArray<FieldAnswered>
  /** Groups of which at least one field is asked, and none was given. */
  readonly noneOf: ReadonlyArray<ReadonlyArray<Field>>
}

export const completeness = rule(
  {
    id: "disclosure.field-by-field",
    quote: "Whether a report is complete is told field by field, and never decides whether it is received."
  },
  (
    received: Fact<ReportReceived>,
    added: ReadonlyArray<Fact<InformationAdded>>,
    form: DisclosureTerms["form"]
  ): Completeness => {
    const given = new Set<Field>([received, ...added].flatMap(({ value }) => value.fields.map(({ field }) => field)))
    if (received.value.wantsUpdates !== undefined) given.add("updatesWanted")
    if (isReachable(received.value)) given.add("contact")
    const { reporter } = received.value
    if (reporter.as === "named" && reporter.name !== undefined) given.add("name")
    if (received.value.urgency !== undefined) given.add("urgency")
    const asked = [...form.required, ...form.oneOf.flat(), ...(form.optional ?? [])]
    const fields = [...new Set([...asked, ...given])].map((field) => ({
      field,
      given: given.has(field),
      required: form.required.includes(field)
    }))
    const noneOf = form.oneOf.filter((group) => !group.some((field) => given.has(field)))
    return { complete: noneOf.length === 0 && fields.every((it) => it.given || !it.required), fields, noneOf }
  }
)

const isReachable = ({ reporter }: ReportReceived): boolean =>
  reporter.as !== "anonymous" && reporter.reach !== undefined

export const reachable = rule(
  {
    id: "disclosure.reachable",
    quote: "A reporter who gave a way to answer can be answered, also under a pseudonym."
  },
  (received: Fact<ReportReceived>): boolean => isReachable(received.value)
)

export const whatReportersDo = sentence({
  id: "disclosure.what-reporters-do",
  quote: "What a reporter does after that is recorded whatever we think of it, also after the report was closed."
})

export const answeredByWhom = sentence({
  id: "disclosure.answered-by-whom",
  quote: "Of each answer it is on record whether a person gave it or a machine."
})

// -- Handling. ---------------------------------------------------------------------------------------------------------

export const inOrder = sentence({
  id: "disclosure.in-order",
  quote:
    "A report is found valid before it is accepted or deferred, and a valid one is accepted or deferred before it is closed."
})

export const closedEarly = sentence({
  id: "disclosure.closed-early",
  quote:
    "A report that nobody found valid is closed only as spam, as a duplicate, as withdrawn, as out of scope or as somebody else's; after questions also because nobody answered them, or because there was nothing to find."
})

export const closedForAReason = sentence({
  id: "disclosure.closed-for-a-reason",
  quote: "A report is closed for a reason that is so."
})

export const closedStays = sentence({
  id: "disclosure.closed-stays",
  quote: "A closed report stays closed; what comes back is a new report that names the one it takes up again."
})

/** Whether the first of two reports came before the second: by receipt, and of two at once by which was recorded first. */
export const cameFirst = rule(
  {
    id: "disclosure.came-first",
    quote: "Of two reports of one weakness the one received first is the original, whichever was looked at first."
  },
  (
    one: Fact<{ readonly at: Instant }>,
    order: number,
    other: Fact<{ readonly at: Instant }>,
    orderOfOther: number
  ): boolean => one.value.at < other.value.at || (one.value.at === other.value.at && order < orderOfOther)
)

export const handedOn = sentence({
  id: "disclosure.handed-on",
  quote:
    "Where a report is somebody else's to solve, it is on record whom it was handed to, what went along and on which ground."
})

/** Whether a change may be decided under this name: clients see it, so it says nothing of the report. */
export const leadsToChange = rule(
  {
    id: "disclosure.leads-to-change",
    quote:
      "Where a report leads to a change of the listing, a person decides so and the report names the change; the listing and what clients are told never name the report."
  },
  (received: Fact<ReportReceived>, change: ChangeId): boolean => !parts(change).includes(parts(received.value.report))
)

/** An id with the same mark between its parts and around it. */
const parts = (id: string): string => `-${id.replaceAll(/[_.~]/g, "-")}-`

// -- Secrecy. ----------------------------------------------------------------------------------------------------------

export const bothAgree = sentence({
  id: "disclosure.both-agree",
  quote:
    "An embargo has an end and begins when both sides agreed to that end; until a revision is agreed, the end that was agreed holds."
})

/** The end that a policy gives by itself; `undefined` where it can't be counted. */
export const bySilence = rule(
  {
    id: "disclosure.by-silence",
    quote: "Who sends a report and says nothing about the embargo that our policy names has agreed to it."
  },
  (anchor: Fact<Instant>, period: Stipulation<Period>, place: Deadline.Place): Instant | undefined =>
    countedFrom(anchor.value, period.value, place)
)

/** Of two proposals, the one that is agreed at once. `prevails`: whose end counts where none is agreed, if the policy says so. */
export const agreedAtOnce = rule(
  {
    id: "disclosure.agreed-at-once",
    quote:
      "Where two ends are proposed, both sides agree to the earlier one at once and the later one stays open as a revision, unless the policy says whose end counts."
  },
  (
    one: Fact<EmbargoProposed>,
    other: Fact<EmbargoProposed>,
    prevails: Stipulation<"shortest" | Party> | undefined
  ): EmbargoProposed => {
    const [a, b] = [one.value, other.value]
    if (a.by === prevails?.value) return a
    if (b.by === prevails?.value) return b
    return a.until <= b.until ? a : b
  }
)

/** The last moment that the policy allows; `undefined` where it can't be counted. */
export const longest = rule(
  { id: "disclosure.longest", quote: "No embargo lasts longer than the policy allows, whatever was agreed." },
  (anchor: Fact<Instant>, period: Stipulation<Period>, place: Deadline.Place): Instant | undefined =>
    countedFrom(anchor.value, period.value, place)
)

export const extendedByWhom = sentence({
  id: "disclosure.extended-by-whom",
  quote:
    "An embargo is extended only with whom the policy names, by nobody where it says so, and by both where it is silent."
})

export const grace = sentence({
  id: "disclosure.grace",
  quote: "A time of grace is given once, for a fix on a named day, and never longer than the policy says."
})

/** What a fact that ends secrecy does to an embargo. */
export const endsByFact = rule(
  {
    id: "disclosure.ends-by-fact",
    quote:
      "An embargo ends in the moment in which the weakness or an exploit is public or attacks are seen, unless the policy gives a time after attacks."
  },
  (fact: "public" | "exploit" | "attacks", afterAttacks: Stipulation<Period> | undefined): "ends" | "shortened" =>
    fact === "attacks" && afterAttacks !== undefined ? "shortened" : "ends"
)

/**
 * When an embargo ends, as things stand. `before`: the end before grace was given. `fixed`: when a fix was ready. `attacked`: when
 * attacks were first seen. `cap`: the longest the policy allows. The periods as the policy gives them, where it does.
 */
export const ends = rule(
  {
    id: "disclosure.ends",
    quote:
      "An embargo ends by itself: at the end that was agreed, or after a fix in time and after attacks with the time that the policy gives for that; one that ended never begins again."
  },
  (
    agreed: Fact<EmbargoAccepted>,
    before: Fact<EmbargoAccepted> | undefined,
    fixed: Fact<Instant> | undefined,
    attacked: Fact<Instant> | undefined,
    cap: Verdict<Instant | undefined> | undefined,
    afterFix: Stipulation<Period> | undefined,
    afterAttacks: Stipulation<Period> | undefined,
    place: Deadline.Place | undefined
  ): Instant => {
    const { until } = agreed.value
    const count = (from: Instant, period: Stipulation<Period> | undefined) =>
      period && place && countedFrom(from, period.value, place)
    const inTime = fixed !== undefined && fixed.value < until
    const planned = inTime ? (count(earlier(fixed.value, (before ?? agreed).value.until), afterFix) ?? until) : until
    const attackedUntil = attacked && count(attacked.value, afterAttacks)
    return [attackedUntil, cap?.answer].reduce<Instant>(
      (end, it) => (it === undefined ? end : earlier(end, it)),
      planned
    )
  }
)

export const nothingToKeepSecret = sentence({
  id: "disclosure.nothing-to-keep-secret",
  quote: "No embargo is proposed or agreed by us once there is nothing left to keep secret."
})

export const proposedInVain = sentence({
  id: "disclosure.proposed-in-vain",
  quote: "What somebody else proposes too late or beyond what the policy allows is recorded, and begins no embargo."
})

export const closingEndsNone = sentence({
  id: "disclosure.closing-ends-none",
  quote:
    "Closing or deferring a report ends no embargo that was agreed; a proposal that nobody answered falls with the closing."
})

// -- What is so of the weakness. -----------------------------------------------------------------------------------------

export const knownForGood = sentence({
  id: "disclosure.known-for-good",
  quote:
    "What became known of a weakness stays known and can be recorded at any time, also after the report was closed."
})

export const exploitIsPublic = sentence({
  id: "disclosure.exploit-is-public",
  quote: "A public exploit makes the weakness public."
})

export const advisoryIsPublic = sentence({
  id: "disclosure.advisory-is-public",
  quote: "An advisory of ours makes the weakness public, whether or not it was to be published."
})

export const fixedInOrder = sentence({
  id: "disclosure.fixed-in-order",
  quote: "A fix is ready once the report was accepted, and deployed once it was ready."
})

export const foundByAPerson = sentence({
  id: "disclosure.found-by-a-person",
  quote:
    "What a person found about a weakness stands until somebody finds otherwise or takes it back; nothing is taken back that a reward was granted on."
})

export const knownBefore = sentence({
  id: "disclosure.known-before",
  quote:
    "A weakness was known before only by an earlier report, or by a record of ours that is dated before the report came."
})

// -- Counting. ---------------------------------------------------------------------------------------------------------

/** The first moment after it; words and bare days can't be counted. Of two readings the earlier one: secrecy is not stretched. */
export const countedFrom = (from: Instant, period: Period, place: Deadline.Place): Instant | undefined => {
  if (!isExact(period)) return undefined
  const due = Deadline.after(from, period, place)
  return Deadline.isUnknown(due) ? undefined : due.duty.before
}

const earlier = (a: Instant, b: Instant): Instant => (a <= b ? a : b)
