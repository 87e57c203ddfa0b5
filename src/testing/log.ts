/**
 * The offline proof: a log whose events describe themselves shows by itself that every guard held.
 *
 * Each event says in its text what was asked for: the stream, the revision it was decided on, the command and its place in the
 * batch. Whoever reads the log afterwards needs no trust in whoever wrote it.
 */
import type { Revision, StreamId } from "../language/ids.ts"
import { type Answer, type Append, pageSize, type Receipt, type StoredEvent } from "../store/port.ts"
import { shown } from "./claims.ts"

/** What an event says about itself. */
export interface Told {
  readonly stream: StreamId
  readonly expected: Revision
  readonly commandId: string
  readonly fingerprint: string
  /** Its place in the batch, from 0, and how many events the batch has. */
  readonly index: number
  readonly of: number
}

/** A request that was sent. Without an answer it may have been carried out, or not. */
export interface Attempt {
  readonly request: Append
  readonly answer?: Answer
}

/** Something in a log that must not be. */
export interface Flaw {
  /**
   * `order`: positions or revisions do not ascend one by one. `told`: an event does not stand where it says, so a guard was not
   * kept. `whole`: half a batch, or one with something in between. `once`: a command was carried out twice. `receipt`: an answer
   * says something else than the log. `refused`: what was not taken is there.
   */
  readonly law: "order" | "told" | "whole" | "once" | "receipt" | "refused"
  readonly sentence: string
}

/** A request whose events describe themselves. */
export const selfDescribing = (
  { stream, expected, commandId, fingerprint }: Omit<Append, "events">,
  count: number
): Append => ({
  stream,
  expected,
  commandId,
  fingerprint,
  events: Array.from({ length: count }, (_, index) =>
    JSON.stringify({ stream, expected, commandId, fingerprint, index, of: count } satisfies Told)
  )
})

/**
 * What is wrong with a log of self-describing events: nothing, when every promise was kept.
 *
 * `events` are all events in the order of `readAll`. With `attempts`, everything that was asked for and what was answered, it also
 * proves that what was acknowledged is there to the letter, once, and that what was refused is not. Attempts of writers who are
 * not known may be left out.
 *
 * ```ts
 * import { memory } from "goodfaith/memory"
 * import { checkLog, selfDescribing } from "goodfaith/testing"
 * const store = memory()
 * const request = selfDescribing({ stream: "guestbook/lobby", expected: -1, commandId: "c1", fingerprint: "f1" }, 2)
 * const [answer] = await store.append([request])
 * const page = await store.readAll()
 * const events = page._tag === "Page" ? page.events : []
 * checkLog(events, [{ request, answer: answer! }]) // => []
 * checkLog(events.slice(1)).map(({ law }) => law) // => ["order", "whole"]
 * ```
 */
export const checkLog = (
  events: ReadonlyArray<StoredEvent>,
  attempts: ReadonlyArray<Attempt> = []
): ReadonlyArray<Flaw> => {
  const flaws: Array<Flaw> = []
  const flaw = (law: Flaw["law"], sentence: string): void => void flaws.push({ law, sentence })

  const streams = new Map<StreamId, Array<StoredEvent>>()
  const batches = new Map<string, Array<{ readonly event: StoredEvent; readonly told: Told; readonly at: number }>>()

  events.forEach((event, at) => {
    const { stream, revision, position } = event
    const before = events[at - 1]
    if (before !== undefined && !(before.position < position))
      flaw("order", `position ${position} does not come after ${before.position}`)
    const own = streams.get(stream) ?? []
    streams.set(stream, own)
    const next = (own.at(-1)?.revision ?? -1) + 1
    if (revision !== next) flaw("order", `revision ${revision} of ${stream} comes where ${next} should be`)
    own.push(event)

    const told = toldBy(event.text)
    if (told === undefined) return flaw("told", `${stream}@${revision} does not describe itself`)
    if (told.stream !== stream || told.expected + 1 + told.index !== revision)
      flaw(
        "told",
        `${stream}@${revision} holds event ${told.index} of ${told.commandId}, which was guarded by ${told.stream} at revision ${told.expected}`
      )
    const batch = batches.get(told.commandId) ?? []
    batches.set(told.commandId, batch)
    batch.push({ event, told, at })
  })

  for (const [commandId, batch] of batches) {
    const { of, fingerprint } = batch[0]!.told
    const indexes = batch.map(({ told }) => told.index)
    const isOther = batch.some(({ told }) => told.fingerprint !== fingerprint || told.of !== of)
    if (isOther || new Set(indexes).size < indexes.length) flaw("once", `${commandId} was carried out more than once`)
    else if (batch.length < of) flaw("whole", `of ${commandId} there are ${batch.length} of ${of} events`)
    else if (indexes.some((index, place) => index !== place))
      flaw("whole", `the events of ${commandId} are out of order: ${indexes.join(", ")}`)
    else if (batch.at(-1)!.at - batch[0]!.at !== of - 1)
      flaw("whole", `something stands between the events of ${commandId}`)
  }

  const answered = (request: Append, answer: Answer): void => {
    if (answer._tag === "Appended" || answer._tag === "Replayed") {
      const { receipt } = answer
      const batch = batches.get(request.commandId) ?? []
      const own = batch.filter(({ told }) => told.fingerprint === request.fingerprint).map(({ event }) => event)
      const is: Partial<Receipt> = {
        commandId: request.commandId,
        ...(own.length > 0 && {
          stream: own[0]!.stream,
          first: own[0]!.revision,
          last: own.at(-1)!.revision,
          position: own.at(-1)!.position
        })
      }
      if (own.length === 0) flaw("receipt", `${request.commandId} was answered with ${answer._tag}, and is not there`)
      else if (shown(is) !== shown(receipt))
        flaw("receipt", `the receipt of ${request.commandId} is ${shown(receipt)}, and the log says ${shown(is)}`)
      else if (answer._tag === "Appended" && shown(own.map(({ text }) => text)) !== shown(request.events))
        flaw("receipt", `the events of ${request.commandId} are not the ones that were handed in`)
    }
    if (answer._tag === "Conflict") {
      const tail = (streams.get(request.stream) ?? []).slice(request.expected + 1, answer.revision + 1)
      if (answer.revision === request.expected)
        flaw(
          "receipt",
          `${request.commandId} was a conflict at the very revision that it expected, ${request.expected}`
        )
      else if (shown(tail.slice(0, pageSize)) !== shown(answer.missed))
        flaw(
          "receipt",
          `the conflict of ${request.commandId} at ${request.expected} carried other events than were missed`
        )
    }
  }

  // A command whose every answer was a refusal must have left nothing; one that went without an answer may have.
  const taken = new Map<string, number>()
  const refused = new Map<string, boolean>()
  const named = ({ commandId, fingerprint }: Append): string => JSON.stringify([commandId, fingerprint])
  for (const { request, answer } of attempts) {
    const isRefusal = answer !== undefined && answer._tag !== "Appended" && answer._tag !== "Replayed"
    refused.set(named(request), (refused.get(named(request)) ?? true) && isRefusal)
    if (answer?._tag === "Appended") taken.set(named(request), (taken.get(named(request)) ?? 0) + 1)
    if (answer !== undefined) answered(request, answer)
  }
  for (const [name, times] of taken)
    if (times > 1) flaw("once", `${(JSON.parse(name) as [string])[0]} was answered with Appended ${times} times`)
  for (const [name, always] of refused) {
    const [commandId, fingerprint] = JSON.parse(name) as [string, string]
    if (always && batches.get(commandId)?.some(({ told }) => told.fingerprint === fingerprint))
      flaw("refused", `${commandId} was refused each time, and is there`)
  }
  return flaws
}

const toldBy = (text: string): Told | undefined => {
  try {
    const told = JSON.parse(text) as Told
    return typeof told.commandId === "string" && Number.isInteger(told.index) ? told : undefined
  } catch {
    return undefined
  }
}
