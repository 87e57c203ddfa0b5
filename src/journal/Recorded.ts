/**
 * An event as it is recorded: its header, its payload, and the one text that is stored and hashed.
 *
 * The stored text is canonical JSON: `{"event":{…},"hash":"sha256-…","header":{…}}`. The hash is that of the same text
 * without `"hash"`; the header names the hash of the event before, so a stream is a chain.
 */
import type { ActorId, EventRef } from "../language/ids.ts"
import type { EventCodecs } from "../language/codec.schema.ts"
import type { Position, StoredEvent } from "../store/port.ts"
import type { Instant } from "../time/Instant.ts"
import { canonical } from "./canonical.ts"
import { type Hash, hash } from "./hash.ts"

/** What is known of an event besides what happened. Opaque ids, instants and hashes; no name, address or free text. */
export interface Header {
  readonly ref: EventRef
  /** `concept/Tag`. */
  readonly type: string
  readonly version: number
  /** When it happened: the event's own `at`. */
  readonly occurredAt: Instant
  /** When the journal took it. Within a stream it never goes back. */
  readonly recordedAt: Instant
  readonly actor: ActorId
  /** What the actor acted under, such as a mandate. */
  readonly authority?: string
  readonly commandId: string
  /** The command that began the chain of commands this one belongs to. */
  readonly correlation: string
  /** What this command answers, such as the event that a reaction reacted to. */
  readonly causation?: string
  /** The hash of the event before in this stream; `null` for its first. */
  readonly previous: Hash | null
}

/** An event read back. */
export interface Recorded<E = unknown> {
  readonly header: Header & { readonly hash: Hash }
  readonly event: E
  readonly position: Position
}

/** What stands in the stored text, before its payload is decoded. */
export interface Written {
  readonly event: unknown
  readonly hash: Hash
  readonly header: Header
}

/** The text of one event, and its hash. `payload` is the event as its codec encodes it. */
export const write = (payload: unknown, header: Header): { readonly text: string; readonly hash: Hash } => {
  const event = canonical(payload)
  const about = canonical(header)
  const digest = hash(`{"event":${event},"header":${about}}`)
  return { text: `{"event":${event},"hash":"${digest}","header":${about}}`, hash: digest }
}

/** What stands in a stored text. Throws when it is no text of ours. */
export const parse = (stored: StoredEvent): Written => {
  const written = JSON.parse(stored.text)
  if (typeof written?.hash === "string" && typeof written.header?.type === "string" && "event" in written)
    return written
  throw new UnreadableEvent(stored, "it is not the text of an event")
}

export const read = (stored: StoredEvent, codecs: EventCodecs): Recorded => {
  const { event, hash, header } = parse(stored)
  const codec = codecs[header.type]
  if (codec === undefined) throw new UnreadableEvent(stored, `nobody here knows the type \`${header.type}\``)
  return { header: { ...header, hash }, event: codec.decode(header.version, event), position: stored.position }
}

/** A stored event can't be read. The store, or the version of this library, is not the one that wrote it. */
export class UnreadableEvent extends Error {
  readonly _tag = "UnreadableEvent"
  constructor({ stream, revision }: StoredEvent, why: string) {
    super(`\`${stream}@${revision}\` can't be read: ${why}`)
  }
}
