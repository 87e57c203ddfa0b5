import fc from "fast-check"
import * as ready from "goodfaith/terms/ready"
import { amsterdam, nlOffice } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { calendarRef, termsRef, zoneRef } from "../../src/journal/address.ts"
import { CalendarRef, decoder, StreamId, TermsRef, ZoneRef } from "../../src/language/codec.schema.ts"
import { readingsStream } from "../../src/terms/Reading.ts"
import { decodeTerms } from "../../src/terms/Terms.schema.ts"
import { anyTerms } from "./anyTerms.ts"

describe("the address of a value is made of what it says", () => {
  it("a calendar's names it and its version", () => {
    expect(calendarRef(nlOffice)).toMatch(
      RegExp(`^calendar:${nlOffice.name}@${nlOffice.version}\\.sha256-[0-9a-f]{64}$`)
    )
    expect(calendarRef({ ...nlOffice, holidays: [] })).not.toBe(calendarRef(nlOffice))
    expect(decoder(CalendarRef)(calendarRef(nlOffice))._tag).toBe("Success")
  })

  it("a zone's too", () => {
    expect(zoneRef(amsterdam)).toMatch(RegExp(`^zone:Europe/Amsterdam@${amsterdam.version}\\.sha256-[0-9a-f]{64}$`))
    expect(zoneRef({ ...amsterdam, offsets: amsterdam.offsets.slice(1) })).not.toBe(zoneRef(amsterdam))
    expect(decoder(ZoneRef)(zoneRef(amsterdam))._tag).toBe("Success")
  })

  it("terms have one address, before they are written down and after; other terms have another", () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (terms, others) => {
        const again: any = decodeTerms(JSON.parse(JSON.stringify(terms)))
        expect(termsRef(again.success)).toBe(termsRef(terms))
        expect(termsRef(others) === termsRef(terms)).toBe(JSON.stringify(others) === JSON.stringify(terms))
        expect(decoder(TermsRef)(termsRef(terms))._tag).toBe("Success")
        expect(decoder(StreamId)(readingsStream(termsRef(terms)))._tag).toBe("Success")
      }),
      { numRuns: 50 }
    )
  })

  it("each of the ready-made ones has its own", () => {
    expect(new Set(Object.values(ready).map(termsRef)).size).toBe(Object.keys(ready).length)
  })
})
