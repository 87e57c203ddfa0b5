/** Plays the host with Effect: an answer is lost on the way and asked for again; a month passes on a `TestClock`. */
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Goodfaith } from "goodfaith"
import { memory, memoryKeys, newMemory } from "goodfaith/memory"
import { open } from "goodfaith/promise"
import { type Store, StoreFault } from "goodfaith/store"
import { commercial } from "goodfaith/terms/ready"
import { Instant } from "goodfaith/time"
import { announcing, letter, privacyOffice, settle } from "../acme.ts"
import type { Play } from "../play.ts"
import { mayHandle, record } from "./program.ts"

export const play: Play = async (say) => {
  const shared = newMemory()
  const keys = memoryKeys()
  const terms = [commercial]
  const before = await open({ store: memory({ in: shared }), keys, terms })
  await settle(before)
  await before.close()

  const line = cutLine(memory({ in: shared }))
  const layer = Goodfaith.layer({ store: line.store, keys, terms })

  const program = Effect.gen(function* () {
    const gf = yield* Goodfaith
    yield* TestClock.setTime(Instant.toMillis("2026-04-02T08:00:00.000Z"))

    line.cut()
    for (const [step, command] of announcing("2026-04-02T08:00:00.000Z").entries()) {
      const asked = { ...privacyOffice, commandId: `kluis.${step}` }
      // The waits between two tries are real ones; the month of this story is not.
      const { events } = yield* TestClock.withLive(record(gf.listing("main"), command, asked))
      say(`${command._tag}: ${events}`)
    }
    const recorded = yield* gf.listing("main").events()
    const announced = recorded.filter(({ header }) => header.type === "listing/ChangeAnnounced").length
    say(`answers lost: ${line.lost()}; announcements recorded: ${announced}`)

    yield* gf.react()
    for (const { client, key } of yield* gf.agenda()) {
      const told = { ...letter, letter: `kluis-${client}`, at: "2026-04-02T09:00:00.000Z" }
      yield* record(gf.consultation("kluis-2026", client), told, { ...privacyOffice, commandId: key })
    }

    const ask = mayHandle("kluis", "noordwijk", "sign").pipe(
      Effect.as("Kluis may keep the document"),
      Effect.catchTag("NotOpen", ({ because, opens }) => Effect.succeed(`${because} It opens at ${opens}.`))
    )
    say(`2 April: ${yield* ask}`)
    yield* TestClock.adjust("31 days")
    const answer = yield* ask
    say(`3 May: ${answer}`)

    // A refusal is typed too, and no retry is spent on it.
    const late = { _tag: "WithdrawChange", change: "kluis-2027", at: "2026-05-03T08:00:00.000Z" } as const
    const declined = record(gf.listing("main"), late, { ...privacyOffice, commandId: "withdraw-1" })
    say(
      yield* declined.pipe(
        Effect.as("withdrawn"),
        Effect.catchTag("Declined", ({ says }) => Effect.succeed(says))
      )
    )
    return `Answers lost: ${line.lost()}; announcements recorded: ${announced}. 3 May: ${answer}.`
  })

  return Effect.runPromise(program.pipe(Effect.provide(layer), Effect.provide(TestClock.layer())))
}

/** A line to the store that can be cut: then the store has written, and nobody hears of it. */
const cutLine = (store: Store) => {
  let cut = false
  let lost = 0
  const append: Store["append"] = async (requests) => {
    const answers = await store.append(requests)
    if (!cut) return answers
    cut = false
    lost += 1
    throw new StoreFault("broken", "the line was cut")
  }
  return { store: { ...store, append }, cut: () => void (cut = true), lost: () => lost }
}

if (import.meta.main) await play(console.log)
