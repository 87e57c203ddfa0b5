/** All that is asked about the report when the story has been played, as plain values. Nothing here is written to the store. */
import { Disclosure } from "goodfaith"
import { isErased } from "goodfaith/journal"
import type { Verdict } from "goodfaith/kernel"
import type { Goodfaith } from "goodfaith/promise"
import type { Deadline, Instant } from "goodfaith/time"
import { type Happened, inOrder } from "../log.ts"
import type { Clock, Declined } from "../play.ts"
import { clockInstants, instants } from "./expected.ts"
import { legalStep, over, policy, report } from "./story.ts"

const { clocks: laws, Confidence, promises } = Disclosure

export interface ReportFindings {
  readonly came: Disclosure.Handling.ReportReceived
  /** Opened for whoever may see it. */
  readonly reporter: { readonly name: string; readonly reach: string; readonly description: string }
  /** Of what the first mail held. */
  readonly completeness: Verdict<Disclosure.rules.Completeness>
  readonly counted: ReadonlyArray<Deadline.Explanation>
  readonly due: Deadline.Due
  /** At each of the instants of `expected.ts`. */
  readonly promises: ReadonlyArray<ReadonlyArray<Disclosure.promises.Owed>>
  readonly rewards: ReadonlyArray<Verdict<Disclosure.Reward.Eligibility>>
  readonly embargo: ReadonlyArray<Disclosure.Embargo.Stage>
  readonly ended: Disclosure.Embargo.EmbargoTerminated | undefined
  readonly agreed: Disclosure.Embargo.EmbargoAccepted | undefined
  readonly declined: ReadonlyArray<Declined>
  /** May we file charges? */
  readonly step: Verdict<"yes" | "no" | "undetermined">
  readonly passed: ReturnType<typeof Disclosure.Confidence.judged>
  /** At each of the instants that `expected.ts` has for them. */
  readonly clocks: ReadonlyArray<ReadonlyArray<Disclosure.clocks.Clock>>
  readonly awareness: Disclosure.Awareness.State["awareness"]
  readonly reasons: ReadonlyMap<string, string>
  readonly published: Disclosure.Publication.AdvisoryPublished
  readonly consents: ReadonlyArray<Disclosure.Confidence.ConsentGiven>
  readonly granted: Disclosure.Reward.RewardGranted
  readonly securityTxt: string
  readonly happened: ReadonlyArray<Happened>
}

export const find = async (
  gf: Goodfaith,
  clock: Clock,
  log: ReadonlyArray<Happened>,
  declined: ReadonlyArray<Declined>
): Promise<ReportFindings> => {
  const stream = gf.report(report)
  const world = await gf.world()
  const stateAt = async (at: Instant) => (await stream.state({ held: at })).state
  const { state } = await stream.state()
  const looked = there(state.looked)
  const hand = there(Disclosure.handOf(state, world))
  const came = there(state.handling.received)
  const first = (await stream.state({ revision: 0 })).state
  const owedAt = async (at: string) => {
    clock.now = Date.parse(at)
    return there(await gf.promises(report))
  }

  const owed = []
  for (const { at } of instants) owed.push(await owedAt(at))
  const respond = there(owed.at(-1)?.find(({ promise }) => promise === "respond"))
  const states = []
  for (const { at } of instants) states.push({ at, state: await stateAt(at) })
  const counted = there(promises.explain(respond, hand))
  if ("_tag" in counted) throw new Error(`no calendar ${counted.calendar}`)
  const { answer } = respond.status
  clock.now = Date.parse(over)
  const opened = await gf.open(came.value)
  return {
    came: came.value,
    reporter: {
      name: opened.reporter.as === "anonymous" ? "" : told(opened.reporter.name),
      reach: opened.reporter.as === "anonymous" ? "" : told(opened.reporter.reach),
      description: told(opened.fields.find(({ field }) => field === "description")?.words)
    },
    completeness: there(Disclosure.Handling.completeness(first.handling, policy)),
    counted,
    due: there("due" in answer ? answer.due : undefined),
    promises: owed,
    rewards: states.map((it) => there(Disclosure.rewardAt(it.state, world, it.at))),
    embargo: states.map((it) => Disclosure.embargoAt(it.state, world, it.at)),
    ended: state.embargo.terminated?.value,
    agreed: state.embargo.agreed?.value,
    declined: declined.filter(({ id }) => id.startsWith("report.")),
    step: there(await gf.mayTakeLegalStep({ report, ...legalStep })),
    passed: Confidence.judged(state.confidence, hand, looked),
    clocks: clockInstants.map(({ at }) => laws.clocks(state.awareness, hand.place, at, looked)),
    awareness: state.awareness.awareness,
    reasons: await reasonsOf(gf, state),
    published: there(state.publication.published[0]).value,
    consents: state.confidence.consents.map(({ given }) => given.value),
    granted: there(state.reward.granted).value,
    securityTxt: securityTxt(),
    happened: inOrder(log, Disclosure.stream(report))
  }
}

/** Why a law applies or does not, what got out and how, why something was late: opened. */
const reasonsOf = async (gf: Goodfaith, { awareness, confidence }: Disclosure.State) => {
  const reasons = new Map<string, string>()
  for (const { aware, applies, filed } of awareness.awareness) {
    if (applies !== undefined) reasons.set(aware.value.aware, told((await gf.open(applies.value)).reason))
    for (const { value } of filed)
      if (value.lateBecause !== undefined)
        reasons.set(`${value.aware} ${value.step}`, told((await gf.open(value)).lateBecause))
  }
  for (const { value } of confidence.leaks) reasons.set(value.leak, told((await gf.open(value)).how))
  for (const { value } of confidence.asked) reasons.set(value.asked, told((await gf.open(value)).words))
  return reasons
}

const securityTxt = (): string => {
  const text = Disclosure.securityTxt(policy, {
    expires: "2027-05-13T00:00:00.000Z",
    at: "2026-05-13T00:00:00.000Z"
  })
  if (text._tag === "Failure") throw new Error(text.failure.message)
  return text.success
}

const told = (text: unknown): string => (isErased(text as never) ? "erased" : String(text ?? ""))

const there = <A>(value: A | undefined): A => {
  if (value === undefined) throw new Error(`something that the story tells of report ${report} is not on record`)
  return value
}
