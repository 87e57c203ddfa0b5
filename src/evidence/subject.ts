/**
 * What belongs to the record of a client or a report: its own streams; the listings, documents and policies, which are public; and of
 * contracts only those that its own streams name.
 */
import type { ClientId, ReportId, StreamId } from "../language/ids.ts"
import { NotAcceptable } from "../promise.ts"
import { type Position, type Store, type StoredEvent, StoreFault } from "../store/port.ts"
import { type ReadRef, readingsStream } from "../terms/Reading.ts"
import type { EventText, Subject } from "./Evidence.ts"

/** The events of a subject in the order of the log, and the other clients that are named in them. */
export const recordOf = async (
  store: Store,
  of: Subject
): Promise<{ readonly events: ReadonlyArray<EventText>; readonly alsoNames: ReadonlyArray<ClientId> }> => {
  const mayBelong: Array<StoredEvent> = []
  const clients = new Set<ClientId>()
  const contracts = new Set<string>()
  let after: Position | undefined
  for (;;) {
    const page = await store.readAll(after === undefined ? {} : { after })
    if (page._tag === "OtherEpoch")
      throw new StoreFault("broken", "another life of the log began while it was read; gather the evidence again")
    for (const stored of page.events) {
      const [concept, id = ""] = stored.stream.split("/")
      if (concept === "client") clients.add(id)
      const kind = kindOf(stored.stream, of)
      if (kind === "of another") continue
      mayBelong.push(stored)
      if (kind === "own") for (const [ref] of stored.text.matchAll(contractNames)) contracts.add(nameOf(ref as ReadRef))
    }
    if (!page.more) break
    after = page.position
  }
  if (!mayBelong.some(({ stream }) => isOwn(stream, of))) throw nothingOf(of)
  const events = mayBelong.filter(
    ({ stream, text }) => kindOf(stream, of) !== "contract" || contracts.has(lastOf(stream)) || countsBy(text)
  )
  return {
    events: events.map(({ stream, revision, text }) => ({ stream, revision, text })),
    alsoNames: [...clients]
      .filter((client) => !isOf(client, of) && events.some(({ text }) => names(text, client)))
      .sort()
  }
}

/** A contract or a policy by its address, wherever it is named. */
const contractNames = /(?:terms|policy):[^"\s]+/g
const nameOf = (ref: ReadRef): string => lastOf(readingsStream(ref))
const lastOf = (stream: StreamId): string => stream.slice(stream.lastIndexOf("/") + 1)

/** Calendars and zone tables are nobody's; which of them counts, a contract says by name. */
const countsBy = (text: string): boolean => /"type":"pinned\/(?:Calendar|Zone)Pinned"/.test(text)

type Kind = "own" | "public" | "contract" | "of another"

const kindOf = (stream: StreamId, of: Subject): Kind => {
  const [concept, id, other] = stream.split("/")
  switch (concept) {
    case "pinned":
    case "terms":
      return "contract"
    case "client":
    case "mandates":
      return "client" in of && id === of.client ? "own" : "of another"
    case "consultation":
    case "acceptance":
      return "client" in of && other === of.client ? "own" : "of another"
    case "listing":
    case "document":
      return "client" in of ? "public" : "of another"
    case "report":
      return "report" in of && id === of.report ? "own" : "of another"
    case "policy":
      return "report" in of ? "public" : "of another"
    default:
      return "of another"
  }
}

/** Whether this stream is its record, and not one that comes along. */
export const isOwn = (stream: StreamId, of: Subject): boolean => kindOf(stream, of) === "own"

const isOf = (client: ClientId, of: Subject): boolean => "client" in of && of.client === client

/** Where an event names a client: for whom a change is, from whom or to whom a contract went, whom an incident touched. */
const names = (text: string, client: ClientId): boolean =>
  text.includes(`"${client}"`) && namedIn(JSON.parse(text).event, client)

const naming: ReadonlySet<string> = new Set(["for", "from", "to", "client", "clients"])

const namedIn = (value: unknown, client: ClientId): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.entries(value).some(([key, inner]) =>
    naming.has(key) && (inner === client || (Array.isArray(inner) && inner.includes(client)))
      ? true
      : namedIn(inner, client)
  )

const nothingOf = (of: Subject): NotAcceptable => {
  const [kind, id] = "client" in of ? ["client", of.client] : ["report", (of as { readonly report: ReportId }).report]
  return new NotAcceptable("the question", [
    { path: `of.${kind}`, expected: `a ${kind} that something is on record of`, found: `\`${id}\`` }
  ])
}
