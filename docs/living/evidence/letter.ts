/** What a file looks like in which somebody changed something: one letter of one date in one event. */
import type { Evidence } from "goodfaith/evidence"
import type { EventRef } from "goodfaith/language"

export interface Changed {
  readonly text: string
  readonly ref: EventRef
  /** The date as it stood, and as it stands. */
  readonly was: string
  readonly now: string
}

/** Of the day on which it happened, or of the first number where it says none. `undefined` where there is nothing to change. */
export const oneLetterChanged = (evidence: Evidence, ref: EventRef): Changed | undefined => {
  const index = evidence.events.findIndex(({ stream, revision }) => ref === `${stream}@${revision}`)
  const event = evidence.events[index]
  if (event === undefined) return undefined
  const day = event.text.search(/(?<="at":"\d{4}-\d\d-)\d\d/)
  const at = day === -1 ? event.text.search(/\d/) : event.text[day] === "3" ? day : day + 1
  if (at === -1) return undefined
  const digit = Number(event.text[at])
  // Every month has the day that comes of it, so that it is still a date: a later one, or an earlier one at the end of a month.
  const letter = digit === 0 || (at !== day && digit < 8) ? digit + 1 : digit - 1
  const text = `${event.text.slice(0, at)}${letter}${event.text.slice(at + 1)}`
  const around = (it: string) => it.slice(it.lastIndexOf('"', at) + 1, day === -1 ? at + 20 : day + 2)
  return {
    text: JSON.stringify({ ...evidence, events: evidence.events.with(index, { ...event, text }) }),
    ref,
    was: around(event.text),
    now: around(text)
  }
}
