/** The gate as a busy host asks it: an answer is kept for as long as it surely holds, and no longer. */
import type { GateAnswer, GateQuestion, Goodfaith } from "goodfaith/promise"
import { Instant } from "goodfaith/time"

export interface KeptGate {
  readonly ask: (question: Omit<GateQuestion, "at">) => Promise<GateAnswer>
  /** Something was recorded: nothing that was answered before it counts any more. */
  readonly empty: () => void
}

/**
 * Time alone changes an answer at `validUntil`, so it is kept until then; but not for longer than `longest`, for another process may
 * record an objection that this one hears nothing of. What this process records empties it at once.
 */
export const keptGate = (gf: Pick<Goodfaith, "gate">, clock: () => number, longest: number): KeptGate => {
  let kept = new Map<string, { readonly answer: GateAnswer; readonly until: number }>()
  return {
    ask: async (question) => {
      const now = clock()
      const name = JSON.stringify(question)
      const known = kept.get(name)
      if (known !== undefined && now < known.until) return known.answer
      const mine = kept
      const answer = await gf.gate({ ...question, at: Instant.fromMillis(now) })
      const changes = answer.validUntil === undefined ? Infinity : Instant.toMillis(answer.validUntil)
      // Emptied while it was asked: then this answer goes into what nobody looks at.
      if (mine.size >= 10_000) mine.clear()
      mine.set(name, { answer, until: Math.min(changes, now + longest) })
      return answer
    },
    empty: () => {
      kept = new Map()
    }
  }
}

/** The sentences that decided, each once. */
export const sentencesOf = ({ answer, because }: GateAnswer): ReadonlyArray<string> => [
  ...new Set([because[0], ...because.filter((reason) => reason.answer === answer)].map(({ clause }) => clause.quote))
]
