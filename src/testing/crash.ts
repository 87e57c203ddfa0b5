/** Killing a writer, and looking at what it leaves. */
import type { Revision, StreamId } from "../language/ids.ts"
import type { Answer, Append, Receipt, Store } from "../store/port.ts"
import { appendOne } from "../store/request.ts"
import { allEvents, inTime, pause, rooms } from "./acts.ts"
import { chance } from "./chance.ts"
import { shown } from "./claims.ts"
import type { Effort, Ground } from "./contract.ts"
import { type Attempt, checkLog, selfDescribing } from "./log.ts"

/** What was found after all rounds. Each sentence is a promise that was broken. */
export interface Crashes {
  readonly rounds: number
  /** How many requests were answered before the writer was killed, and how many were on their way. */
  readonly acknowledged: number
  readonly unknown: number
  /** How many of those on their way had been carried out. */
  readonly carriedOut: number
  /** What was acknowledged is not there, or is not answered with its first receipt. */
  readonly lost: ReadonlyArray<string>
  /** Half batches, gaps, guards that were not kept. */
  readonly torn: ReadonlyArray<string>
  /** What was sent again was carried out twice, or not at all. */
  readonly again: ReadonlyArray<string>
}

/**
 * Kills a process that appends, again and again in one place, and looks each time at what is there.
 *
 * In each round another process opens the place and is sent lists of self-describing appends, several at a time; a few milliseconds
 * after its first answer it is killed (SIGKILL). The place is opened here; what was acknowledged must be answered with its
 * first receipt, what was on its way must be carried out once when it is sent again. In the end `checkLog` judges the whole log. As long
 * as nothing that was on its way had been carried out, rounds are added, up to twelve in all.
 *
 * ```ts nocheck: runs for a minute, and the subject is yours to write
 * import { crash, inPlace } from "goodfaith/testing"
 * const { lost, torn, again } = await inPlace(mySubject, (ground) => crash(ground, { rounds: 200, seed: 7 }))
 * ```
 */
export const crash = async (
  { open, openElsewhere }: Pick<Ground, "open" | "openElsewhere">,
  { rounds = 3, seed = 1 }: Effort = {}
): Promise<Crashes> => {
  const { between } = chance(seed)
  const attempts: Array<Attempt> = []
  const [lost, torn, again]: [Array<string>, Array<string>, Array<string>] = [[], [], []]
  let [acknowledged, unknown, carriedOut] = [0, 0, 0]

  let round = 0
  for (let isLast = false; !isLast; round++) {
    const sent = await untilKilled(await openElsewhere(), {
      name: `s${seed}-r${round}`,
      seed: seed * 7919 + round,
      milliseconds: between(0, 25)
    })
    attempts.push(...sent)
    const store = await open()
    for (const { request, answer } of sent) {
      const now = await appendOne(store, request)
      const twice = await appendOne(store, request)
      attempts.push({ request, answer: now }, { request, answer: twice })
      if (answer === undefined) {
        unknown++
        if (now._tag === "Replayed") carriedOut++
        if (now._tag !== "Appended" && now._tag !== "Replayed")
          again.push(`${request.commandId} was on its way, was sent again and answered with ${now._tag}`)
      } else {
        acknowledged++
        const receipt: Receipt | undefined = "receipt" in answer ? answer.receipt : undefined
        if (answer._tag !== "Appended")
          again.push(`${request.commandId} was the only writer's next append and was answered with ${answer._tag}`)
        else if (now._tag !== "Replayed" || shown(now.receipt) !== shown(receipt))
          lost.push(
            `${request.commandId} was acknowledged with ${shown(receipt)}, and answered with ${shown(now)} afterwards`
          )
      }
      if ("receipt" in now && shown(twice) !== shown({ _tag: "Replayed", receipt: now.receipt }))
        again.push(`${request.commandId} was answered with ${shown(now)}, and then with ${shown(twice)}`)
    }
    // A kill that came before anything on its way was carried out has not shown what happens to it.
    const isShown = carriedOut > 0 || again.length > 0
    isLast = round + 1 >= (isShown ? rounds : Math.max(rounds, fruitless))
    for (const { law, sentence } of checkLog(await allEvents(store), isLast ? attempts : sent)) {
      const kind = law === "receipt" ? lost : law === "once" || law === "refused" ? again : torn
      if (!kind.includes(sentence)) kind.push(sentence)
    }
    await store.close()
  }
  return { rounds: round, acknowledged, unknown, carriedOut, lost, torn, again }
}

/** So many rounds at most are added while nothing that was on its way had been carried out: on a busy machine a kill may come late. */
const fruitless = 12

/** How many lists are on their way at a time. */
const senders = 4

/**
 * Sends appends to a store in another process until it is killed. Each sender has two streams of its own: calls that are made at once
 * may be carried out in any order, so none builds on what another has not been answered.
 */
const untilKilled = async (
  store: Store & { readonly kill: () => Promise<void> },
  { name, seed, milliseconds }: { readonly name: string; readonly seed: number; readonly milliseconds: number }
): Promise<ReadonlyArray<Attempt>> => {
  const { between, oneOf } = chance(seed)
  const at = new Map<StreamId, Revision>()
  for (const stream of rooms(senders * 2)) at.set(stream, await store.revision(stream))

  const sent: Array<{ readonly request: Append; answer?: Answer }> = []
  let commands = 0
  const ending = new AbortController()
  let heard = (): void => {}
  const firstAnswer = new Promise<void>((goOn) => (heard = goOn))

  const sending = async (_: unknown, sender: number): Promise<void> => {
    const own = rooms(senders * 2).slice(sender * 2, sender * 2 + 2)
    while (!ending.signal.aborted) {
      const list = Array.from({ length: between(1, 3) }, () => {
        const stream = oneOf(own)
        const commandId = `${name}-${commands++}`
        const request = selfDescribing(
          { stream, expected: at.get(stream)!, commandId, fingerprint: `f-${commandId}` },
          between(1, 4)
        )
        at.set(stream, request.expected + request.events.length)
        const attempt: { readonly request: Append; answer?: Answer } = { request }
        sent.push(attempt)
        return attempt
      })
      try {
        const answers = await store.append(list.map(({ request }) => request))
        list.forEach((attempt, index) => (attempt.answer = answers[index]!))
        heard()
      } catch (cause) {
        if (ending.signal.aborted) return
        throw cause
      }
    }
  }
  const all = Promise.all(Array.from({ length: senders }, sending))
  await inTime(15, "the store in another process answered nothing within 15 seconds", Promise.race([firstAnswer, all]))
  await pause(milliseconds)
  ending.abort()
  await store.kill()
  await all
  return sent
}
