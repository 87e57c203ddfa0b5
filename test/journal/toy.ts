/** A guest book: the smallest concept with persons in it. People sign, greet each other and close the book. */
import type * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { alreadySo, type Decider, record, refuse } from "../../src/kernel/Decider.ts"
import { type Refusal, refusal } from "../../src/kernel/Refusal.ts"
import type { Cited } from "../../src/kernel/Verdict.ts"
import * as Codec from "../../src/language/codec.schema.ts"
import type { EventRef, PersonId, StreamId } from "../../src/language/ids.ts"
import type { Sealed } from "../../src/language/persons.ts"
import type { Instant } from "../../src/time/Instant.ts"
import { type Concept, type Journal, journal, type JournalOptions, memoryKeys } from "../../src/journal/index.ts"
import { memory } from "../../src/store/memory.ts"

// -- Events --
export interface Signed {
  readonly _tag: "Signed"
  readonly guest: PersonId
  readonly name: Sealed
  readonly remark?: Sealed
  readonly at: Instant
}
export interface Greeted {
  readonly _tag: "Greeted"
  readonly by: PersonId
  readonly others: ReadonlyArray<{ readonly guest: PersonId; readonly words: Sealed }>
  readonly because?: Cited<string>
  readonly at: Instant
}
export interface Closed {
  readonly _tag: "Closed"
  readonly reason: string
  readonly at: Instant
}
export type Event = Signed | Greeted | Closed

// -- State --
export interface State {
  readonly guests: {
    readonly [guest: PersonId]: { readonly name: Sealed; readonly remark?: Sealed; readonly from: EventRef }
  }
  readonly greetings: number
  readonly closed: boolean
}

// -- Commands --
export interface Sign extends Omit<Signed, "_tag"> {
  readonly _tag: "Sign"
}
export interface Greet extends Omit<Greeted, "_tag"> {
  readonly _tag: "Greet"
}
export interface Close extends Omit<Closed, "_tag"> {
  readonly _tag: "Close"
}
export type Command = Sign | Greet | Close

// -- Refusals --
const orderly = { clause: { id: "toy.orderly", quote: "A closed book stays closed." } }
export const BookClosed = refusal("BookClosed", orderly, "the book is closed")
export const NotSigned = refusal("NotSigned", orderly, "only who signed can greet")

// -- Decide --
const decider: Decider<Command, State, Event, Refusal, undefined> = {
  initial: { guests: {}, greetings: 0, closed: false },
  evolve: (state, event, ref) => {
    switch (event._tag) {
      case "Signed": {
        const { guest, name, remark } = event
        return {
          ...state,
          guests: { ...state.guests, [guest]: { name, ...(remark !== undefined && { remark }), from: ref } }
        }
      }
      case "Greeted":
        return { ...state, greetings: state.greetings + event.others.length }
      case "Closed":
        return { ...state, closed: true }
    }
  },
  decide: (command, state): Result.Result<ReadonlyArray<Event>, Refusal> => {
    switch (command._tag) {
      case "Sign":
        if (Object.hasOwn(state.guests, command.guest)) return alreadySo
        return state.closed ? refuse(BookClosed) : record({ ...command, _tag: "Signed" })
      case "Greet":
        if (!Object.hasOwn(state.guests, command.by)) return refuse(NotSigned)
        return state.closed ? refuse(BookClosed) : record({ ...command, _tag: "Greeted" })
      case "Close":
        return state.closed ? alreadySo : record({ ...command, _tag: "Closed" })
    }
  }
}

// -- Codec --
const { Cited: CitedBy, conceptCodec, Id, Instant: At, Personal, SealedText, Text } = Codec

export const codec = conceptCodec<Command, Event>()({
  name: "guestbook",
  commands: {
    Sign: { guest: Id, name: Personal({ of: "guest" }), remark: Schema.optionalKey(Personal({ of: "case" })), at: At },
    Greet: {
      by: Id,
      others: Schema.Array(Schema.Struct({ guest: Id, words: Personal({ of: "by" }) })),
      because: Schema.optionalKey(CitedBy(Text)),
      at: At
    },
    Close: { reason: Text, at: At }
  },
  events: {
    Signed: {
      version: 2,
      fields: { guest: Id, name: SealedText, remark: Schema.optionalKey(SealedText), at: At },
      upcasters: { 1: ({ who, ...rest }) => ({ ...rest, guest: who }) }
    },
    Greeted: {
      version: 1,
      fields: {
        by: Id,
        others: Schema.Array(Schema.Struct({ guest: Id, words: SealedText })),
        because: Schema.optionalKey(CitedBy(Text)),
        at: At
      }
    },
    Closed: { version: 1, fields: { reason: Text, at: At } }
  }
})

export const guestBook: Concept<Command, State, Event, Refusal, undefined> = { codec, decider, world: () => undefined }
export const codecs = Codec.eventCodecs(codec)

export const lobby: StreamId = "guestbook/lobby"
export const morning: Instant = "2026-11-23T09:00:00.000Z"
export const at = (minutes: number): Instant =>
  new Date(Date.parse(morning) + minutes * 60_000).toISOString() as Instant

export const opened = (options: Partial<JournalOptions> = {}): Journal =>
  journal({ store: memory(), keys: memoryKeys(), codecs, clock: () => Date.parse(morning), ...options })

export const sign = (guest: PersonId, name = `Name of ${guest}`, remark?: string) => ({
  _tag: "Sign" as const,
  guest,
  name,
  ...(remark !== undefined && { remark }),
  at: morning
})
export const greet = (by: PersonId, ...others: ReadonlyArray<PersonId>) => ({
  _tag: "Greet" as const,
  by,
  others: others.map((guest) => ({ guest, words: `Hello ${guest}` })),
  at: morning
})
export const close = { _tag: "Close" as const, reason: "the party is over", at: morning }
