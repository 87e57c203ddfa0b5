/** Why an answer is so, picked out of its reasons for a reader. */
import type { GateVerdict, Outlook } from "goodfaith/gate"
import { citedBy } from "goodfaith/kernel"
import type { EventRef } from "goodfaith/language"
import type { Happened } from "../stage/stage.ts"
import { parameterInWords, sentenceOf } from "./words.ts"

export interface Why {
  readonly clause: { readonly id: string; readonly quote: string }
  /** The words of the contract behind it. */
  readonly contract: string | undefined
  /** What a person must record first. */
  readonly needs: ReadonlyArray<string>
  /** What the vendor reads into a contract that is silent. */
  readonly readings: ReadonlyArray<string>
  readonly facts: ReadonlyArray<{ readonly ref: EventRef; readonly sentence: string; readonly at: Happened["at"] }>
  readonly absent: ReadonlyArray<string>
}

export const whyOf = (verdict: GateVerdict & Outlook, happened: ReadonlyMap<string, Happened>): Why => {
  const [deciding, ...rest] = verdict.because
  // What a rule of the gate was given is told right behind it, up to the next question of the gate.
  const end = rest.findIndex(({ clause }) => clause.id.startsWith("gate."))
  const told = [deciding, ...rest.slice(0, end === -1 ? rest.length : end)]
  const own = told.flatMap(({ facts }) => facts)
  // Where nothing keeps it shut no single reason decides: then it is what passed between the two sides.
  const refs = own.length > 0 ? own : citedBy(verdict).filter((ref) => ref.startsWith("consultation/"))
  const terms = told.flatMap((reason) => reason.terms ?? [])
  return {
    clause: deciding.clause,
    contract: terms.find(({ source, reading }) => reading === undefined && source.words !== "")?.source.words,
    needs: verdict.needs.map(({ open, why, words }) => {
      const what = why === "notSaid" ? `the client's yes ${open}` : parameterInWords(open)
      return words === undefined ? `${what}: ${silent[why]}` : `${what}: ${silent[why]}, “${words}”`
    }),
    readings: [
      ...new Set(
        terms.flatMap(({ reading, parameter }) => (reading === undefined ? [] : [parameterInWords(parameter)]))
      )
    ],
    facts: [...new Set(refs)].flatMap((ref) => {
      const it = happened.get(ref)
      return it === undefined ? [] : [{ ref, sentence: sentenceOf(it.event), at: it.at }]
    }),
    absent: (deciding.absent ?? []).map(({ stream, upTo }) =>
      upTo < 0 ? `nothing in ${stream}` : `nothing else in ${stream}, read up to ${upTo}`
    )
  }
}

const silent = {
  unstated: "the contract is silent",
  notSeen: "that part of the contract was not seen",
  reasonable: "the contract has words and no number",
  days: "the contract does not say which days",
  notJudged: "somebody must judge whether it fits the case",
  notSaid: "nobody has said whether it was in writing"
} as const
