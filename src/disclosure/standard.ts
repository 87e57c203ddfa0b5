/**
 * A report in the words of the standard for coordinated disclosure (CERT/CC Vultron): its three machines and their letters.
 *
 * For hosts that talk to others in those words. Where we differ, and why: `docs/decisions/disclosure-and-the-standard.md`.
 */
import { eventRef } from "../language/ids.ts"
import { type Event, evolve, initial, type State, stream } from "./Report.ts"

/** The states of the three machines: how the report is managed, the embargo, and the case as `vfdpxa` with a capital for what is so. */
export interface Standard {
  readonly rm: "S" | "R" | "I" | "V" | "A" | "D" | "C"
  readonly em: "N" | "P" | "A" | "R" | "X"
  readonly cs: string
}

export const inTheStandard = ({ handling, weakness, embargo }: State): Standard => ({
  rm: handling.received === undefined ? "S" : stages[handling.stage],
  em: embargoes[embargo.stage],
  cs: [
    handling.received === undefined ? "v" : "V",
    weakness.fixReady === undefined ? "f" : "F",
    weakness.fixDeployed === undefined ? "d" : "D",
    weakness.public === undefined ? "p" : "P",
    weakness.exploitPublic === undefined ? "x" : "X",
    weakness.attacks === undefined ? "a" : "A"
  ].join("")
})

const stages = { Received: "R", NeedsInformation: "I", Valid: "V", Accepted: "A", Deferred: "D", Closed: "C" } as const
const embargoes = { None: "N", Proposed: "P", Active: "A", Revise: "R", Exited: "X" } as const

/** A history as the words that the standard's machines would read. */
export interface Words {
  readonly rm: string
  readonly em: string
  readonly cs: string
}

/**
 * The words of a history. A report that is closed before anybody found it valid is `ic`: the standard closes no report that was not
 * invalid first.
 */
export const wordsOf = (events: Iterable<Event>): Words => wordsFrom(initial, events)

/** The words of what happened after a state. */
export const wordsFrom = (from: State, events: Iterable<Event>): Words => {
  let state = from
  let words: Words = { rm: "", em: "", cs: "" }
  let revision = 0
  for (const event of events) {
    const next = evolve(state, event, eventRef(stream("told"), revision))
    revision += 1
    const letter = letterOf(event, inTheStandard(state), inTheStandard(next))
    words = { rm: words.rm + letter.rm, em: words.em + letter.em, cs: words.cs + letter.cs }
    state = next
  }
  return words
}

const letterOf = (event: Event, was: Standard, is: Standard): Words => ({
  rm: was.rm === is.rm ? "" : was.rm === "R" && is.rm === "C" ? "ic" : is.rm.toLowerCase(),
  em: emLetters[event._tag] ?? "",
  cs: [...is.cs].filter((letter) => !was.cs.includes(letter)).join("")
})

const emLetters: { readonly [Tag in Event["_tag"]]?: string } = {
  EmbargoProposed: "p",
  EmbargoRejected: "r",
  EmbargoAccepted: "a",
  EmbargoTerminated: "t"
}
