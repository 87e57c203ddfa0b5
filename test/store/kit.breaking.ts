/** Ways to break a store, in one respect each. Used in this process and in others, so no test runner is in sight. */
import type { Answer, Append, Store, StoredEvent } from "../../src/store/port.ts"
import { appendOne, spoils, untried } from "../../src/store/request.ts"

export type Breaking = (store: Store) => Partial<Store>
export type One = (request: Append) => Promise<Answer>

/** Each request of a list is answered by `change`, one after the other. */
export const each =
  (change: One): Store["append"] =>
  async (requests) => {
    const answers: Array<Answer> = []
    const spoilt = new Set<string>()
    for (const request of requests) {
      const answer = spoilt.has(request.stream) ? untried : await change(request)
      if (spoils(request, answer)) spoilt.add(request.stream)
      answers.push(answer)
    }
    return answers
  }

export const appending =
  (change: (request: Append, append: One, store: Store) => Promise<Answer>): Breaking =>
  (store) => ({ append: each((request) => change(request, (it) => appendOne(store, it), store)) })

/** Answers a whole list. */
export const listing =
  (change: (requests: ReadonlyArray<Append>, store: Store) => Promise<ReadonlyArray<Answer>>): Breaking =>
  (store) => ({ append: (requests) => change(requests, store) })

/** Tries again at the revision that it is told of. */
export const regardless = async (request: Append, append: One): Promise<Answer> => {
  const answer = await append(request)
  return answer._tag === "Conflict" ? regardless({ ...request, expected: answer.revision }, append) : answer
}

export const changingEvents =
  (change: (events: ReadonlyArray<StoredEvent>) => ReadonlyArray<StoredEvent>): Breaking =>
  (store) => ({
    readStream: async (stream, page) => {
      const answer = await store.readStream(stream, page)
      return { ...answer, events: change(answer.events) }
    },
    readAll: async (page) => {
      const answer = await store.readAll(page)
      return answer._tag === "Page" ? { ...answer, events: change(answer.events) } : answer
    }
  })

export const changingTexts = (change: (text: string) => string): Breaking =>
  changingEvents((events) => events.map((event) => ({ ...event, text: change(event.text) })))

let parts = 0

/** Writes the events of a batch one after the other, and lets others in between. */
export const oneByOne = (wait: () => Promise<void>): Breaking =>
  appending(async (request, append) => {
    const known = await append({ ...request, events: [] })
    if (known._tag !== "Confirmed" || request.events.length === 0) return known
    let answer: Answer = known
    for (const [index, text] of request.events.entries()) {
      const last = index === request.events.length - 1
      answer = await append({
        ...request,
        commandId: last ? request.commandId : `part-${process.pid}-${parts++}`,
        expected: request.expected + index,
        events: [text]
      })
      await wait()
    }
    return answer._tag === "Appended"
      ? { ...answer, receipt: { ...answer.receipt, first: request.expected + 1 } }
      : answer
  })

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((goOn) => {
    setTimeout(goOn, milliseconds)
  })
