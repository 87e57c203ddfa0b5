/** A write that fails after some of it was written. */
import type { StreamId } from "../../language/ids.ts"
import type { Append, Receipt, Store } from "../../store/port.ts"
import { appendOne } from "../../store/request.ts"
import {
  allEvents,
  allTexts,
  append,
  everything,
  filled,
  garden,
  lobby,
  page,
  request,
  rooms,
  streamTexts,
  texts
} from "../acts.ts"
import { must, noFlaws, same } from "../claims.ts"
import { type Ground, type Requirement, Unmet } from "../contract.ts"
import { checkLog, selfDescribing } from "../log.ts"

/** Appends while writing fails, which must reject. */
const failing = async ({ fail }: Ground, store: Store, requests: ReadonlyArray<Append>): Promise<void> => {
  const { end } = await fail()
  const fault = await store.append(requests).then(
    () => undefined,
    (cause: unknown) => cause
  )
  await end()
  must(fault !== undefined, "an append was answered though its write was to fail; or else `fail` does not make it fail")
  must(
    isFault(fault, "broken", "busy"),
    `an append whose write failed rejected with ${String(fault)}, not with a StoreFault`
  )
}

const isFault = (cause: unknown, ...kinds: ReadonlyArray<string>): boolean => {
  const { _tag, kind } = (cause ?? {}) as { readonly _tag?: string; readonly kind?: string }
  return _tag === "StoreFault" && kind !== undefined && kinds.includes(kind)
}

type Ask = <A>(question: (store: Store) => Promise<A>) => Promise<A>

/** Asks the handle whose write failed. If that one says `broken` it is closed, and from then on a new one is asked. */
const asking = ({ open }: Ground, store: Store): Ask => {
  let handle = store
  return async (question) => {
    try {
      return await question(handle)
    } catch (cause) {
      if (handle !== store || !isFault(cause, "broken")) throw cause
      await store.close()
      handle = await open()
      return question(handle)
    }
  }
}

/** Looks, and looks again through a new handle where what was answered is to last. */
const lasting = async (ground: Ground, ask: Ask, look: (ask: Ask, when: string) => Promise<void>): Promise<void> => {
  await look(ask, "")
  if (!ground.declares("durability")) return
  await ask((store) => store.close())
  await look(asking(ground, await ground.open()), ", after closing and opening again")
}

export const failed: ReadonlyArray<Requirement> = [
  {
    id: "failed.rejected",
    sentence: "An append whose write fails rejects with a StoreFault, and nothing of it is there, or all of it.",
    needs: "failedWrite",
    run: async (ground) => {
      const store = await ground.open()
      const written = await filled(store, 3)
      const half = request({ expected: 2, events: texts(6, "half") })
      await failing(ground, store, [half])
      await lasting(ground, asking(ground, store), async (ask, when) => {
        const revision = await ask((handle) => handle.revision(lobby))
        const whole = revision === 2 ? written : [...written, ...half.events]
        same(
          [revision, await ask((handle) => streamTexts(handle)), await ask((handle) => allTexts(handle))],
          [whole.length - 1, whole, whole],
          `what is there of a write that failed, which is to be nothing or all${when}`
        )
      })
    }
  },
  {
    id: "failed.again",
    sentence: "A command whose write failed, and that is sent again, is carried out once and gets one receipt.",
    needs: "failedWrite",
    run: async (ground) => {
      const store = await ground.open()
      const written = await filled(store, 3)
      const half = request({ expected: 2, events: texts(4, "half") })
      await failing(ground, store, [half])
      const ask = asking(ground, store)
      const answer = await ask((handle) => appendOne(handle, half))
      if (answer._tag !== "Appended" && answer._tag !== "Replayed")
        throw new Unmet(`a command whose write failed was sent again and answered with ${answer._tag}`)
      const { receipt } = answer
      same([receipt.first, receipt.last], [3, 6], "the first and last revision of its receipt")
      await lasting(ground, ask, async (now, when) => {
        const whole = [...written, ...half.events]
        same(
          await now((handle) => appendOne(handle, half)),
          { _tag: "Replayed", receipt },
          `the answer when it comes once more${when}`
        )
        same(await now((handle) => streamTexts(handle)), whole, `the stream${when}`)
        const events = await now((handle) => allEvents(handle))
        same(
          events.map(({ text }) => text),
          whole,
          `all events${when}`
        )
        same(receipt.position, events.at(-1)?.position, `the position of its receipt${when}`)
      })
    }
  },
  {
    id: "failed.kept",
    sentence: "What was answered before a write failed is there to the letter, and gets its first receipt.",
    needs: "failedWrite",
    run: async (ground) => {
      const store = await ground.open()
      const commands = texts(4).map((text, index) => request({ expected: index - 1, events: [text] }))
      const receipts: Array<Receipt> = []
      for (const command of commands) receipts.push(await append(store, command))
      const before = await allEvents(store)
      await failing(ground, store, [request({ expected: 3, events: texts(4, "half") })])
      await lasting(ground, asking(ground, store), async (ask, when) => {
        const events = await ask((handle) => allEvents(handle))
        same(events.slice(0, before.length), before, `what was there before a write failed${when}`)
        for (const [index, command] of commands.entries())
          same(
            await ask((handle) => appendOne(handle, command)),
            { _tag: "Replayed", receipt: receipts[index] },
            `the answer to a command from before${when}`
          )
      })
    }
  },
  {
    id: "failed.list",
    sentence:
      "Of a list whose write failed each request is there whole with its receipt, or not at all, and is carried out once when it is sent again.",
    needs: "failedWrite",
    run: async (ground) => {
      const store = await ground.open()
      const command = (commandId: string, stream: StreamId, expected: number, count: number): Append =>
        selfDescribing({ stream, expected, commandId, fingerprint: `f-${commandId}` }, count)
      const [one, two, three] = rooms(3) as [StreamId, StreamId, StreamId]
      await append(store, command("before", garden, -1, 1))
      const list = [
        command("first", one, -1, 3),
        command("second", two, -1, 3),
        command("third", one, 2, 2),
        command("fourth", three, -1, 1)
      ]
      await failing(ground, store, list)
      await lasting(ground, asking(ground, store), async (ask) => {
        const there = await ask((handle) => allEvents(handle))
        noFlaws(checkLog(there), there.length)
        const attempts = []
        for (const asked of list) {
          const answer = await ask((handle) => appendOne(handle, asked))
          must("receipt" in answer, `${asked.commandId} was sent again and answered with ${answer._tag}`)
          attempts.push({ request: asked, answer })
        }
        const events = await ask((handle) => allEvents(handle))
        noFlaws(checkLog(events, attempts), events.length)
      })
    }
  },
  {
    id: "failed.goes-on",
    sentence:
      "After a failed write everything goes on: on the same handle, or, where that one says `broken`, on a new one.",
    needs: "failedWrite",
    run: async (ground) => {
      const store = await ground.open()
      await filled(store, 3)
      const { position } = await page(store)
      const half = request({ expected: 2, events: texts(4, "half") })
      await failing(ground, store, [half])
      const ask = asking(ground, store)
      const revision = await ask((handle) => handle.revision(lobby))
      const [next, other] = [texts(2, "next"), texts(3, "other")]
      await ask((handle) => append(handle, { expected: revision, events: next }))
      await ask((handle) => append(handle, { stream: garden, events: other }))
      const seen = await ask(everything)
      await lasting(ground, ask, async (now, when) => {
        same(await now(everything), seen, `what is there${when}`)
        same(
          await now((handle) => allTexts(handle, position)),
          [...(revision === 2 ? [] : half.events), ...next, ...other],
          `what is read on from a position from before${when}`
        )
      })
    }
  }
]
