/** Is the record whole? Hashes, links, and the events that events rest on. */
import type { EventCodecs } from "../language/codec.schema.ts"
import { type EventRef, eventRef, revisionOf, type Revision, type StreamId, streamOf } from "../language/ids.ts"
import type { StoredEvent } from "../store/port.ts"
import type { Hash } from "./hash.ts"
import { parse, write, type Written } from "./Recorded.ts"

/** Something that is wrong with one event. */
export interface Flaw {
  readonly ref: EventRef
  readonly kind: "unreadable" | "misplaced" | "changed" | "unlinked" | "unfounded"
  readonly message: string
}

export interface Verifying {
  readonly stream: StreamId
  readonly codecs: EventCodecs
  /** How far a stream goes: an event that is cited must be there. */
  readonly revision: (stream: StreamId) => Promise<Revision>
}

/**
 * Everything that is wrong with a stream, in order; empty when nothing is. It needs no keys: hashes cover sealed texts, so
 * a stream in which persons were forgotten is as provable as before.
 *
 * A changed, removed, inserted or reordered event breaks the chain and is named. That events were cut off at the end, or
 * that all was written anew, can't be seen from within a stream.
 */
export const verifyStream = async (
  events: AsyncIterable<StoredEvent> | Iterable<StoredEvent>,
  { stream, codecs, revision }: Verifying
): Promise<ReadonlyArray<Flaw>> => {
  const flaws: Array<Flaw> = []
  let previous: Hash | null = null
  for await (const stored of events) {
    const ref = eventRef(stream, stored.revision)
    const flaw = (kind: Flaw["kind"], message: string) => flaws.push({ ref, kind, message })
    const written = readable(stored)
    if (written === undefined) {
      flaw("unreadable", "this is not the text of an event")
      previous = null
      continue
    }
    const { header } = written
    if (header.ref !== ref) flaw("misplaced", `this was recorded as \`${header.ref}\``)
    if (rewritten(written) !== stored.text) flaw("changed", "its text is not the one that was recorded")
    if (header.previous !== previous) flaw("unlinked", "it does not follow the event before it")
    previous = written.hash
    for (const cited of citedIn(written, codecs, flaw)) {
      if (revisionOf(cited) > (await revision(streamOf(cited))))
        flaw("unfounded", `it rests on \`${cited}\`, and there is no such event`)
    }
  }
  return flaws
}

const readable = (stored: StoredEvent): Written | undefined => {
  try {
    return parse(stored)
  } catch {
    return undefined
  }
}

/** The text as we would write it, hash and all. */
const rewritten = ({ event, header }: Written): string | undefined => {
  try {
    return write(event, header).text
  } catch {
    return undefined // it holds what canonical text can't, so it was never written by us
  }
}

const citedIn = (
  { header, event }: Written,
  codecs: EventCodecs,
  flaw: (kind: Flaw["kind"], message: string) => void
) => {
  const codec = codecs[header.type]
  try {
    if (codec !== undefined) return codec.cites(codec.decode(header.version, event))
    flaw("unreadable", `nobody here knows the type \`${header.type}\``)
  } catch (cause) {
    flaw("unreadable", (cause as Error).message)
  }
  return []
}
