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
  TermsRef,
  Text
} from "../language/codec.schema.ts"
import type { Command, Event } from "./Reading.ts"
import { readingValue } from "./Terms.schema.ts"

/** What it can be depends on the parameter, so here it is only something that can be written down. */
const Value = Schema.Json.annotate({ expected: "a value" }) as unknown as Schema.Codec<unknown>

const written = conceptCodec<Command, Event>()({
  name: "terms",
  commands: {
    RecordReading: { terms: TermsRef, parameter: Text, value: Value, by: Id, reason: Text, at: Instant }
  },
  events: {
    ReadingRecorded: {
      version: 1,
      fields: {
        terms: TermsRef,
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

/** In a command, `value` must be one of its parameter's own type, exactly: words and bare days are no reading of anything. */
export const reading: ConceptCodec<Command, Event> = {
  ...written,
  decodeCommand: (input) => {
    const command = written.decodeCommand(input)
    const value = problemsOfValue(input)
    if (value.length === 0) return command
    const others = Result.isFailure(command) ? command.failure.filter(({ path }) => !/^value\b/.test(path)) : []
    return Result.fail([...others, ...value])
  }
}

/** A parameter that no terms can have is left to `decide`, which knows the terms and says what is open in them. */
const problemsOfValue = (input: unknown): Problems => {
  if (typeof input !== "object" || input === null || !("parameter" in input) || !("value" in input)) return []
  const schema = typeof input.parameter === "string" ? readingValue(input.parameter) : undefined
  const value = schema === undefined ? undefined : decoder(schema)(input.value)
  if (value === undefined || Result.isSuccess(value)) return []
  return value.failure.map((problem) => ({ ...problem, path: inside("value", problem.path) }))
}

const inside = (field: string, path: string): string =>
  path === "" || path.startsWith("[") ? `${field}${path}` : `${field}.${path}`
