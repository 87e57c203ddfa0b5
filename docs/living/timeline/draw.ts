/** A client's case as a drawing: what the gate says, what its letters stated, what happened. */
import { Reading } from "goodfaith/terms"
import { amsterdam, Day, type Instant, Zone } from "goodfaith/time"
import { atTime, inShort as dayInShort } from "../frame/when.ts"
import { answers, inShort, signs } from "../frame/words.ts"
import type { Happened, Scenario, Stage } from "../stage/stage.ts"
import { type Drawing, fitting, rowsFrom, sheetOf, titled, top } from "./sketch.ts"

export const draw = (stage: Stage, { title, shown }: Scenario, client: string, width: number): Drawing => {
  const sheet = sheetOf(shown, width)
  const { x } = sheet
  const stretches = stage.lane(shown, client).map(({ from, until, verdict: { answer, because } }) => {
    const { clause } = because[0]
    return {
      x: x(from),
      width: x(until) - x(from),
      from,
      until,
      answer,
      clause,
      fill: answer,
      sign: signs[answer],
      label: fitting(inShort(clause.id), x(until) - x(from) - 26),
      said: `${answers[answer]} from ${atTime(amsterdam, from)}: ${clause.quote}`
    }
  })
  let y = top + 34 + 16
  const spans = stage.happened
    .filter(({ stream, event }) => stream.endsWith(`/${client}`) && event._tag === "NoticeSent")
    .filter(sheet.inside)
    .flatMap(({ at, event }) => {
      const { letter, stated } = event as unknown as Letter
      const { accessFrom, objectUntil, answerUntil } = stated
      const endOf = (day: typeof objectUntil) => day && Zone.startOf(amsterdam, Day.add(day, 1))
      return [
        { at, until: accessFrom, words: `${letter}: no access before ${accessFrom && atTime(amsterdam, accessFrom)}` },
        {
          at,
          until: endOf(objectUntil),
          words: `${letter}: objections until ${objectUntil && dayInShort(objectUntil)}`
        },
        // Where only a yes opens, no day of access is told.
        {
          at,
          until: endOf(answerUntil),
          words: `${letter}: a yes asked for by ${answerUntil && dayInShort(answerUntil)}`
        }
      ]
    })
    .flatMap(({ at, until, words }) => {
      // What could not be stated yet is not drawn.
      if (until === undefined) return []
      const span = { x: x(at), width: x(until) - x(at), y, label: fitting(words, width - x(at) - 22), until }
      y += 30
      return [span]
    })
  if (spans.length > 0) y += 6
  const happened = (of: (it: Happened) => boolean) => stage.happened.filter(of)
  return {
    title: titled(`${title}: ${client}`, sheet),
    width,
    weeks: sheet.weeks,
    lanes: [{ y: top, label: undefined, stretches }],
    spans,
    ...rowsFrom(
      y,
      sheet,
      rowsOf(stage, client).map(([label, of]) => [label, happened(of)] as const)
    )
  }
}

interface Letter {
  readonly letter: string
  readonly stated: { readonly accessFrom?: Instant; readonly objectUntil?: Day; readonly answerUntil?: Day }
}

const rowsOf = (stage: Stage, client: string): ReadonlyArray<readonly [string, (it: Happened) => boolean]> => {
  const signed = new Set(
    stage.client(client).state.dpas.map(({ executed }) => Reading.readingsStream(executed.value.terms))
  )
  return [
    ["Between vendor and client", ({ stream }) => stream.startsWith("consultation/") && stream.endsWith(`/${client}`)],
    ["The client", ({ stream }) => stream === `client/${client}`],
    ["The listing", ({ stream }) => stream.startsWith("listing/")],
    ["How its contract is read", ({ stream }) => signed.has(stream)]
  ]
}
