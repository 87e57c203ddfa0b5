/** How pinned values are written down (`pinned/…`). */
import * as Schema from "effect/Schema"
import {
  AddressedInstant,
  CalendarRef,
  conceptCodec,
  Day,
  Instant,
  TermsRef,
  Text,
  ZoneRef
} from "../language/codec.schema.ts"
import type { Command, Event } from "./Pinned.ts"
import { Terms } from "./Terms.schema.ts"

const Calendar = Schema.Struct({
  name: Text,
  version: Text,
  from: Day,
  until: Day,
  weekend: Schema.Array(Schema.Literals([0, 1, 2, 3, 4, 5, 6])),
  holidays: Schema.Array(Schema.Struct({ on: Day, name: Text })),
  sources: Schema.Array(Text)
})

const Zone = Schema.Struct({
  name: Text,
  version: Text,
  from: AddressedInstant,
  until: AddressedInstant,
  offsets: Schema.Array(Schema.Struct({ from: AddressedInstant, minutes: Schema.Number }))
})

const terms = { ref: TermsRef, terms: Terms, at: Instant }
const calendar = { ref: CalendarRef, calendar: Calendar, at: Instant }
const zone = { ref: ZoneRef, zone: Zone, at: Instant }

export const pinned = conceptCodec<Command, Event>()({
  name: "pinned",
  commands: { PinTerms: terms, PinCalendar: calendar, PinZone: zone },
  events: {
    TermsPinned: { version: 1, fields: terms },
    CalendarPinned: { version: 1, fields: calendar },
    ZonePinned: { version: 1, fields: zone }
  }
})
