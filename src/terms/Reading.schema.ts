/** How readings are asked for and written down (`terms/…`). */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import {
  type ConceptCodec,
  conceptCodec,
  decoder,
  EventRef,
  Id,
  Instant,
  type Problems,
  matching,
  Text
} from "../language/codec.schema.ts"
import type { Command, Event, ReadRef } from "./Reading.ts"

/** What it can be depends on the parameter, so here it is only something that can be written down. */
const Value = Schema.Json.annotate({ expected: "a value" }) as unknown as Schema.Codec<unknown>

export const Read = matching<ReadRef>(
  "the address of terms or of a disclosure policy: `terms:…` or `policy:…`",
  /^(?:terms|policy):[^\s]+$/
)

const written = conceptCodec<Command, Event>()({
  name: "terms",
  commands: {
    RecordReading: { terms: Read, parameter: Text, value: Value, by: Id, reason: Text, at: Instant }
  },
  events: {
    ReadingRecorded: {
      version: 1,
      fields: {
        terms: Read,
        parameter: Text,
        value: Value,
        by: Id,
        reason: Text,
        supersedes: Schema.optionalKey(EventRef),
        at: Instant
      }
    }
  }
})

/** A reading as others repeat it: what it says was checked when it was recorded. */
export const ReadingAsRecorded = Schema.Struct({ parameter: Text, value: Value, by: Id, reason: Text, at: Instant })

/**
 * In a command, `value` must be one of its parameter's own type, exactly: words and bare days are no reading of anything. `valueOf`: what a
 * parameter can be, for the parameters of whatever is read.
 */
export const readingOf = (
  valueOf: (parameter: string) => Schema.Codec<unknown> | undefined
): ConceptCodec<Command, Event> => ({
  ...written,
  decodeCommand: (input) => {
    const command = written.decodeCommand(input)
    const value = problemsOfValue(input, valueOf)
    if (value.length === 0) return command
    const others = Result.isFailure(command) ? command.failure.filter(({ path }) => !/^value\b/.test(path)) : []
    return Result.fail([...others, ...value])
  }
})

/** A parameter that nothing can have is left to `decide`, which knows the text and says what is open in it. */
const problemsOfValue = (input: unknown, valueOf: Parameters<typeof readingOf>[0]): Problems => {
  if (typeof input !== "object" || input === null || !("parameter" in input) || !("value" in input)) return []
  const schema = typeof input.parameter === "string" ? valueOf(input.parameter) : undefined
  const value = schema === undefined ? undefined : decoder(schema)(input.value)
  if (value === undefined || Result.isSuccess(value)) return []
  return value.failure.map((problem) => ({ ...problem, path: inside("value", problem.path) }))
}

const inside = (field: string, path: string): string =>
  path === "" || path.startsWith("[") ? `${field}${path}` : `${field}.${path}`
