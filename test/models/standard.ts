/**
 * The standard for coordinated disclosure (CERT/CC Vultron), written down from its grammars and not from our code: three machines,
 * what they accept, and all of it counted out.
 *
 * ```text
 * RM  S-r->R ; R-v->V|i->I ; I-v->V|c->C ; V-a->A|d->D ; A-d->D|c->C ; D-a->A|c->C ; C final
 * EM  N-p->P ; P-p->P|r->N|a->A ; A-p->R|t->X ; R-p->R|a->A|r->A|t->X ; N and X final
 * CS  vfdpxa -> VFDPXA, one letter at a time, never back; V before F before D; pX goes to PX alone, vP to VP alone
 * ```
 */

export interface Machine {
  readonly start: string
  readonly final: ReadonlyArray<string>
  readonly steps: (state: string) => Readonly<Record<string, string>>
}

const table = (
  start: string,
  final: ReadonlyArray<string>,
  steps: Readonly<Record<string, Readonly<Record<string, string>>>>
): Machine => ({ start, final, steps: (state) => steps[state] ?? {} })

export const rm = table("S", ["C"], {
  S: { r: "R" },
  R: { v: "V", i: "I" },
  I: { v: "V", c: "C" },
  V: { a: "A", d: "D" },
  A: { d: "D", c: "C" },
  D: { a: "A", c: "C" }
})

export const em = table("N", ["N", "X"], {
  N: { p: "P" },
  P: { p: "P", r: "N", a: "A" },
  A: { p: "R", t: "X" },
  R: { p: "R", a: "A", r: "A", t: "X" }
})

const letters = ["V", "F", "D", "P", "X", "A"]

export const cs: Machine = {
  start: "vfdpxa",
  final: ["VFDPXA"],
  steps: (state) => {
    const has = (letter: string): boolean => state.includes(letter)
    const only = has("X") && !has("P") ? "P" : has("P") && !has("V") ? "V" : undefined
    const may = letters.filter(
      (letter) =>
        !has(letter) &&
        (only === undefined || only === letter) &&
        (letter !== "F" || has("V")) &&
        (letter !== "D" || has("F"))
    )
    return Object.fromEntries(may.map((letter) => [letter, state.replace(letter.toLowerCase(), letter)]))
  }
}

/** Where a word leads; `undefined` for a word that no history begins with. */
export const run = (machine: Machine, word: string): string | undefined => {
  let state: string | undefined = machine.start
  for (const letter of word) state = state === undefined ? undefined : machine.steps(state)[letter]
  return state
}

/** All words up to a length that lead to a final state, shortest first. */
export const words = (machine: Machine, longest: number): ReadonlyArray<string> => {
  let prefixes: ReadonlyArray<readonly [word: string, state: string]> = [["", machine.start]]
  const found: Array<string> = []
  for (let length = 0; length <= longest; length++) {
    for (const [word, state] of prefixes) if (word !== "" && machine.final.includes(state)) found.push(word)
    prefixes = prefixes.flatMap(([word, state]) =>
      Object.entries(machine.steps(state)).map(([letter, next]) => [word + letter, next] as const)
    )
  }
  return found
}

/** Every state that can be reached, and every step between two of them. */
export const reachable = (machine: Machine) => {
  const states = new Set([machine.start])
  const edges: Array<string> = []
  for (const state of states)
    for (const next of Object.values(machine.steps(state))) {
      states.add(next)
      edges.push(`${state} ${next}`)
    }
  return { states, edges }
}

/**
 * Our machine as `docs/decisions/disclosure-and-the-standard.md` says it: the three of the standard side by side, with the
 * differences that we mean. `once`: whether the report was ever accepted.
 */
export interface Combined {
  readonly h: string
  readonly e: string
  readonly c: string
  readonly once: boolean
}

export const combined = () => {
  const key = ({ h, e, c, once }: Combined): string => `${h} ${e} ${c} ${once}`
  const states = new Map<string, Combined>()
  const steps = new Set<string>()
  const queue: Array<Combined> = []
  const enter = (it: Combined): void => {
    if (states.has(key(it))) return
    states.set(key(it), it)
    queue.push(it)
  }
  enter({ h: "R", e: "N", c: "Vfdpxa", once: false })
  for (let it = queue.shift(); it !== undefined; it = queue.shift()) {
    const here = it
    const { h, e, c, once } = here
    const isOpen = /[PXA]/.test(c)
    const go = (next: Partial<Combined>): void => {
      const there = { ...here, ...next }
      steps.add(`${key(here)} -> ${key(there)}`)
      enter(there)
    }
    const ended = e === "P" ? "N" : e === "A" || e === "R" ? "X" : e
    const fallen = e === "P" ? "N" : e === "R" ? "A" : e
    const handling = { ...rm.steps(h), ...(h === "R" && { c: "C" }) }
    for (const to of Object.values(handling)) go({ h: to, e: to === "C" ? fallen : e, once: once || to === "A" })
    for (const [letter, to] of Object.entries(em.steps(e)))
      if (!isOpen || letter === "r" || letter === "t") go({ e: to })
    if (once && c.includes("f")) go({ c: c.replace("f", "F") })
    if (c.includes("F") && c.includes("d")) go({ c: c.replace("d", "D") })
    if (c.includes("p")) go({ c: c.replace("p", "P"), e: ended })
    if (c.includes("x")) go({ c: c.replace("p", "P").replace("x", "X"), e: ended })
    if (c.includes("a")) go({ c: c.replace(/a$/, "A"), e: ended })
  }
  return { states: [...states.values()], steps: steps.size }
}
