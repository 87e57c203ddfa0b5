/** Running the requirements, without any test runner. */
import type { Store } from "../store/port.ts"
import { inTime } from "./acts.ts"
import {
  type DistantStore,
  type Effort,
  type Elsewhere,
  type Finding,
  type Ground,
  type Held,
  type Requirement,
  type Subject,
  Unmet
} from "./contract.ts"
import { killWhileOpening, openElsewhere } from "./elsewhere.ts"
import { requirements } from "./requirements.ts"

export interface CheckOptions extends Effort {
  /** The ids of the requirements to run: all, when left out. What is not run is not among the findings. */
  readonly only?: ReadonlyArray<string>
  /** How long one requirement may take before it counts as broken. 60 when left out. */
  readonly seconds?: number
}

/** Runs every requirement, in order, and says of each how it went. */
export const check = async (subject: Subject, options: CheckOptions = {}): Promise<ReadonlyArray<Finding>> => {
  const unknown = options.only?.find((id) => !requirements.some((requirement) => requirement.id === id))
  if (unknown !== undefined) throw new Error(`there is no requirement \`${unknown}\``)
  const findings: Array<Finding> = []
  for (const requirement of requirements) {
    const { id, sentence, needs } = requirement
    if (options.only?.includes(id) === false) continue
    if (needs !== undefined && !subject.capabilities.includes(needs)) {
      findings.push({ id, sentence, outcome: "not declared", why: needs })
      continue
    }
    const broken = await runRequirement(subject, requirement, options).then(
      () => undefined,
      (cause: Error) => cause.message
    )
    findings.push(
      broken === undefined ? { id, sentence, outcome: "kept" } : { id, sentence, outcome: "broken", why: broken }
    )
  }
  return findings
}

/** Runs one requirement in a place of its own. Rejects when it is not met. */
export const runRequirement = (
  subject: Subject,
  requirement: Requirement,
  { seconds = 60, rounds = 3, seed = 1 }: Omit<CheckOptions, "only"> = {}
): Promise<void> =>
  inPlace(subject, (ground) =>
    inTime(seconds, `it did not end within ${seconds} seconds`, requirement.run(ground, { rounds, seed }))
  )

/** Lends a new place of the subject, and clears up: what was held is released, what was opened is closed. */
export const inPlace = async <A>(subject: Subject, work: (ground: Ground) => Promise<A>): Promise<A> => {
  const place = await subject.place()
  const opened: Array<Promise<Store>> = []
  const held: Array<Held> = []
  const kept = <Handle extends Store>(opening: Promise<Handle>): Promise<Handle> => {
    opened.push(opening)
    return opening
  }
  const elsewhere = (): Elsewhere => {
    if (place.elsewhere !== undefined) return place.elsewhere
    throw new Unmet("the place does not say how another process opens it: it has no `elsewhere`")
  }
  const distant = async (tenant?: string): Promise<DistantStore> => openElsewhere(elsewhere(), tenant)
  const hold = async (): Promise<Held> => {
    if (place.hold === undefined) throw new Unmet("the place can't hold a transaction open: it has no `hold`")
    const { release } = await place.hold()
    let released: Promise<void> | undefined
    const once = { release: () => (released ??= release()) }
    held.push(once)
    return once
  }
  try {
    return await work({
      open: (tenant) => kept(place.open(tenant)),
      openElsewhere: (tenant) => kept(distant(tenant)),
      killWhileOpening: async (milliseconds) => killWhileOpening(elsewhere(), milliseconds),
      hold
    })
  } finally {
    for (const { release } of held) await release().catch(() => {})
    for (const opening of opened) await opening.then((store) => store.close()).catch(() => {})
    await place.remove?.()
  }
}
