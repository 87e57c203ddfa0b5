/** Were all promises kept? Looks into a place after something was done to it, and asks everything again. */
import type { Outcome, Receipt } from "goodfaith/promise"
import type { Position, Store } from "goodfaith/store"
import type { Header } from "goodfaith/journal"
import { actor, again, ask, isReceipt, type Said } from "./commands.ts"
import type { Opened } from "./places.ts"
import type { Tally } from "./tally.ts"
import type { Attempt } from "./writing.ts"

/** What the log holds of one command. */
interface Events {
  readonly refs: Array<string>
  /** Whether they were recorded when it was asked for another time. */
  readonly again: boolean
}

export interface Judge {
  /**
   * After each round: counts what was sent and answered, asks all of it again, and compares answers and log. What was answered before
   * must be answered so again, to the letter; what was not must be carried out now, or have been; nothing may stand twice or by half.
   */
  readonly round: (opened: Opened, attempts: ReadonlyArray<Attempt>) => Promise<void>
  /** After the last round: the whole log is read from its beginning, and the commands of all rounds are asked again. */
  readonly end: (opened: Opened) => Promise<void>
}

export const judging = (tally: Tally): Judge => {
  const all = new Map<string, { readonly said: Said; readonly receipt: Receipt }>()
  let [log, after] = [new Map<string, Events>(), undefined as Position | undefined]

  const readOn = async (store: Store): Promise<void> => {
    const recordedAt = new Map<string, string>()
    const until = performance.now() + 10_000
    for (;;) {
      const page = await store.readAll(after === undefined ? {} : { after })
      if (page._tag === "OtherEpoch")
        return tally.broke("other", `a position of this log is said to be of epoch ${page.epoch}`)
      for (const { stream, text } of page.events) {
        const { header } = JSON.parse(text) as { readonly header: Header }
        if (header.recordedAt < (recordedAt.get(stream) ?? ""))
          tally.broke("other", `\`${header.ref}\` was recorded before the event before it`)
        recordedAt.set(stream, header.recordedAt)
        if (header.actor !== actor) continue
        const events = log.get(header.commandId)
        if (events === undefined) log.set(header.commandId, { refs: [header.ref], again: header.correlation === again })
        else events.refs.push(header.ref)
      }
      after = page.position
      if (page.more) continue
      if ((page.withheld ?? 0) === 0) return
      if (performance.now() > until) return tally.broke("other", `${page.withheld} events are withheld for 10 seconds`)
      await pause(5)
    }
  }

  const verified = async ({ gf }: Opened): Promise<void> => {
    const { flaws, further, withheld } = await gf.verifyAll()
    for (const { ref, message } of flaws) tally.broke("flaws", `${ref}: ${message}`)
    if (further > 0) tally.broke("flaws", `and ${further} flaws more`)
    if (withheld > 0) tally.broke("other", `${withheld} events are withheld though nobody writes`)
  }

  /** The command, its answer now, and the log say the same. */
  const compared = (id: string, outcome: Outcome): void => {
    if (!isReceipt(outcome))
      return tally.broke("lost", `${id} was asked again and answered with ${JSON.stringify(outcome)}`)
    const refs = log.get(id)?.refs ?? []
    if (outcome.events.length === 0) tally.broke("other", `${id} is said to have left no event`)
    else if (same(refs, outcome.events)) return
    else if (refs.length > outcome.events.length)
      tally.broke("repeated", `${id} left ${refs.join(", ")}, and its receipt says ${outcome.events.join(", ")}`)
    else
      tally.broke(
        refs.length === 0 ? "lost" : "torn",
        `${id} left ${refs.join(", ") || "nothing"}, and its receipt says ${outcome.events.join(", ")}`
      )
  }

  return {
    round: async (opened, attempts) => {
      tally.rounds += 1
      await readOn(opened.store)
      const before = new Map([...log].map(([id, { refs }]) => [id, refs.length]))
      const outcomes = await askAll(
        opened,
        attempts.map(({ said }) => said)
      )
      await readOn(opened.store)
      await verified(opened)
      for (const [index, { said, outcome }] of attempts.entries()) {
        const now = outcomes[index]!
        const found = before.get(said.id) ?? 0
        tally.sent += 1
        if (outcome !== undefined) {
          tally.acknowledged += 1
          if (!isReceipt(outcome)) tally.broke("other", `${said.id} was answered with ${JSON.stringify(outcome)}`)
          else if (!same(outcome, now))
            tally.broke(
              "lost",
              `${said.id} was answered with ${JSON.stringify(outcome)}, and now ${JSON.stringify(now)}`
            )
          // Carried out anew it may get the very receipt that it had.
          else if (found < outcome.events.length)
            tally.broke(
              "lost",
              `${said.id} was answered, and ${found} of its ${outcome.events.length} events were there`
            )
        } else {
          tally.underway += 1
          if (log.get(said.id)?.again === false) tally.carriedOut += 1
        }
        compared(said.id, now)
        if (!isReceipt(now)) continue
        all.set(said.id, { said, receipt: now })
        if (found > 0 && found < now.events.length)
          tally.broke("torn", `of ${said.id} ${found} of ${now.events.length} events were there`)
      }
      for (const id of log.keys()) if (!all.has(id)) tally.broke("other", `nobody asked ${id}, and it is there`)
    },
    end: async (opened) => {
      ;[log, after] = [new Map(), undefined]
      await readOn(opened.store)
      await verified(opened)
      const outcomes = await askAll(
        opened,
        [...all.values()].map(({ said }) => said)
      )
      for (const [index, { said, receipt }] of [...all.values()].entries()) {
        const now = outcomes[index]!
        compared(said.id, now)
        if (!same(now, receipt))
          tally.broke(
            "lost",
            `in the end ${said.id} was answered with ${JSON.stringify(now)}, and before with ${JSON.stringify(receipt)}`
          )
      }
    }
  }
}

/** All of it again, so many at a time as a busy host would. */
const askAll = async ({ gf }: Opened, all: ReadonlyArray<Said>): Promise<ReadonlyArray<Outcome>> => {
  const outcomes: Array<Outcome> = []
  for (let from = 0; from < all.length; from += 200)
    outcomes.push(...(await Promise.all(all.slice(from, from + 200).map((said) => ask(gf, said, again)))))
  return outcomes
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((goOn) => {
    setTimeout(goOn, milliseconds)
  })

/** Both as text, whose fields the library gives in one order. */
const same = (one: unknown, other: unknown): boolean => shown(one) === shown(other)
const shown = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner
  )
