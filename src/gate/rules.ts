/**
 * May this engagement handle this client's data? The questions in their order, sentence by sentence (`docs/policy/gate.md`).
 *
 * The names G0 to G9 and a to j are those of the policy text. Every question is asked of facts and answers `pass`, a final
 * word, or the decisions that a person must record first.
 */
import { type Absent, decidedBy, type Fact, rule, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import type { Announced, Engagement, Facet } from "../language/Change.ts"
import type { ChangeId } from "../language/ids.ts"
import type { WindowEnd } from "../consultation/rules.ts"
import type { ChangeAccepted, ExitDeclared, SolutionAgreed } from "../consultation/Objection.ts"
import type { Authority } from "../consultation/objections.ts"
import type { Open } from "../terms/Reading.ts"
import type { Authorisation, Emergency, Exemption, Hold, Silence, TransferTerms } from "../terms/Terms.ts"
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"

export type Answer = "open" | "shut" | "undetermined" | "notGoverned"

/**
 * What one question says: go on, the last word, or that it hangs on decisions which nobody has recorded.
 * `open` opens what it is about and nothing else: one no beside it still shuts the gate.
 */
export type Step = "pass" | "open" | "shut" | "notGoverned" | Needs

export interface Needs {
  readonly needs: ReadonlyArray<Open>
}

const unless = (shut: boolean): Step => (shut ? "shut" : "pass")

// -- G0 to G5: is the question one for the gate, and can it be answered? -----------------------------------------------

export const factsAtHand = rule(
  { id: "gate.facts-at-hand", quote: "The gate stays shut while a fact that it needs is not at hand." },
  (missing: ReadonlyArray<string>, _looked: ReadonlyArray<Absent>): Step => unless(missing.length > 0)
)

export const processorsOnly = rule(
  {
    id: "gate.processors-only",
    quote:
      "An independent controller, or a company that touches no personal data, is not governed by the client's agreement."
  },
  (engagement: Fact<Engagement>): Step =>
    engagement.value.role === "controller" || !engagement.value.touchesPersonalData ? "notGoverned" : "pass"
)

export const agreementInForce = rule(
  {
    id: "gate.agreement-in-force",
    quote:
      "Where no agreement is in force, no contract promises anything: the gate does not govern, and never says open."
  },
  (dpa: Fact<unknown> | undefined, _ended: ReadonlyArray<Fact<Instant>>, _looked: Absent): Step =>
    dpa === undefined ? "notGoverned" : "pass"
)

export const agreedAnew = rule(
  {
    id: "gate.agreed-anew",
    quote: "After a time without any agreement, what was told, agreed or declared before counts no more for the gate."
  },
  (_agreements: ReadonlyArray<Fact<unknown>>): Step => "pass"
)

export const onTheListing = rule(
  { id: "gate.on-the-listing", quote: "What does not stand on the listing may not handle anybody's data." },
  (engagement: Fact<unknown> | undefined, _opened: Fact<unknown> | undefined, _looked: Absent): Step =>
    unless(engagement === undefined)
)

export const notWithdrawn = rule(
  { id: "gate.not-withdrawn", quote: "A change that was withdrawn opens nothing." },
  (withdrawn: Fact<Instant> | undefined, at: Instant, _looked: Absent): Step =>
    unless(withdrawn !== undefined && withdrawn.value <= at)
)

export const withinScope = rule(
  { id: "gate.within-scope", quote: "A use outside what the listing says of the engagement is shut." },
  (
    _asked: { readonly facet: Facet; readonly value: string },
    covered: Fact<unknown> | undefined,
    _looked: Absent
  ): Step => unless(covered === undefined)
)

export const asPutRight = rule(
  {
    id: "gate.as-put-right",
    quote: "A correction counts from its own moment on: of before, the listing is asked as it stood before."
  },
  (_correction: Fact<unknown>, _ofChange: Fact<unknown> | undefined): Step => "pass"
)

export const whatTheClientUses = rule(
  { id: "gate.what-the-client-uses", quote: "A client's data is handled only for what the client uses." },
  (
    _asked: { readonly facet: Facet; readonly value: string },
    uses: ReadonlyArray<Fact<unknown>>,
    _ended: ReadonlyArray<Fact<Instant>>,
    _looked: Absent
  ): Step => unless(uses.length === 0)
)

export const periodRuns = rule(
  {
    id: "gate.period-runs",
    quote:
      "When the vendor has stopped using an engagement, it is shut, except for a client that is kept away from its replacement."
  },
  (ended: ReadonlyArray<Fact<unknown>>, keptAway: ReadonlyArray<Verdict<Step>>, _looked: Absent): Step =>
    unless(ended.length > 0 && !keptAway.some((verdict) => verdict.answer === "shut"))
)

export const parentRuns = rule(
  {
    id: "gate.parent-runs",
    quote: "What works under another engagement needs that to stand on the listing, and ends with it."
  },
  (
    _row: Fact<Engagement>,
    parent: Fact<Engagement> | undefined,
    ended: ReadonlyArray<Fact<unknown>>,
    _looked: Absent
  ): Step => unless(parent === undefined || ended.length > 0)
)

export const safeguards = rule(
  {
    id: "gate.safeguards",
    quote: "No engagement handles data without a contract that lays the same duties on it, in force that day."
  },
  (
    confirmed:
      | Fact<{ readonly contract: boolean; readonly equivalentDuties: boolean; readonly until?: Instant }>
      | undefined,
    at: Instant,
    _looked: Absent
  ): Step =>
    unless(
      confirmed === undefined ||
        !confirmed.value.contract ||
        !confirmed.value.equivalentDuties ||
        (confirmed.value.until !== undefined && confirmed.value.until <= at)
    )
)

export const safeguardsLost = rule(
  { id: "gate.safeguards-lost", quote: "What was confirmed before safeguards were lost counts no more." },
  (
    _lost: Fact<ChangeId>,
    _day: ReadonlyArray<Fact<Day>>,
    confirmedSince: Fact<unknown> | undefined,
    _looked: Absent
  ): Step => unless(confirmedSince === undefined)
)

export const transferMechanism = rule(
  {
    id: "gate.transfer-mechanism",
    quote: "Data goes to a place outside the area that the agreement leaves free only under a transfer mechanism."
  },
  (
    confirmed: Fact<{ readonly transfers?: ReadonlyArray<{ readonly place: string }> }>,
    transfer: Stipulation<TransferTerms>,
    places: ReadonlyArray<Fact<{ readonly place: string; readonly country: string | undefined }>>
  ): Step =>
    unless(
      places.some(
        ({ value: { place, country } }) =>
          (country === undefined || !transfer.value.freeWithin.includes(country)) &&
          confirmed.value.transfers?.some((it) => it.place === place) !== true
      )
    )
)

export const exempt = rule(
  {
    id: "gate.exempt",
    quote:
      "What the agreement exempts waits for no consultation, where a person has decided so since it came onto the listing."
  },
  (
    exempt: Stipulation<ReadonlyArray<Exemption>> | undefined,
    decided: Fact<{ readonly material: boolean; readonly at: Instant }> | undefined,
    at: Instant
  ): Step =>
    exempt?.value.includes("nonMaterial") === true &&
    decided !== undefined &&
    decided.value.at <= at &&
    !decided.value.material
      ? "open"
      : "pass"
)

// -- G6: what the client agreed to at entry. ----------------------------------------------------------------------------

export const baseline = rule(
  { id: "gate.baseline", quote: "What stood on the listing that a client agreed to at entry is agreed." },
  (
    _agreed: Fact<unknown>,
    _version: Fact<unknown> | undefined,
    _brought: Fact<unknown>,
    _day: Fact<Day> | undefined,
    _looked: Absent
  ): Step => "open"
)

export const neitherAgreedNorAnnounced = rule(
  {
    id: "gate.neither-agreed-nor-announced",
    quote: "What a client neither agreed to nor was told of as a change is shut."
  },
  (_brought: Fact<unknown>, _looked: Absent): Step => "shut"
)

// -- G7: every change that brought something the client had not agreed to. ----------------------------------------------

export const hasBegun = rule(
  { id: "gate.a-effective", quote: "Before the day from which a change is announced to hold, it is shut." },
  (
    _announced: Fact<Announced>,
    _effectiveOn: Fact<Day>,
    _zone: Fact<{ readonly zone: string }>,
    starts: Instant,
    at: Instant
  ): Step => unless(at < starts)
)

export const published = rule(
  { id: "gate.b-published", quote: "A change opens nothing before it stands on a published version of the listing." },
  (
    _announced: Fact<Announced>,
    version: Fact<{ readonly at: Instant }> | undefined,
    at: Instant,
    _looked: Absent
  ): Step => unless(version === undefined || at < version.value.at)
)

export const forThisClient = rule(
  { id: "gate.for-this-client", quote: "A change that was announced for named clients is shut for all others." },
  (announced: Fact<Announced>, client: string): Step =>
    unless(announced.value.for !== "all" && !announced.value.for.includes(client))
)

export const nothingToConsult = rule(
  {
    id: "gate.c-judged-anew",
    quote:
      "Whether a client is to be consulted is judged by today's facts; where its agreement asks for no consultation, the change waits for none."
  },
  (..._judged: ReadonlyArray<Verdict<string>>): Step => "open"
)

export const clientsOwnYes = rule(
  { id: "gate.d-specific", quote: "Under specific authorisation only the client's own yes opens; silence is a no." },
  (authorisation: Stipulation<Authorisation>, yes: ReadonlyArray<Fact<unknown>>, _looked: Absent): Step =>
    unless(authorisation.value === "specific" && yes.length === 0)
)

/** An acceptance that both sides agreed on stands in their solution, which is in writing. */
export const inWriting = rule(
  {
    id: "gate.d-in-writing",
    quote:
      "A yes that authorises is given in writing, electronic form included: one that was only spoken is on record and opens nothing until the client puts it in writing, and of one of which nobody has said so, a person must say it first."
  },
  (asks: Stipulation<Authorisation | Silence>, yes: ReadonlyArray<Fact<ChangeAccepted | SolutionAgreed>>): Step => {
    const said = yes.flatMap(({ value }) => (value._tag === "ChangeAccepted" ? [value] : []))
    if (said.some((it) => it.inWriting === false)) return "shut"
    const unsaid = said.filter((it) => it.inWriting === undefined)
    return unsaid.length === 0
      ? "pass"
      : { needs: unsaid.map(({ acceptance }) => ({ open: acceptance, terms: asks.terms.ref, why: "notSaid" })) }
  }
)

/** d: the client's own yes, and in writing. */
export const specificAuthorisation = (
  authorisation: Stipulation<Authorisation>,
  yes: ReadonlyArray<Fact<ChangeAccepted | SolutionAgreed>>,
  looked: Absent
): Verdict<Step> => {
  const own = clientsOwnYes(authorisation, yes, looked)
  if (authorisation.value !== "specific" || own.answer !== "pass") return own
  const written = inWriting(authorisation, yes)
  return decidedBy(written.answer, written.answer === "pass" ? [own, written] : [written, own])
}

export const silenceDenies = rule(
  { id: "gate.d-silence", quote: "Where the agreement takes silence for a no, only the client's own yes opens." },
  (silence: Stipulation<Silence>, _looked: Absent): Step => unless(silence.value === "denied")
)

export const saidYes = rule(
  {
    id: "gate.d-yes",
    quote: "Once the client has said yes, no notice, window or objection before it keeps the gate shut."
  },
  (_yes: ReadonlyArray<Fact<unknown>>, _speaks: ReadonlyArray<Verdict<boolean>>): Step => "open"
)

export const heard = rule(
  {
    id: "gate.d-heard",
    quote: "A yes is heard when somebody who speaks for the client said it, and for what it names."
  },
  (_speaks: Verdict<boolean>): Step => "pass"
)

export const unsubscribed = rule(
  { id: "gate.c-unsubscribed", quote: "A subscription that has ended is none." },
  (_ended: ReadonlyArray<Fact<Instant>>): Step => "pass"
)

export const toldAnew = rule(
  {
    id: "gate.c-put-right",
    quote:
      "What was put right as a matter of substance is told anew: no letter, silence or yes from before counts for it; an objection does."
  },
  (_announced: Fact<Announced>, _putRight: Fact<Instant>): Step => "pass"
)

export const emergency = rule(
  {
    id: "gate.e-emergency",
    quote:
      "Notice may follow after access, or be as short as the agreement says, only where it has an emergency clause and a person has decided that it fits."
  },
  (
    _announced: Fact<Announced>,
    _clause: Stipulation<Emergency>,
    judged: Fact<{ readonly fits: boolean }>,
    _looked: Absent
  ): Step => unless(!judged.value.fits)
)

export const told = rule(
  { id: "gate.f-told", quote: "No access before the client was told by a complete notice whose clock has started." },
  (clock: Verdict<Instant | undefined> | undefined, _looked: Absent): Step => unless(clock?.answer === undefined)
)

export const broughtForward = rule(
  {
    id: "gate.f-brought-forward",
    quote: "A day that was brought forward is told anew: no letter or version that told a later one is notice of it."
  },
  (_later: ReadonlyArray<Fact<Day>>, _now: Fact<Day>): Step => "pass"
)

export const noticeRunsOut = rule(
  {
    id: "gate.g-notice",
    quote:
      "No access before the length of notice has run, nor before the first moment of access that a letter told the client."
  },
  (
    from: Verdict<Instant | undefined>,
    toldFrom: ReadonlyArray<Fact<{ readonly stated: { readonly accessFrom?: Instant } }>>,
    at: Instant
  ): Step =>
    unless(
      from.answer === undefined ||
        at < from.answer ||
        toldFrom.some(({ value }) => value.stated.accessFrom !== undefined && at < value.stated.accessFrom)
    )
)

export const toldFrom = rule(
  {
    id: "gate.g-as-told",
    quote: "A first moment of access that a letter told stands, also when the promise that it kept falls away."
  },
  (told: ReadonlyArray<Fact<{ readonly stated: { readonly accessFrom?: Instant } }>>, at: Instant): Step =>
    unless(told.some(({ value }) => value.stated.accessFrom !== undefined && at < value.stated.accessFrom))
)

export const windowHolds = rule(
  { id: "gate.h-window", quote: "Where the agreement holds the change until the window has ended, no access before." },
  (hold: Stipulation<Hold>, window: Verdict<WindowEnd> | undefined, at: Instant): Step =>
    // A window that has not begun has not ended.
    hold.value === "untilWindowEnds" ? unless(window === undefined || runs(window.answer, at)) : "pass"
)

export const windowIsOver = rule(
  {
    id: "gate.h-window-over",
    quote: "Once the window has ended, it makes no difference whether it would have held the change."
  },
  (_window: Verdict<WindowEnd>, _letters: ReadonlyArray<Fact<unknown>>): Step => "pass"
)

const runs = (end: WindowEnd, at: Instant): boolean =>
  end === "open" || end === "unknown" || (typeof end === "object" && at < end.before)

export const objectionHolds = rule(
  {
    id: "gate.i-objection",
    quote: "While an objection stands, the agreement's hold decides whether the client's data is kept away."
  },
  (objection: Verdict<boolean>, hold: Stipulation<Hold>, window: Verdict<WindowEnd> | undefined, at: Instant): Step => {
    if (!objection.answer) return "pass"
    switch (hold.value) {
      case "none":
        return "pass"
      case "untilWindowEnds":
        return unless(window === undefined || runs(window.answer, at))
      case "untilResolved":
      case "untilExit":
        return "shut"
    }
  }
)

export const noObjection = rule(
  { id: "gate.i-no-objection", quote: "Where nothing stands against a change, there is nothing to hold it for." },
  (_settled: ReadonlyArray<Fact<unknown>>, _looked: Absent): Step => "pass"
)

export const outcome = rule(
  {
    id: "gate.j-outcome",
    quote:
      "What was agreed in talks decides: carved out, done by an alternative, dropped for this client, or the client gone, is shut; accepted is not, from the day that was agreed."
  },
  (agreed: Fact<SolutionAgreed>, yesSince: Fact<unknown> | undefined, at: Instant): Step => {
    const { solution, effects } = agreed.value
    if (yesSince !== undefined) return "pass"
    switch (solution._tag) {
      case "CarveOut":
        return unless(solution.from === undefined || solution.from <= at)
      case "Alternative":
      case "Withdrawal":
        return "shut"
      case "Exit":
        return unless(solution.from <= at)
      case "Acceptance":
        return unless(effects?.accessFrom !== undefined && at < effects.accessFrom)
    }
  }
)

export const leaves = rule(
  {
    id: "gate.j-leaves",
    quote:
      "From the moment at which an exit takes effect that was declared and not taken back before, it is shut, unless the client denies it; who comes back signs again."
  },
  (
    declared: Fact<ExitDeclared>,
    _touched: Fact<unknown> | undefined,
    speaker: Verdict<Authority>,
    takesEffect: Verdict<Instant | "never" | "unknown"> | undefined,
    at: Instant
  ): Step => {
    if (speaker.answer === "refuted") return "pass"
    const from = takesEffect?.answer ?? "unknown"
    return from === "never" ? "pass" : unless((from === "unknown" ? declared.value.from : from) <= at)
  }
)

export const carveOutSurvives = rule(
  {
    id: "gate.j-carve-out-survives",
    quote:
      "What was carved out for a client stays away from it in all that it does, also after its next change and in a later period, until the client says yes."
  },
  (
    _agreed: Fact<unknown>,
    _touched: Fact<unknown> | undefined,
    yes: ReadonlyArray<Fact<unknown>>,
    _looked: Absent
  ): Step => unless(yes.length === 0)
)

// -- G8: open questions; and the word when nothing keeps it shut. ---------------------------------------------------------

export const hangsOn = rule(
  {
    id: "gate.g8-open-question",
    quote:
      "Where the answer hangs on something that the agreement leaves open, the decision that a person must record is named."
  },
  (
    open: ReadonlyArray<Open>,
    _facts: ReadonlyArray<Fact<unknown>>,
    _looked: Absent,
    _beside: ReadonlyArray<Verdict<unknown>> = []
  ): Step => ({ needs: open })
)

export const nothingKeepsItShut = rule(
  { id: "gate.nothing-keeps-it-shut", quote: "The gate is open when every question was asked and none keeps it shut." },
  (..._asked: ReadonlyArray<Verdict<Step>>): Answer => "open"
)

// -- G9: replacement. -----------------------------------------------------------------------------------------------------

export const replaced = rule(
  {
    id: "gate.g9-replaced",
    quote: "What is replaced ends for a client when its replacement opens for that client, and not before."
  },
  (_by: Fact<ChangeId>, replacement: Verdict<Answer>): Step =>
    unless(replacement.answer === "open" || replacement.answer === "notGoverned")
)

export const notYetReplaced = rule(
  {
    id: "gate.g9-not-yet",
    quote: "Nothing ends for a client before what takes its place has opened for it; what has ended does not come back."
  },
  (_by: Fact<ChangeId>, _asked: ReadonlyArray<Fact<unknown>>, _looked: ReadonlyArray<Absent>): Step => "pass"
)

// -- Access, judged. --------------------------------------------------------------------------------------------------------

export const accessAllowed = rule(
  {
    id: "gate.access-judged",
    quote:
      "Access that began while the gate was not open is a breach, and stays on record as one; access without any agreement is recorded as that."
  },
  (_began: Fact<unknown>, then: Verdict<Answer>): "allowed" | "breach" | "notGoverned" =>
    then.answer === "open" ? "allowed" : then.answer === "notGoverned" ? "notGoverned" : "breach"
)
