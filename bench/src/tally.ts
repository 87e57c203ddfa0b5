/** The smallest concept there is: things are counted. What a journal costs, and nothing of what a promise costs. */
import { type Decider, record, refuse } from "../../src/kernel/Decider.ts"
import { type Refusal, refusal } from "../../src/kernel/Refusal.ts"
import { conceptCodec, eventCodecs, Id, Instant, Revision, Text } from "../../src/language/codec.schema.ts"
import type { Instant as At } from "../../src/time/Instant.ts"
import type { Concept } from "../../src/journal/index.ts"

export interface Counted {
  readonly _tag: "Counted"
  readonly item: string
  readonly amount: number
  readonly note: string
  readonly at: At
}
export interface Count extends Omit<Counted, "_tag"> {
  readonly _tag: "Count"
}
export interface State {
  readonly times: number
  readonly sum: number
}

const counts = { clause: { id: "tally.counts", quote: "What is counted is more than nothing." } }
const Nothing = refusal("Nothing", counts, "nothing was counted")

export const initial: State = { times: 0, sum: 0 }

export const evolve = (state: State, event: Counted): State => ({
  times: state.times + 1,
  sum: state.sum + event.amount
})

const decider: Decider<Count, State, Counted, Refusal, undefined> = {
  initial,
  evolve,
  decide: (command) => (command.amount > 0 ? record({ ...command, _tag: "Counted" }) : refuse(Nothing))
}

const fields = { item: Id, amount: Revision, note: Text, at: Instant }

const codec = conceptCodec<Count, Counted>()({
  name: "tally",
  commands: { Count: fields },
  events: { Counted: { version: 1, fields } }
})

export const tally: Concept<Count, State, Counted, Refusal, undefined> = { codec, decider, world: () => undefined }
export const codecs = eventCodecs(codec)
