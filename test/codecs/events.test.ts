/** Laws of every event of every concept: what happened is written down once, and read back for good. */
import * as Result from "effect/Result"
import fc from "fast-check"
import * as Client from "goodfaith/client"
import * as Consultation from "goodfaith/consultation"
import * as Disclosure from "goodfaith/disclosure"
import { Acceptance, Document } from "goodfaith/documents"
import { fold, type Refusal } from "goodfaith/kernel"
import type { Announced, CalendarRef, ZoneRef } from "goodfaith/language"
import * as Listing from "goodfaith/listing"
import * as Mandates from "goodfaith/mandates"
import {
  acceptance,
  checkpoint,
  client,
  consultation,
  document,
  eventCodecs,
  listing,
  mandates,
  NotAsDeclared,
  pinned,
  policy,
  report,
  terms
} from "goodfaith/schema"
import type { Reading, World } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { amsterdam, nlOffice, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { canonical } from "../../src/journal/canonical.ts"
import {
  acceptanceEvents,
  anyAcceptanceCommand,
  anyClientCommand,
  anyConsultationCommand,
  anyDocumentCommand,
  anyEngagement,
  anyListingCommand,
  anyMandatesCommand,
  anyReportCommand,
  checkpointEvents,
  clientEvents,
  consultationEvents,
  documentEvents,
  listingEvents,
  mandatesEvents,
  pinnedEvents,
  policyEvents,
  readingEvents,
  reportEvents
} from "../arbitraries.ts"
import { receive, world as reports } from "../reporting.ts"

interface Codec {
  readonly name: string
  readonly encodeEvent: (event: never) => unknown
  readonly decodeEvent: (type: string, version: number, stored: unknown) => unknown
  readonly events: Readonly<
    Record<string, { readonly version: number; readonly cites: (event: never) => ReadonlyArray<string> }>
  >
}

const concepts: ReadonlyArray<readonly [Codec, Readonly<Record<string, fc.Arbitrary<object>>>]> = [
  [listing, listingEvents],
  [client, clientEvents],
  [mandates, mandatesEvents],
  [consultation, consultationEvents],
  [document, documentEvents],
  [acceptance, acceptanceEvents],
  [terms, readingEvents],
  [pinned, pinnedEvents],
  [report, reportEvents],
  [policy, policyEvents],
  [checkpoint, checkpointEvents]
]

const types = concepts.flatMap(([codec, events]) =>
  Object.entries(events).map(([tag, event]) => ({ codec, tag, type: `${codec.name}/${tag}`, event }))
)

describe("what a store is read with", () => {
  it("knows each type of event, and no other", () => {
    expect(Object.keys(eventCodecs).toSorted()).toEqual(types.map(({ type }) => type).toSorted())
  })

  it("has one concept for each name, and one type for each tag", () => {
    const tags = types.map(({ tag }) => tag)
    expect(new Set(concepts.map(([{ name }]) => name)).size).toBe(concepts.length)
    expect(tags.filter((tag, index) => tags.indexOf(tag) !== index)).toEqual([])
  })
})

describe("an event is written down and read back as it was", () => {
  for (const { codec, tag, type, event } of types) {
    const { version, cites } = codec.events[tag]!
    const back = (event: object): unknown =>
      codec.decodeEvent(type, version, JSON.parse(JSON.stringify(codec.encodeEvent(event as never))))

    it(`\`${type}\``, () => {
      fc.assert(
        fc.property(event, (event) => {
          const encoded = codec.encodeEvent(event as never)
          expect(encoded).toEqual(event)
          expect(back(event)).toEqual(event)
          expect(JSON.parse(canonical(encoded))).toEqual(event)
          expect(canonical(codec.encodeEvent(back(event) as never))).toBe(canonical(encoded))
          expect([...cites(event as never)].toSorted()).toEqual(refsIn(event).toSorted())
        }),
        { numRuns: 60 }
      )
    })

    it(`\`${type}\` with a field that nobody declared is neither written nor read`, () => {
      fc.assert(
        fc.property(event, (event) => {
          const more = { ...event, unheardOf: 1 }
          expect(() => codec.encodeEvent(more as never)).toThrow(NotAsDeclared)
          expect(() => codec.decodeEvent(type, version, more)).toThrow("`unheardOf`: expected no such field")
        }),
        { numRuns: 5 }
      )
    })

    it(`\`${type}\` of a later version is not guessed at`, () => {
      fc.assert(
        fc.property(event, (event) => {
          expect(() => codec.decodeEvent(type, version + 1, event)).toThrow(
            `\`version\`: expected a version from 1 to ${version}`
          )
        }),
        { numRuns: 1 }
      )
    })
  }
})

/** Every event that is named anywhere in a value, however deep. */
const refsIn = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === "string")
    return /^(listing|client|terms|consultation|document|acceptance|mandates|report)(\/[a-z0-9_.~-]+)+@\d+$/.test(value)
      ? [value]
      : []
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(refsIn) : []
}

describe("what is personal is stored sealed, or not at all", () => {
  for (const [type, field] of [
    ["client/ContactNamed", "name"],
    ["client/ContactNamed", "address"],
    ["mandates/PersonNamed", "name"],
    ["mandates/PersonNamed", "address"],
    ["consultation/ObjectionReceived", "grounds"],
    ["acceptance/BreachReported", "evidence"],
    ["acceptance/BreachJudged", "reason"],
    ["acceptance/BreachLifted", "reason"],
    ["acceptance/PromptnessJudged", "reason"],
    ["report/ReportInvalidated", "reason"],
    ["report/ConductAlleged", "words"],
    ["report/IdentityLeaked", "how"],
    ["report/BecameAware", "basis"]
  ] as const) {
    it(`\`${field}\` of \`${type}\``, () => {
      const { codec, event } = types.find((it) => it.type === type)!
      fc.assert(
        fc.property(event, (event) => {
          const open = { ...event, [field]: "Anneke de Vries" }
          expect(() => codec.encodeEvent(open as never)).toThrow(`\`${field}\`: expected a sealed text`)
        }),
        { numRuns: 5 }
      )
    })
  }
})

// -- Whatever is decided can be written down. --------------------------------------------------------------------------

const hash = "sha256-".padEnd(71, "0")

/** What the vendor takes "reasonable timing" to be. */
const advance: Reading.Reading = {
  parameter: "new-sub-processor/any/advanceNotice",
  value: { period: Span.workingDays(20, nlOffice.name, Span.plain), before: "access" },
  by: "dpo-1",
  reason: "as in earlier cases",
  at: "2026-01-05T09:00:00.000Z"
}

/** Every ref leads to the same terms, calendar and zone. */
const world: World = {
  terms: () => ready.connective,
  calendar: () => ({ ref: `calendar:${nlOffice.name}@${nlOffice.version}.${hash}` as CalendarRef, value: nlOffice }),
  zone: () => ({ ref: `zone:${amsterdam.name}@${amsterdam.version}.${hash}` as ZoneRef, value: amsterdam })
}

/** Commands one after the other on one stream; each event that comes of them goes to a store and back. */
const stores = <C, S, E>(
  codec: {
    readonly encodeEvent: (event: E) => unknown
    readonly decodeEvent: (type: string, version: number, stored: unknown) => E
  },
  decider: {
    readonly initial: S
    readonly evolve: (state: S, event: E, ref: `${string}/${string}@${number}`) => S
    readonly decide: (command: C, state: S) => Result.Result<ReadonlyArray<E>, Refusal>
  },
  stream: `${string}/${string}`,
  commands: ReadonlyArray<C>
): number => {
  let folded = fold(decider, stream, [] as ReadonlyArray<E>)
  for (const command of commands) {
    const decided = decider.decide(command, folded.state)
    if (Result.isFailure(decided)) continue
    const read = decided.success.map((event) =>
      codec.decodeEvent((event as { _tag: string })._tag, 1, JSON.parse(canonical(codec.encodeEvent(event))))
    )
    expect(read).toEqual(decided.success)
    folded = fold(decider, stream, read, folded)
  }
  return folded.upTo
}

const declared: Omit<Document.DocumentDeclared, "_tag"> = {
  document: "tou",
  title: "Terms of Use",
  kind: "termsOfUse",
  publisher: "own",
  drawnUpBy: "Connectis",
  asks: "accept",
  party: "user",
  zone: "Europe/Amsterdam",
  at: "2026-01-05T09:00:00.000Z"
}

const many = { minLength: 1, maxLength: 30 }

describe("whatever is decided can be written down", () => {
  it("of a listing", () => {
    const open: Listing.OpenListing = {
      _tag: "OpenListing",
      listing: "main",
      title: "Sub-processors engaged by Connective",
      vendor: "Connective",
      zone: "Europe/Amsterdam",
      scope: "all material sub-processors",
      at: "2026-01-05T09:00:00.000Z"
    }
    const decider = {
      ...Listing.decider,
      decide: (command: Listing.Command, state: Listing.State) => Listing.decide(command, state, world)
    }
    fc.assert(
      fc.property(fc.array(anyListingCommand, many), (commands) => {
        expect(stores(listing, decider, "listing/main", [open, ...commands])).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 60 }
    )
  })

  it("of a client", () => {
    const decider = {
      ...Client.decider,
      decide: (command: Client.Command, state: Client.State) => Client.decide(command, state, world)
    }
    fc.assert(
      fc.property(fc.array(anyClientCommand, many), (commands) => {
        stores(client, decider, "client/c42", commands)
      }),
      { numRuns: 60 }
    )
  })

  it("of the mandates of a client", () => {
    const decider = {
      ...Mandates.decider,
      decide: (command: Mandates.Command, state: Mandates.State) => Mandates.decide(command, state, world)
    }
    fc.assert(
      fc.property(fc.array(anyMandatesCommand, many), (commands) => {
        stores(mandates, decider, "mandates/c42", commands)
      }),
      { numRuns: 60 }
    )
  })

  it("of a document", () => {
    const declare = { ...declared, _tag: "DeclareDocument" } as const
    const decider = {
      ...Document.decider,
      decide: (command: Document.Command, state: Document.State) => Document.decide(command, state, world)
    }
    fc.assert(
      fc.property(fc.array(anyDocumentCommand, many), (commands) => {
        expect(stores(document, decider, "document/tou", [declare, ...commands])).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 60 }
    )
  })

  it("of an acceptance", () => {
    const decider = {
      ...Acceptance.decider,
      decide: (command: Acceptance.Command, state: Acceptance.State) =>
        Acceptance.decide(command, state, { text: () => true, mandate: () => "mandates/c42@2" })
    }
    fc.assert(
      fc.property(fc.array(anyAcceptanceCommand, many), (commands) => {
        stores(acceptance, decider, "acceptance/tou/u1", commands)
      }),
      { numRuns: 60 }
    )
  })

  it("of a consultation", () => {
    fc.assert(
      fc.property(
        fc.array(anyConsultationCommand, many),
        anyEngagement,
        fc.boolean(),
        (commands, engagement, bound) => {
          const announced: Announced = {
            change: "chg-7",
            listing: "main",
            what: { _tag: "Engage", engagement },
            announcedAt: "2026-04-02T08:00:00.000Z",
            effectiveOn: "2026-06-01",
            for: "all"
          }
          const knows: Consultation.Notice.NoticeWorld = {
            ...world,
            client: "c42",
            mandate: () => "mandates/c42@0",
            subject: "change",
            contact: () => ({ value: { fallbackFor: "a" }, from: "client/c42@1" }),
            announced: { value: announced, from: "listing/main@7", asOf: 9 },
            rows: [{ value: engagement, from: "listing/main@7" }],
            materiality: () => [],
            published: { value: { at: "2026-04-02T08:10:00.000Z" }, from: "listing/main@9" },
            addresses: [],
            subscribed: () => undefined,
            requested: () => undefined,
            dpa: () =>
              bound ? { value: { paper: "standard", terms: `terms:${hash}` }, from: "client/c42@0" } : undefined,
            entry: () => undefined,
            starts: () => "2026-05-31T22:00:00.000Z",
            effectiveOn: { value: "2026-06-01", from: "listing/main@7" },
            uses: () => [{ value: { of: "product", id: "a" }, from: "client/c42@2" }],
            looked: { stream: "client/c42", upTo: 4 },
            readings: () => [{ value: advance, from: `terms/${hash}@0`, asOf: 0 }]
          }
          const decider = {
            ...Consultation.decider,
            decide: (command: Consultation.Command, state: Consultation.State) =>
              Consultation.decide(command, state, knows)
          }
          const judge: Consultation.Command = { _tag: "JudgeDuties", at: "2026-04-02T08:20:00.000Z" }
          expect(stores(consultation, decider, "consultation/chg-7/c42", [judge, ...commands])).toBeGreaterThanOrEqual(
            1
          )
        }
      ),
      { numRuns: 60 }
    )
  })

  it("of a report", () => {
    const decider = {
      ...Disclosure.decider,
      decide: (command: Disclosure.Command, state: Disclosure.State) => Disclosure.decide(command, state, reports())
    }
    fc.assert(
      fc.property(fc.array(anyReportCommand, many), (commands) => {
        expect(stores(report, decider, "report/r1", [receive(), ...commands])).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 60 }
    )
  })
})
