/** The codecs answer what their Schemas answer, also where they take the quick way; whatever is wrong with a value, and wherever. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import fc from "fast-check"
import {
  acceptance,
  checkpoint,
  client,
  consultation,
  document,
  listing,
  mandates,
  pinned,
  policy,
  report,
  terms
} from "goodfaith/schema"
import { describe, expect, it } from "vitest"
import {
  acceptanceCommands,
  acceptanceEvents,
  checkpointEvents,
  clientCommands,
  clientEvents,
  consultationCommands,
  consultationEvents,
  documentCommands,
  documentEvents,
  listingCommands,
  listingEvents,
  mandatesCommands,
  mandatesEvents,
  pinnedEvents,
  plain,
  policyEvents,
  readingCommands,
  readingEvents,
  reportCommands,
  reportEvents
} from "../arbitraries.ts"

const strictly = { errors: "all", onExcessProperty: "error" } as const

type Way = string | number
const waysInto = (value: unknown): ReadonlyArray<ReadonlyArray<Way>> =>
  typeof value !== "object" || value === null
    ? [[]]
    : [[], ...Object.entries(value).flatMap(([key, inner]) => waysInto(inner).map((way) => [key, ...way]))]

const changed = (value: any, [key, ...rest]: ReadonlyArray<Way>, change: (value: unknown) => unknown): unknown => {
  if (key === undefined) return change(value)
  const copy = Array.isArray(value) ? [...value] : { ...value }
  copy[key] = changed(value[key], rest, change)
  return copy
}

const leaveOutOne = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
  const [, ...kept] = Object.entries(value)
  return Object.fromEntries(kept)
}
const ruin = fc.constantFrom<(value: any) => unknown>(
  () => undefined,
  () => null,
  () => 0,
  () => -1.5,
  () => Number.NaN,
  () => "",
  () => "sealed:1",
  () => "half \ud83d",
  () => true,
  () => [],
  () => ({}),
  () => 7n,
  () => Symbol("odd"),
  () => new Date(0),
  leaveOutOne,
  (value) => ({ ...value, extra: 1 }),
  (value) => ({ ...value, [Symbol("extra")]: 1 }),
  (value) => ({ ...value, extra: undefined }),
  (value) => ({ ...value, ["__proto__"]: 1 }),
  (value) => Object.assign(Object.create(null), value),
  (value) => Object.create(Object(value)),
  (value) => Object.assign(new Map(), value),
  (value) => [value],
  (value) => (Array.isArray(value) ? [...value, ...value] : value)
)

/** Values as they should be, and such with something wrong at one place. */
const anyway = (good: fc.Arbitrary<object>): fc.Arbitrary<unknown> =>
  fc.oneof(
    good,
    fc
      .tuple(good, fc.nat(), ruin)
      .map(([value, at, ruin]) => changed(value, waysInto(value)[at % waysInto(value).length]!, ruin))
  )

const tried = (work: () => unknown): { readonly value: unknown } | "refused" => {
  try {
    return { value: work() }
  } catch {
    return "refused"
  }
}

interface Codec {
  readonly name: string
  readonly events: Readonly<Record<string, { readonly schema: unknown; encode: any; decode: any; version: number }>>
  readonly commands: Readonly<Record<string, unknown>>
  readonly decodeCommand: (input: unknown) => Result.Result<unknown, unknown>
}
type Arbitraries = Readonly<Record<string, fc.Arbitrary<object>>>

const events: ReadonlyArray<readonly [Codec, Arbitraries]> = [
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
const commands: ReadonlyArray<readonly [Codec, Arbitraries]> = [
  [listing, listingCommands],
  [client, clientCommands],
  [mandates, mandatesCommands],
  [consultation, consultationCommands],
  [document, documentCommands],
  [acceptance, acceptanceCommands],
  [report, reportCommands],
  [terms, readingCommands]
]

describe("an event is taken where its Schema takes it, and nowhere else", () => {
  for (const [codec, arbitraries] of events)
    for (const [tag, event] of Object.entries(arbitraries))
      it(`\`${codec.name}/${tag}\``, () => {
        const { schema, encode, decode, version } = codec.events[tag]!
        const [written, read] = [
          Schema.encodeUnknownResult(schema as Schema.Codec<unknown, unknown>, strictly),
          Schema.decodeUnknownResult(schema as Schema.Codec<unknown, unknown>, strictly)
        ]
        const wanted = (answer: Result.Result<unknown, unknown>) =>
          Result.isSuccess(answer) ? { value: answer.success } : "refused"
        fc.assert(
          fc.property(anyway(event), (event) => {
            // A Schema reads what an object inherits, and does not write it: each way is held to its own.
            expect(tried(() => encode(event))).toEqual(wanted(written(event)))
            expect(tried(() => decode(version, event))).toEqual(wanted(read(event)))
          }),
          { numRuns: 60 }
        )
      })
})

describe("a command is taken where its Schema takes it, but for halves of characters and sealed texts", () => {
  for (const [codec, arbitraries] of commands)
    for (const [tag, command] of Object.entries(arbitraries))
      it(`\`${codec.name}/${tag}\``, () => {
        const bySchema = Schema.decodeUnknownResult(codec.commands[tag] as Schema.Codec<unknown, unknown>, strictly)
        fc.assert(
          fc.property(anyway(command.map((command) => plain(command) as object)), (command) => {
            const wanted = bySchema(command)
            const decoded = codec.decodeCommand(command)
            if (Result.isSuccess(decoded)) expect(wanted).toEqual(Result.succeed(decoded.success))
            // What a parameter of terms may be is looked up besides.
            else if (Result.isSuccess(wanted) && tag !== "RecordReading")
              expect(JSON.stringify(command)).toMatch(/\\ud83d|sealed:/)
          }),
          { numRuns: 60 }
        )
      })
})
