/**
 * A host without Effect: a server on `node:http` that asks the gate before it hands a client's data to a sub-processor.
 *
 *     POST /hand-over/{engagement}?client=&product=   hands the body over; 403 with the reasons when the gate is not open
 *     POST /record/{listing|client|consultation}/{…}  the privacy office records a command, under an `Idempotency-Key`
 *     GET  /agenda                                    what is to be sent, each letter with its key
 *
 * Events lie in one SQLite file and keys in another. Who may record is the host's to know: here, whoever bears a token.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { type GateAnswer, NotAcceptable, open, type Outcome, type Stream } from "goodfaith/promise"
import { sentence } from "goodfaith/schema"
import { sqlite, sqliteKeys } from "goodfaith/sqlite"
import { commercial } from "goodfaith/terms/ready"
import { keptGate, sentencesOf } from "./gate.ts"

export interface HostOptions {
  readonly folder: string
  /** Who stands behind each token. */
  readonly officers: Readonly<Record<string, string>>
  /** Hands data to the sub-processor behind an engagement. Called when the gate is open, and never else. */
  readonly handOver: (engagement: string, client: string, data: string) => Promise<void>
  readonly clock?: () => number
  /** How often to look who may be owed something, in milliseconds. */
  readonly reactEvery?: number
}

export const start = async (options: HostOptions) => {
  const { folder, officers, handOver, clock = Date.now, reactEvery = 60_000 } = options
  const keys = sqliteKeys(join(folder, "keys.db"))
  const gf = await open({ store: sqlite(join(folder, "trust.db")), keys, terms: [commercial], clock })
  const gate = keptGate(gf, clock, 60_000)

  // Every minute, and never two at a time. A fault is told, and the next minute tries again.
  let timer: NodeJS.Timeout
  let reacting: Promise<void> = Promise.resolve()
  const reactAndAgain = async (): Promise<void> => {
    try {
      const { events, refused } = await gf.react()
      if (events > 0) gate.empty()
      for (const { stream, refusal } of refused) console.error(`${stream}: ${refusal.message}`)
    } catch (fault) {
      console.error(`nobody was looked at: ${(fault as Error).message}`)
    }
    timer = setTimeout(() => (reacting = reactAndAgain()), reactEvery)
  }
  await reactAndAgain()

  const answers = async (asked: IncomingMessage): Promise<Answer> => {
    const { pathname, searchParams } = new URL(asked.url ?? "/", "http://host")
    const [door, ...path] = pathname.split("/").slice(1).map(decodeURIComponent)
    switch (`${asked.method} ${door}`) {
      case "POST hand-over": {
        const [engagement = ""] = path
        const client = searchParams.get("client") ?? ""
        const product = searchParams.get("product") ?? ""
        const data = await bodyOf(asked)
        const verdict = await gate.ask({ engagement, client, use: { product } })
        if (verdict.answer !== "open") return notOpen(verdict)
        await handOver(engagement, client, data)
        return { status: 202, body: { handedOver: engagement } }
      }
      case "POST record": {
        const actor = officerOf(asked)
        if (actor === undefined) return nobody
        const stream = streamAt(path)
        if (stream === undefined) return notHere
        const commandId = asked.headers["idempotency-key"]
        if (typeof commandId !== "string") return { status: 400, body: { says: "give an `Idempotency-Key`" } }
        const outcome = await stream.do(JSON.parse(await bodyOf(asked)), { actor, commandId })
        gate.empty()
        await gf.react().finally(gate.empty)
        return whatCame(outcome)
      }
      case "GET agenda":
        return officerOf(asked) === undefined ? nobody : { status: 200, body: await gf.open(await gf.agenda()) }
      default:
        return notHere
    }
  }

  /** What comes over the wire is no command yet: `do` checks it, and what makes no sense in it is `Invalid`. */
  const streamAt = ([concept, id, of]: ReadonlyArray<string>): Stream<any, unknown> | undefined => {
    if (concept === "listing" && id !== undefined) return gf.listing(id)
    if (concept === "client" && id !== undefined) return gf.client(id)
    if (concept === "consultation" && id !== undefined && of !== undefined) return gf.consultation(id, of)
    return undefined
  }

  const officerOf = ({ headers }: IncomingMessage): string | undefined => {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1]
    return token !== undefined && Object.hasOwn(officers, token) ? officers[token] : undefined
  }

  const server = createServer((asked, answered) => {
    answers(asked)
      .catch(whatWentWrong)
      .then((answer) => send(answered, answer))
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Takes nothing new in, ends what it began, and only then lets go of the files. */
    close: async (): Promise<void> => {
      await new Promise((closed) => {
        server.close(closed)
        server.closeIdleConnections()
      })
      await reacting
      clearTimeout(timer)
      await gf.close()
      await keys.close()
    }
  }
}

// -- Answers, as a client of this server reads them. --

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const notHere: Answer = { status: 404, body: { says: "there is nothing here" } }
const nobody: Answer = { status: 401, body: { says: "say who you are" } }

const notOpen = (verdict: GateAnswer): Answer => ({
  status: 403,
  body: {
    answer: verdict.answer,
    because: sentencesOf(verdict),
    validUntil: verdict.validUntil,
    opens: verdict.opens?.at,
    needs: verdict.needs.map(({ open }) => open)
  }
})

const whatCame = (outcome: Outcome): Answer => {
  switch (outcome._tag) {
    case "Receipt":
      return { status: outcome.events.length > 0 ? 201 : 200, body: { events: outcome.events } }
    case "Refused":
      return { status: 409, body: { says: outcome.refusal.message, because: [outcome.refusal.clause.quote] } }
    case "Invalid":
      return { status: 400, body: { says: outcome.problems.map(sentence) } }
  }
}

/** A question that makes no sense is the asker's; anything else is ours, and may be asked again under the same key. */
const whatWentWrong = (fault: Error): Answer => {
  if (fault instanceof NotAcceptable) return { status: 400, body: { says: fault.problems.map(sentence) } }
  if (fault instanceof URIError) return notHere
  if (fault instanceof SyntaxError) return { status: 400, body: { says: "the body is no JSON" } }
  if (fault instanceof TooLong) return { status: 413, body: { says: "the body is longer than a megabyte" } }
  console.error(fault)
  return { status: 503, body: { says: "ask again, under the same key" }, headers: { "retry-after": "1" } }
}

const send = (to: ServerResponse, { status, body, headers }: Answer): void => {
  to.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers })
  to.end(`${JSON.stringify(body)}\n`)
}

class TooLong extends Error {}

const bodyOf = async (asked: IncomingMessage): Promise<string> => {
  const chunks: Array<Buffer> = []
  let length = 0
  for await (const chunk of asked as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > 1_000_000) throw new TooLong()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}
