/** What the law wants told of a report, and what a person decides about it. */
import type { Regime, StepId, ToldStep } from "../disclosure/Awareness.ts"
import { type Clock, clocks } from "../disclosure/clocks.ts"
import { newestBy } from "../kernel/facts.ts"
import type { ClientId } from "../language/ids.ts"
import type { Instant } from "../time/Instant.ts"
import { dated, decide, noDay, type ReportDecision, type ReportLook, waiting, type Waits } from "./reportsLook.ts"
import * as rules from "./reportsRules.ts"

/** A step that a law asks for. */
export interface ClockWaits extends Waits {
  readonly what: "file"
  readonly aware: string
  readonly regime: Regime
  readonly step: StepId
  readonly article: string
  /** Of a processor: the client who is to be told. */
  readonly client?: ClientId
  readonly applies: Clock["applies"]
  readonly stands: rules.ClockWaiting
  /** Where it is owed without undue delay, which is no day: from when. */
  readonly since?: Instant
  /** To tell each takes too much effort: those concerned are told in public. */
  readonly inPublic?: true
}

export const ofClocks = (look: ReportLook): ReadonlyArray<ClockWaits | ReportDecision> => {
  const { state, known, now, looked } = look
  if (known === undefined) return []
  const running = clocks(state.awareness, known.hand.place, now, looked).flatMap((clock) => ofClock(look, clock))
  return [
    ...running,
    ...state.awareness.awareness.flatMap(({ aware, applies, told }) => {
      const { aware: id } = aware.value
      const steps = running.flatMap((it) => (it.aware === id ? [it.step] : []))
      const by = (it: typeof applies) => it && newestBy([it], now)
      return [
        ...(steps.some((step) => !isTold(step)) ? decide(look, "applies", id, [aware], by(applies)) : []),
        ...steps.filter(isTold).flatMap((step) => decide(look, "applies", id, [aware], by(told), { step }))
      ]
    })
  ]
}

const isTold = (step: StepId): step is ToldStep => step === "tellSubjects" || step === "tellUsers"

const ofClock = (look: ReportLook, clock: Clock): ReadonlyArray<ClockWaits> => {
  const waits = rules.clockWaits(clock.status)
  if (waits.answer === "nothing") return []
  const of = look.state.awareness.awareness.find(({ aware }) => aware.value.aware === clock.aware)!
  const { regime, client } = of.aware.value
  const status = clock.status.answer
  const due = status._tag === "Open" || status._tag === "Overdue" ? status.due : undefined
  const line = {
    what: "file",
    for: "vendor",
    aware: clock.aware,
    regime,
    step: clock.step.step,
    article: clock.step.article,
    ...(client !== undefined && { client }),
    applies: clock.applies,
    stands: waits.answer,
    ...(status._tag === "Open" && status.since !== undefined && { since: status.since }),
    ...(status._tag === "Open" && status.inPublic && { inPublic: status.inPublic })
  } as const
  return [waiting(look, line, waits, due === undefined ? noDay : dated(due, look.now))]
}
