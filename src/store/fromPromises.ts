/**
 * A store of your own from six plain questions.
 *
 * The port (`port.ts`) says what a store promises; most of it is the same for every store: the order in which a request is looked
 * at, conflicts and what was missed, replays, lists, positions with their epoch, pages, closing. That part stands here. What is left is
 * what only you can know: how a few rows are kept and found again.
 */
import type { Revision, StreamId } from "../language/ids.ts"
import {
  type Answer,
  type Append,
  type Page,
  pageSize,
  type Receipt,
  type Store,
  type StoredEvent,
  StoreFault
} from "./port.ts"
import { checkAppends, checkFrom, checkLimit, numberOf, positionOf, spoils, untried } from "./request.ts"

/** An event as you keep it. */
export interface Kept {
  readonly stream: StreamId
  /** From 0 on in each stream. */
  readonly revision: Revision
  /** Where it stands among all events: 1 or more, whole, greater than that of any event kept before it. Gaps are fine. */
  readonly place: number
  /** To be given back to the letter. */
  readonly text: string
}

/** What is kept of a command, beside its events and for as long. */
export interface KeptReceipt {
  readonly commandId: string
  readonly fingerprint: string
  readonly stream: StreamId
  /** The revision of the first event of the command. */
  readonly first: Revision
  readonly last: Revision
  /** The place of its last event. */
  readonly place: number
}

/** What is to be kept: the events of one command at consecutive revisions from `first` on, and its receipt. */
export interface ToKeep {
  readonly commandId: string
  readonly fingerprint: string
  readonly stream: StreamId
  readonly first: Revision
  /** One or more. */
  readonly texts: ReadonlyArray<string>
}

/** What is asked while something is written. Everybody who writes must see what anybody wrote before. */
export interface Writing {
  /** The receipt of a command; `undefined` or `null` when it is not known. */
  readonly receipt: (commandId: string) => Promise<KeptReceipt | null | undefined>
  /** The revision of the last event of a stream; `-1` when there is none. */
  readonly revision: (stream: StreamId) => Promise<Revision>
  /** The events of a stream from a revision on, in order, at most `limit` of them. */
  readonly stream: (stream: StreamId, from: Revision, limit: number) => Promise<ReadonlyArray<Kept>>
  /**
   * Keeps the events and the receipt: all of it or nothing, and answers the place of the last event. Outside a `transaction` it is
   * answered when it is safe, as far as your store promises it.
   */
  readonly keep: (what: ToKeep) => Promise<number>
}

/** What you write. */
export interface Questions extends Writing {
  /**
   * Names the order in which this log counts: made once when the log is made, another one when it was put back to an older copy. Small
   * letters, digits and `-`.
   */
  readonly epoch: string
  /** The events of all streams behind a place, in order of their places, at most `limit` of them. */
  readonly all: (after: number, limit: number) => Promise<ReadonlyArray<Kept>>
  /**
   * Does the work while nobody else writes, neither this process nor another, keeps all that `keep` was given or nothing, and answers what
   * `work` answered. `work` asks what it is handed, so hand it questions that see what the transaction wrote itself; the questions beside this
   * one are asked meanwhile, and must not see it. `work` may be done once more from the beginning if nothing of the first time was
   * kept. Answered when it is safe.
   *
   * Left out: then each `keep` is safe alone, and nobody but this handle may write. Given: `keep` is asked inside of it only.
   */
  readonly transaction?: <A>(work: (writing: Writing) => Promise<A>) => Promise<A>
  /** Lets go of what you hold. Called once, when nothing is being asked any more. */
  readonly close?: () => Promise<void>
}

/**
 * A store made of these questions. It asks one thing of writes at a time, in the order in which they came in; reading waits for
 * nobody. Whatever your questions throw becomes a `StoreFault` of kind `broken` with your error as its cause; throw a `StoreFault`
 * yourself to say `busy`.
 *
 * Check it with the contract kit (`goodfaith/testing`); the guide is `docs/a-store-of-your-own.md`.
 *
 * ```ts
 * import { fromPromises, type Kept, type KeptReceipt } from "goodfaith/store"
 * const events: Array<Kept> = []
 * const receipts = new Map<string, KeptReceipt>()
 * const store = fromPromises({
 *   epoch: "1",
 *   receipt: async (commandId) => receipts.get(commandId),
 *   revision: async (name) => events.filter(({ stream }) => stream === name).length - 1,
 *   stream: async (name, from, limit) => events.filter(({ stream }) => stream === name).slice(from, from + limit),
 *   all: async (after, limit) => events.slice(after, after + limit),
 *   keep: async ({ texts, ...about }) => {
 *     for (const [index, text] of texts.entries())
 *       events.push({ stream: about.stream, revision: about.first + index, place: events.length + 1, text })
 *     receipts.set(about.commandId, { ...about, last: about.first + texts.length - 1, place: events.length })
 *     return events.length
 *   }
 * })
 * await store.append([{ stream: "guestbook/lobby", expected: -1, commandId: "c1", fingerprint: "f1", events: ["{}"] }])
 * await store.revision("guestbook/lobby") // => 0
 * ```
 */
export const fromPromises = (questions: Questions): Store => {
  const { epoch } = questions
  if (!/^[a-z0-9-]+$/.test(epoch))
    throw new StoreFault("misused", `an epoch is made of small letters, digits and \`-\`, not \`${epoch}\``)
  const transaction = questions.transaction ?? ((work) => work(questions))
  const asked = new Set<Promise<unknown>>()
  let closing: Promise<void> | undefined
  let writing: Promise<unknown> = Promise.resolve()

  const eventOf = ({ stream, revision, place, text }: Kept): StoredEvent => {
    if (typeof place !== "number" || typeof revision !== "number")
      throw new StoreFault(
        "broken",
        `revision and place are numbers, and those of an event of \`${stream}\` are a ${typeof revision} and a ${typeof place}`
      )
    return { stream, revision, position: positionOf(epoch, place), text }
  }

  const receiptOf = ({ commandId, stream, first, last, place }: KeptReceipt): Receipt => ({
    commandId,
    stream,
    first,
    last,
    position: positionOf(epoch, place)
  })

  const appendTo = async (log: Writing, { stream, expected, events, ...command }: Append): Promise<Answer> => {
    const known = await log.receipt(command.commandId)
    if (known !== undefined && known !== null) {
      return known.fingerprint === command.fingerprint
        ? { _tag: "Replayed", receipt: receiptOf(known) }
        : { _tag: "OtherCommand" }
    }
    const revision = await log.revision(stream)
    if (revision !== expected) {
      const missed = expected < revision ? await log.stream(stream, expected + 1, pageSize) : []
      return { _tag: "Conflict", revision, missed: missed.map(eventOf) }
    }
    if (events.length === 0) return { _tag: "Confirmed" }
    const { commandId, fingerprint } = command
    const kept = { commandId, fingerprint, stream, first: expected + 1 }
    const place = await log.keep({ ...kept, texts: [...events] })
    if (!Number.isSafeInteger(place) || place < 1)
      throw new StoreFault(
        "broken",
        `\`keep\` answers the place of the last event, a whole number from 1, not \`${place}\``
      )
    return { _tag: "Appended", receipt: receiptOf({ ...kept, last: expected + events.length, place }) }
  }

  const appendAll = async (log: Writing, requests: ReadonlyArray<Append>): Promise<ReadonlyArray<Answer>> => {
    const spoilt = new Set<StreamId>()
    const answers: Array<Answer> = []
    for (const request of requests) {
      const answer = spoilt.has(request.stream) ? untried : await appendTo(log, request)
      if (spoils(request, answer)) spoilt.add(request.stream)
      answers.push(answer)
    }
    return answers
  }

  /** Asks, as long as the store is open; what goes wrong is a `StoreFault`. */
  const ask = <A>(question: () => Promise<A>): Promise<A> => {
    const answer = (async () => {
      if (closing !== undefined) throw new StoreFault("closed", "this handle was closed")
      try {
        return await question()
      } catch (cause) {
        if (cause instanceof StoreFault) throw cause
        throw new StoreFault(
          "broken",
          `the store failed: ${cause instanceof Error ? cause.message : String(cause)}`,
          cause
        )
      }
    })()
    asked.add(answer)
    const done = () => void asked.delete(answer)
    answer.then(done, done)
    return answer
  }

  const inTurn = <A>(work: () => Promise<A>): Promise<A> => {
    const mine = writing.then(work, work)
    writing = mine.catch(() => {})
    return mine
  }

  return {
    append: (requests) =>
      ask(() => {
        checkAppends(requests)
        const copies = requests.map((request) => ({ ...request, events: [...request.events] }))
        return inTurn(async () => {
          const answers = await transaction((log) => appendAll(log, copies))
          if (Array.isArray(answers)) return answers
          throw new StoreFault("broken", "`transaction` answers what `work` answered, and answered something else")
        })
      }),
    readStream: (stream, page = {}) =>
      ask(async () => {
        const [from, limit] = [checkFrom(page.from), checkLimit(page.limit)]
        const events = (await questions.stream(stream, from, limit)).map(eventOf)
        // Asked afterwards, so it is never behind what was read.
        return { events, revision: await questions.revision(stream) }
      }),
    readAll: (page = {}) =>
      ask(async () => {
        const limit = checkLimit(page.limit)
        const after = page.after === undefined ? 0 : numberOf(epoch, page.after)
        if (after === undefined) return { _tag: "OtherEpoch", epoch }
        // One more than asked for tells whether there is more.
        const found = await questions.all(after, limit + 1)
        // A place that this log has not reached was given by another one, of which this is an older copy.
        if (found.length === 0 && after > 0 && (await questions.all(after - 1, 1)).length === 0)
          return { _tag: "OtherEpoch", epoch }
        const events = found.slice(0, limit).map(eventOf)
        const position = events.at(-1)?.position ?? positionOf(epoch, after)
        return { _tag: "Page", events, position, more: found.length > limit } satisfies Page
      }),
    revision: (stream) => ask(() => questions.revision(stream)),
    close: () => {
      closing ??= (async () => {
        await Promise.allSettled(asked)
        await questions.close?.()
      })()
      return closing
    }
  }
}
