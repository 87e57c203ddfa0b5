/**
 * The bridge between a concept and text: what a command must look like, how an event is written and read back.
 *
 * Every `<Concept>.schema.ts` is written with this file and nothing else. It binds one Schema to each command and event
 * interface of the concept; the compiler refuses a Schema that says anything else than the interface does.
 *
 * Schemas here never transform: what is stored is what is in memory. The one exception is `Personal`, which stands for a
 * plain text in a command; the journal seals it before anything is decided.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"
import type * as SchemaIssue from "effect/SchemaIssue"
import type { Cited as CitedFact, Fact as FactOf } from "../kernel/Verdict.ts"
import * as DayText from "../time/Day.ts"
import * as InstantText from "../time/Instant.ts"
import type {
  CalendarRef as CalendarName,
  EventRef as EventName,
  PolicyRef as PolicyName,
  StreamId as StreamName,
  TermsRef as TermsName,
  ZoneRef as ZoneName
} from "./ids.ts"
import { idPattern } from "./ids.ts"
import { didYouMean, found, kindOf, notInAnId, quoted, towardsDay, towardsInstant } from "./wording.ts"
import type { Plain, Sealed } from "./persons.ts"

// -- Words: the Schemas that fields are made of. --

const text = <A extends string>(expected: string, is: (text: string) => boolean, annotations?: object) =>
  Schema.String.check(Schema.makeFilter(is, { expected, ...annotations })) as unknown as Schema.Codec<A, A>

export const matching = <A extends string>(expected: string, pattern: RegExp, annotations?: object) =>
  text<A>(expected, (value) => pattern.test(value), annotations)

const id = "goodfaith/id"

/** An opaque id, see `idPattern`. */
export const Id = matching<string>("an id: small letters, digits and any of `_ . ~ -`", idPattern, { [id]: true })

/** Words of ours or of a contract that are nobody's personal data. What a person wrote is `Personal`. */
export const Text = text<string>("a text that is not empty", (value) => value !== "")

const anInstant = "an instant in UTC such as `2026-11-23T09:30:00.000Z`"
const moment = "goodfaith/moment"

/**
 * An instant, checked fully: `2026-11-23T09:30:00.000Z`. A command may write it with no decimals or any number of them, as `Instant.parse`
 * reads it; what is decided and stored has milliseconds.
 */
export const Instant = text<InstantText.Instant>(anInstant, InstantText.is, { [moment]: true })

/** An instant inside a value that is kept under the address of its content: exactly as we write it, or its address would be another's. */
export const AddressedInstant = text<InstantText.Instant>(anInstant, InstantText.is)

const day = "goodfaith/day"

/** A day, checked fully: `2026-11-23`. */
export const Day = text<DayText.Day>("a day of the calendar such as `2026-11-23`", DayText.is, { [day]: true })

/** A language, by its tag. */
export const Language = matching<string>("a language such as `nl` or `nl-BE`", /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)

const stream = "[a-z][a-z0-9-]*(?:/[a-z0-9_.~-]+)+"
const cites = "goodfaith/cites"

export const StreamId = matching<StreamName>("the name of a stream such as `listing/main`", RegExp(`^${stream}$`))

/** The name of an event. The journal's `verify` checks that each event named so in another event exists. */
export const EventRef = matching<EventName>(
  "the name of an event such as `listing/main@7`",
  RegExp(`^${stream}@(?:0|[1-9][0-9]*)$`),
  { [cites]: true }
)

/** The place of an event in its stream, from 0; `-1` where a stream was looked at and held nothing. */
export const Revision = Schema.Int.check(
  Schema.isGreaterThanOrEqualTo(-1, { expected: "a revision: `-1`, `0`, `1`, …" })
)

export const TermsRef = matching<TermsName>("the address of terms: `terms:…`", /^terms:[^\s]+$/)
export const PolicyRef = matching<PolicyName>("the address of a disclosure policy: `policy:…`", /^policy:[^\s]+$/)
export const CalendarRef = matching<CalendarName>("the address of a calendar: `calendar:…`", /^calendar:[^\s]+$/)
export const ZoneRef = matching<ZoneName>("the address of a zone table: `zone:…`", /^zone:[^\s]+$/)

/** A value and the event that says so. */
export const Fact = <A>(value: Schema.Codec<A, any>): Schema.Codec<FactOf<A>> =>
  Schema.Struct({ value, from: EventRef }) as unknown as Schema.Codec<FactOf<A>>

/** A fact from another stream, and how far that stream was read. */
export const Cited = <A>(value: Schema.Codec<A, any>): Schema.Codec<CitedFact<A>> =>
  Schema.Struct({ value, from: EventRef, asOf: Revision }) as unknown as Schema.Codec<CitedFact<A>>

// -- Personal data --

const personal = "goodfaith/personal"
const sealedText = "goodfaith/sealed"

/**
 * A text of or about a person, in a command. It reaches the core as a `Sealed` token only.
 *
 * `of` says whose key seals it: `"case"` for free text (the key of the command's stream), or the name of the field that
 * holds the `PersonId`. That field stands beside this one, or beside a group around it; the nearest wins.
 */
export const Personal = (whose: { readonly of: string }): Schema.Codec<Sealed, string> =>
  text<string>("a text that is not empty", (value) => value !== "", {
    [personal]: whose.of
  }) as unknown as Schema.Codec<Sealed, string>

/** A sealed text, in an event. */
export const SealedText = matching<Sealed>("a sealed text", /^sealed:/, { [sealedText]: true })

/** Where a command holds a personal text, and whose key seals it. `*` stands for every item of a list. */
export interface PersonalField {
  readonly path: Path
  /** The path of the field that names the person, or `"case"`. A `*` means the same item as in `path`. */
  readonly of: "case" | Path
}
export type Path = ReadonlyArray<string>

// -- Checked by the compiler: the Schema says what the interface says. --

type Flat<A> = A extends string | number | boolean | null | undefined ? A : { readonly [K in keyof A]: Flat<A[K]> }
type Identical<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false

/**
 * `true` when two types say the same: the same fields, equally optional, of the same types, however they are written.
 * `const agrees = true satisfies Same<typeof Reach.Type, Reach>` for a Schema that stands outside a concept.
 */
export type Same<A, B> = Identical<Flat<A>, Flat<B>>

type Fields = Schema.Struct.Fields
type Tagged = { readonly _tag: string }
type Case<U extends Tagged, Tag> = Extract<U, { readonly _tag: Tag }>
type Untagged<A> = { readonly [K in keyof A as K extends "_tag" ? never : K]: A[K] }

/** What the compiler shows when fields and interface differ. */
interface Differs<Keys> {
  readonly "these fields differ from the interface": Keys
}
type DifferentKeys<A, B> = {
  [K in keyof A | keyof B]-?: K extends keyof A & keyof B ? (Same<Pick<A, K>, Pick<B, K>> extends true ? never : K) : K
}[keyof A | keyof B]

type Agreeing<A, F> = F extends Fields
  ? Same<Untagged<A>, Schema.Struct.Type<F>> extends true
    ? unknown
    : Differs<DifferentKeys<Untagged<A>, Schema.Struct.Type<F>>>
  : unknown

/** For each case of `U` its fields, or where they differ from it. */
type AllAgreeing<U extends Tagged, Fs> = {
  readonly [Tag in U["_tag"]]: Fields & Agreeing<Case<U, Tag>, Tag extends keyof Fs ? Fs[Tag] : never>
}

// -- A concept bound to text --

/** What a concept file's `<Concept>.schema.ts` says of one event. */
export interface EventFields<F extends Fields = Fields> {
  /** Raised by one whenever the fields change; the old shape then gets an upcaster. */
  readonly version: number
  /** All fields but `_tag`. */
  readonly fields: F
  /** By the version it starts from: a stored payload of that version -> one of the next. */
  readonly upcasters?: { readonly [from: number]: (stored: any) => unknown }
}

/** How one type of event is written and read. */
export interface EventCodec<E = unknown> {
  /** `concept/Tag`: the `type` of its header. */
  readonly type: string
  readonly version: number
  readonly schema: Schema.Codec<E, unknown>
  /** The event as it is stored. Throws `NotAsDeclared` when it does not fit its own Schema: nothing unreadable is stored. */
  readonly encode: (event: E) => Schema.Json
  /** A stored event, lifted to this version. Throws `NotAsDeclared` when it is not one. */
  readonly decode: (version: number, stored: unknown) => E
  /** The events that this event names. */
  readonly cites: (event: E) => ReadonlyArray<EventName>
}

export interface ConceptCodec<C extends Tagged, E extends Tagged> {
  /** The first part of its streams' names and of its events' types. */
  readonly name: string
  readonly events: { readonly [Tag in E["_tag"]]: EventCodec<Case<E, Tag>> }
  readonly commands: { readonly [Tag in C["_tag"]]: Schema.Codec<Case<C, Tag>, unknown> }
  /** The personal fields of each command. */
  readonly personal: { readonly [Tag in C["_tag"]]: ReadonlyArray<PersonalField> }
  /** A command from outside, or everything that is wrong with it. It is plain still: seal it before deciding. */
  readonly decodeCommand: (input: unknown) => Result.Result<Plain<C>, Problems>
  readonly encodeEvent: (event: E) => Schema.Json
  /** `type` with or without the concept's name. */
  readonly decodeEvent: (type: string, version: number, stored: unknown) => E
}

/** All codecs by the `type` in an event's header: what a store full of events is read with. */
export type EventCodecs = { readonly [type: string]: EventCodec<any> }

/**
 * Binds the Schemas of a concept to its interfaces. The compiler refuses a command or event that is missing, and names
 * the fields in which a Schema and its interface differ.
 *
 * ```ts nocheck: the guest book stands in the tests
 * // GuestBook.schema.ts
 * export const guestBook = conceptCodec<Command, Event>()({
 *   name: "guestbook",
 *   commands: {
 *     SignBook: { guest: Id, name: Personal({ of: "guest" }), words: Personal({ of: "case" }), at: Instant }
 *   },
 *   events: {
 *     BookSigned: { version: 1, fields: { guest: Id, name: SealedText, words: SealedText, at: Instant } }
 *   }
 * })
 * ```
 */
export const conceptCodec =
  <C extends Tagged, E extends Tagged>() =>
  <
    const Cs extends { readonly [tag: string]: Fields },
    const Es extends { readonly [tag: string]: Fields }
  >(definition: {
    readonly name: string
    readonly commands: Cs & AllAgreeing<C, Cs>
    readonly events: { readonly [Tag in keyof Es]: EventFields<Es[Tag]> } & {
      readonly [Tag in E["_tag"]]: { readonly fields: AllAgreeing<E, Es>[Tag] }
    }
  }): ConceptCodec<C, E> => {
    const { name } = definition
    const commands = mapRecord(definition.commands, (fields, tag) => commandCodec(tag, fields))
    const events = mapRecord(definition.events, ({ version, fields, upcasters }, tag) =>
      eventCodec(`${name}/${tag}`, version, taggedStruct(tag, fields), upcasters)
    )
    const eventNamed = (tag: string): EventCodec<any> => {
      const codec = Object.hasOwn(events, tag) ? events[tag] : undefined
      if (codec === undefined)
        throw new NotAsDeclared(`${name}/${tag}`, [
          { path: "_tag", expected: oneOf(Object.keys(events)), found: quoted(tag) }
        ])
      return codec
    }
    return {
      name,
      events: events as unknown as ConceptCodec<C, E>["events"],
      commands: mapRecord(commands, ({ schema }) => schema) as unknown as ConceptCodec<C, E>["commands"],
      personal: mapRecord(commands, ({ personal }) => personal) as ConceptCodec<C, E>["personal"],
      decodeCommand: (input) => {
        const tag = typeof input === "object" && input !== null && "_tag" in input ? input._tag : undefined
        if (typeof tag !== "string" || !Object.hasOwn(commands, tag)) {
          const tags = Object.keys(commands)
          const helps = didYouMean(tag, tags)
          return Result.fail([{ path: "_tag", expected: oneOf(tags), found: found(tag), ...(helps && { helps }) }])
        }
        return commands[tag]!.decode(input) as Result.Result<Plain<C>, Problems>
      },
      encodeEvent: (event) => eventNamed(event._tag).encode(event),
      decodeEvent: (type, version, stored) =>
        eventNamed(type.startsWith(`${name}/`) ? type.slice(name.length + 1) : type).decode(version, stored)
    }
  }

/** The codec of one event type. `conceptCodec` makes one for each event of a concept. */
export const eventCodec = <E>(
  type: string,
  version: number,
  schema: Schema.Codec<E, any>,
  upcasters: EventFields["upcasters"] = {}
): EventCodec<E> => {
  if (annotated(schema.ast, personal).length > 0) {
    throw new TypeError(`\`${type}\`: \`Personal\` belongs in commands; an event holds \`SealedText\``)
  }
  for (let from = 1; from < version; from++) {
    if (upcasters[from] === undefined)
      throw new TypeError(`\`${type}\` is at version ${version}: an upcaster from version ${from} is missing`)
  }
  const quick = quickly(schema.ast)
  const decode = Schema.decodeUnknownResult(schema, strictly)
  const encode = Schema.encodeUnknownResult(schema, strictly)
  const cited = annotated(schema.ast, cites).map(({ path }) => path)
  return {
    type,
    version,
    schema,
    encode: (event) => {
      const taken = quick(event)
      if (taken !== unsure) return taken as Schema.Json
      const encoded = encode(event)
      if (Result.isSuccess(encoded)) return encoded.success as Schema.Json
      throw new NotAsDeclared(type, problemsOf(encoded.failure.issue, event, schema.ast))
    },
    decode: (storedAs, stored) => {
      if (!Number.isInteger(storedAs) || storedAs < 1 || storedAs > version) {
        throw new NotAsDeclared(type, [
          { path: "version", expected: `a version from 1 to ${version}`, found: found(storedAs) }
        ])
      }
      for (let from = storedAs; from < version; from++) stored = upcasters[from]!(stored)
      const taken = quick(stored)
      if (taken !== unsure) return taken as E
      const decoded = decode(stored)
      if (Result.isSuccess(decoded)) return decoded.success
      throw new NotAsDeclared(type, problemsOf(decoded.failure.issue, stored, schema.ast))
    },
    cites: (event) => cited.flatMap((path) => valuesAt(event, path) as ReadonlyArray<EventName>)
  }
}

/** The codecs of several concepts by event type, for reading a whole store. */
export const eventCodecs = (
  ...concepts: ReadonlyArray<{ readonly events: { readonly [tag: string]: EventCodec<any> } }>
): EventCodecs =>
  Object.fromEntries(concepts.flatMap(({ events }) => Object.values(events).map((codec) => [codec.type, codec])))

const commandCodec = (tag: string, fields: Fields) => {
  const schema = taggedStruct(tag, fields)
  if (annotated(schema.ast, sealedText).length > 0) {
    throw new TypeError(`\`${tag}\`: a command holds \`Personal\` text, never a \`SealedText\``)
  }
  const personal = personalFields(tag, schema.ast)
  const read = reader(schema)
  const decode = (input: unknown): Result.Result<unknown, Problems> => {
    const command = read(input)
    if (Result.isFailure(command)) return command
    if (!hasText(command.success, (text) => text.startsWith("sealed:"))) return command
    const tokens = texts(command.success).filter(
      ({ text, path }) => text.startsWith("sealed:") && !personal.some((field) => isAt(path, field.path))
    )
    return tokens.length === 0
      ? command
      : Result.fail(
          tokens.map(({ path }) => ({
            path: pathText(path),
            expected: "a text that does not look sealed",
            found: "a sealed text"
          }))
        )
  }
  return { schema, personal, decode }
}

const taggedStruct = (tag: string, fields: Fields) =>
  Schema.TaggedStruct(tag, fields) as unknown as Schema.Codec<unknown, unknown>

// -- Reading from outside: every mistake at once, worded for people. --

const strictly = { errors: "all", onExcessProperty: "error" } as const

/** One mistake: where, what would be right, what stood there, and, where that can be told, what would help. A personal text is never shown. */
export interface Problem {
  readonly path: string
  readonly expected: string
  readonly found: string
  readonly helps?: string
}
export type Problems = ReadonlyArray<Problem>

/** A problem as one sentence. */
export const sentence = ({ path, expected, found, helps }: Problem): string =>
  `${path === "" ? "" : `\`${path}\`: `}expected ${expected}, found ${found}${helps === undefined ? "" : `; ${helps}`}`

/** Reads a value from outside: the value, or everything that is wrong with it. Fields that nobody declared are mistakes. */
export const decoder = <A>(schema: Schema.Codec<A, any>): ((input: unknown) => Result.Result<A, Problems>) => {
  const quick = quickly(schema.ast)
  const decode = Schema.decodeUnknownResult(schema, strictly)
  return (input): Result.Result<A, Problems> => {
    const taken = quick(input)
    const decoded = taken === unsure ? decode(input) : Result.succeed(taken as A)
    if (Result.isFailure(decoded)) return Result.fail(problemsOf(decoded.failure.issue, input, schema.ast))
    if (!hasText(decoded.success, isHalved)) return Result.succeed(decoded.success)
    const halved = texts(decoded.success).filter(({ text }) => isHalved(text))
    return Result.fail(
      halved.map(({ path }) => ({
        path: pathText(path),
        expected: "a text of whole characters",
        found: "half of a surrogate pair"
      }))
    )
  }
}

/** The same for what a host says in a command or a question: with no decimals in its instants, or any number of them. */
export const reader = <A>(schema: Schema.Codec<A, any>): ((input: unknown) => Result.Result<A, Problems>) => {
  const read = decoder(schema)
  const moments = annotated(schema.ast, moment).map(({ path }) => path)
  return (input) => {
    const asWritten = read(input)
    // Most hosts write as we do. Only else is looked for what they wrote otherwise.
    return Result.isSuccess(asWritten) ? asWritten : read(moments.reduce(withMilliseconds, input))
  }
}

/** The value with every instant at this path as we write it; what is no instant, and all else, stays as it is. */
const withMilliseconds = (value: unknown, [key, ...rest]: Path): unknown => {
  if (key === undefined) return typeof value === "string" ? (InstantText.parse(value) ?? value) : value
  if (Array.isArray(value)) return value.map((item) => withMilliseconds(item, rest))
  return hasFields(value) && Object.hasOwn(value, key) ? { ...value, [key]: withMilliseconds(value[key], rest) } : value
}

/** A class of the host's own is as good as a plain object. */
const hasFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !(value instanceof Date)

/** A stored or decided event does not fit its Schema: a fault in the code or in the store, never a person's mistake. */
export class NotAsDeclared extends Error {
  readonly _tag = "NotAsDeclared"
  readonly problems: Problems
  constructor(type: string, problems: Problems) {
    super(`\`${type}\` is not as declared: ${problems.map(sentence).join("; ")}`)
    this.problems = problems
  }
}

const problemsOf = (issue: SchemaIssue.Issue, input: unknown, schema: SchemaAST.AST): Problems => {
  const problems: Array<Problem> = []
  const problem = (path: ReadonlyArray<PropertyKey>, expected: string, told: Told) =>
    problems.push({ path: pathText(path), expected, ...told })
  const walk = (issue: SchemaIssue.Issue, path: ReadonlyArray<PropertyKey>, ast: SchemaAST.AST | undefined): void => {
    switch (issue._tag) {
      case "Pointer":
        return walk(issue.issue, [...path, ...issue.path], issue.path.reduce(fieldOf, ast))
      case "Composite":
        return issue.issues.forEach((inner) => walk(inner, path, issue.ast))
      case "AnyOf": {
        const [only, ...others] = issue.issues
        if (only !== undefined && others.length === 0) return walk(only, path, issue.ast)
        problem(path, expectedBy(issue.ast), toldOf(at(input, path), issue.ast))
        return
      }
      case "Encoding":
        return walk(issue.issue, path, ast)
      case "Filter": {
        const { expected } = issue.filter.annotations ?? {}
        const expects = typeof expected === "string" ? expected : "another value"
        problem(path, expects, toldOf(at(input, path), ast))
        return
      }
      case "MissingKey":
        problem(path, expectedBy(ast), { found: "nothing" })
        return
      case "UnexpectedKey":
        problem(path, "no such field", toldOfField(input, path, issue.ast))
        return
      default: {
        const of = isPersonal(ast) || !("ast" in issue) ? ast : issue.ast
        problem(path, expectedBy(of), toldOf(at(input, path), of))
      }
    }
  }
  walk(issue, [], schema)
  return problems
}

/** Every text in a value, keys of records included, and where it stands. */
const texts = (
  value: unknown,
  path: ReadonlyArray<PropertyKey> = []
): ReadonlyArray<{ readonly path: ReadonlyArray<PropertyKey>; readonly text: string }> => {
  if (typeof value === "string") return [{ path, text: value }]
  if (typeof value !== "object" || value === null) return []
  return Array.isArray(value)
    ? value.flatMap((item, index) => texts(item, [...path, index]))
    : Object.entries(value).flatMap(([key, inner]) => [
        { path: [...path, key], text: key },
        ...texts(inner, [...path, key])
      ])
}

/** Whether any text in a value is such, keys of records included. The quick question, before `texts` tells where. */
const hasText = (value: unknown, is: (text: string) => boolean): boolean => {
  if (typeof value === "string") return is(value)
  if (typeof value !== "object" || value === null) return false
  if (Array.isArray(value)) return value.some((item) => hasText(item, is))
  for (const key of Object.keys(value)) if (is(key) || hasText(value[key as keyof typeof value], is)) return true
  return false
}

const isHalved = (text: string): boolean => /\p{Surrogate}/u.test(text)

const isAt = (path: ReadonlyArray<PropertyKey>, pattern: Path): boolean =>
  path.length === pattern.length && pattern.every((key, index) => key === "*" || key === String(path[index]))

const expectedBy = (ast: SchemaAST.AST | undefined): string => {
  const { expected } = annotationsOf(ast) ?? {}
  if (typeof expected === "string") return expected
  switch (ast?._tag) {
    case "String":
    case "TemplateLiteral":
      return "a text"
    case "Number":
      return "a number"
    case "Boolean":
      return "`true` or `false`"
    case "Null":
      return "`null`"
    case "Literal":
      return quoted(String(ast.literal))
    case "Arrays":
      return "a list"
    case "Objects": {
      const tag = ast.propertySignatures.find(({ name }) => name === "_tag")?.type
      return tag === undefined ? "an object" : `an object with the \`_tag\` ${expectedBy(tag)}`
    }
    case "Union":
      return oneOf([...new Set(ast.types.map(expectedBy))], (words) => words)
    default:
      return "a value"
  }
}

const oneOf = (choices: ReadonlyArray<string>, word: (choice: string) => string = quoted): string =>
  choices
    .map(word)
    .join(choices.length === 2 ? " or " : ", ")
    .replace(/^(.*), /s, "$1 or ")

type Told = Pick<Problem, "found" | "helps">

const isPersonal = (ast: SchemaAST.AST | undefined): boolean => annotationsOf(ast)?.[personal] !== undefined

/** What stood there, and what would help where that can be told. */
const toldOf = (value: any, ast: SchemaAST.AST | undefined): Told => {
  if (isPersonal(ast)) return { found: kindOf(value) }
  const notes = annotationsOf(ast) ?? {}
  const tag = tagsOf(ast)
  const inside = tag !== undefined && hasFields(value) && !Array.isArray(value)
  const word = inside ? value[tag.name] : value
  const shown =
    typeof value === "number" && ast?._tag === "String"
      ? `the number ${found(value)}`
      : !inside
        ? found(value)
        : word === undefined
          ? `an object without \`${tag.name}\``
          : `an object with the \`${tag.name}\` ${found(word)}`
  const helps = notes[moment]
    ? towardsInstant(value)
    : notes[day]
      ? towardsDay(value)
      : notes[id]
        ? notInAnId(value)
        : didYouMean(word, tag?.values ?? literalsOf(ast))
  return { found: shown, ...(helps && { helps }) }
}

/** Perhaps a field was meant that was declared and is not there. */
const toldOfField = (input: unknown, path: ReadonlyArray<PropertyKey>, ast: SchemaAST.AST): Told => {
  const around = at(input, path.slice(0, -1))
  const names = ast._tag === "Objects" ? ast.propertySignatures.map(({ name }) => String(name)) : []
  const others = names.filter((name) => !Object.hasOwn(around, name))
  const helps = didYouMean(String(path.at(-1)), others)
  return { found: kindOf(at(input, path)), ...(helps && { helps }) }
}

const literalsOf = (ast: SchemaAST.AST | undefined): ReadonlyArray<string> =>
  ast?._tag === "Literal" && typeof ast.literal === "string"
    ? [ast.literal]
    : ast?._tag === "Union"
      ? ast.types.flatMap(literalsOf)
      : []

/** The field that tells the members of a union of objects apart, and what it may say. */
const tagsOf = (
  ast: SchemaAST.AST | undefined
): { readonly name: string; readonly values: ReadonlyArray<string> } | undefined => {
  const members = ast?._tag === "Union" ? ast.types : []
  const tags = members.map((member) =>
    member._tag === "Objects" ? member.propertySignatures.find(({ type }) => type._tag === "Literal") : undefined
  )
  const name = tags[0]?.name
  return typeof name === "string" && tags.every((tag) => tag?.name === name)
    ? { name, values: tags.flatMap((tag) => literalsOf(tag?.type)) }
    : undefined
}

const at = (input: unknown, path: ReadonlyArray<PropertyKey>): any =>
  path.reduce((value: any, key) => value?.[key], input)

const pathText = (path: ReadonlyArray<PropertyKey>): string =>
  path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`),
    ""
  )

// -- The quick way: most values fit, and a Schema that never transforms gives back what it was given. --

/** An equal value, when the Schema surely takes this one; `unsure`: ask the Schema itself. Each part is read once. */
type Quickly = (value: unknown) => unknown

const unsure = Symbol("unsure")
const askTheSchema: Quickly = () => unsure

/** Reads a Schema once into plain tests, among them each of its own checks. Whatever is not known here is asked of the Schema. */
const quickly = (ast: SchemaAST.AST): Quickly => {
  if (ast.encoding !== undefined || ("encodingChecks" in ast && ast.encodingChecks !== undefined)) return askTheSchema
  const shape = quickShape(ast)
  const { checks } = ast
  if (checks === undefined || shape === askTheSchema) return shape
  return (value) => {
    const taken = shape(value)
    return taken !== unsure && checks.every((check) => passes(check, taken, ast)) ? taken : unsure
  }
}

const passes = (check: SchemaAST.Check<any>, value: unknown, ast: SchemaAST.AST): boolean =>
  check._tag === "Filter"
    ? check.run(value, ast, strictly) === undefined
    : check.checks.every((inner) => passes(inner, value, ast))

const quickShape = (ast: SchemaAST.AST): Quickly => {
  switch (ast._tag) {
    case "String":
      return (value) => (typeof value === "string" ? value : unsure)
    case "Number":
      return (value) => (typeof value === "number" ? value : unsure)
    case "Boolean":
      return (value) => (typeof value === "boolean" ? value : unsure)
    case "Null":
      return (value) => (value === null ? value : unsure)
    case "Literal":
      return (value) => (value === ast.literal ? value : unsure)
    case "Suspend": {
      let inner: Quickly | undefined
      return (value) => (inner ??= quickly(ast.thunk()))(value)
    }
    case "Union":
      return ast.options?.mode === "oneOf" ? askTheSchema : quickUnion(ast.types.map(quickly))
    case "Arrays":
      return quickArray(ast)
    case "Objects":
      return quickObject(ast)
    default:
      return askTheSchema
  }
}

const quickUnion =
  (members: ReadonlyArray<Quickly>): Quickly =>
  (value) => {
    for (const member of members) {
      const taken = member(value)
      if (taken !== unsure) return taken
    }
    return unsure
  }

const quickArray = ({ elements, rest }: SchemaAST.Arrays): Quickly => {
  if (rest.length > 1 || elements.some(mayBeLeftOut)) return askTheSchema
  const first = elements.map(quickly)
  const others = rest.map(quickly)[0]
  return (value) => {
    if (!Array.isArray(value) || value.length < first.length) return unsure
    const copy: Array<unknown> = []
    for (let index = 0; index < value.length; index++) {
      const taken = (first[index] ?? others ?? askTheSchema)(value[index])
      if (taken === unsure) return unsure
      copy.push(taken)
    }
    return copy
  }
}

/** Plain objects only, with all fields that are demanded and none that is not declared. */
const quickObject = ({ propertySignatures, indexSignatures }: SchemaAST.Objects): Quickly => {
  const [index] = indexSignatures
  if (index !== undefined)
    return propertySignatures.length > 0 || indexSignatures.length > 1
      ? askTheSchema
      : quickRecord(quickly(index.parameter), quickly(index.type))
  // In the order of their names, as canonical text has them.
  const fields = propertySignatures
    .map(({ name, type }) => ({ name: String(name), take: quickly(type), demanded: !mayBeLeftOut(type) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  // A Schema without fields takes anything at all.
  if (fields.length === 0 || propertySignatures.some(({ name }) => typeof name !== "string" || name === "__proto__"))
    return askTheSchema
  return (value) => {
    if (!isPlain(value)) return unsure
    const copy: Record<string, unknown> = {}
    let count = 0
    for (const { name, take, demanded } of fields) {
      if (!Object.hasOwn(value, name)) {
        if (demanded) return unsure
        continue
      }
      const taken = take(value[name])
      if (taken === unsure) return unsure
      copy[name] = taken
      count += 1
    }
    return count === Reflect.ownKeys(value).length ? copy : unsure
  }
}

const quickRecord =
  (takeName: Quickly, take: Quickly): Quickly =>
  (value) => {
    if (!isPlain(value)) return unsure
    const copy: Record<string, unknown> = {}
    const names = Object.keys(value)
    for (const name of names) {
      const taken = name === "__proto__" || takeName(name) === unsure ? unsure : take(value[name])
      if (taken === unsure) return unsure
      copy[name] = taken
    }
    return names.length === Reflect.ownKeys(value).length ? copy : unsure
  }

const mayBeLeftOut = (ast: SchemaAST.AST): boolean => ast.context?.isOptional === true

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== "object" || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

// -- Finding fields in a Schema by what is annotated on them. --

const annotationsOf = (ast: SchemaAST.AST | undefined): Schema.Annotations.Annotations | undefined =>
  ast?.checks === undefined ? ast?.annotations : ast.checks[ast.checks.length - 1]!.annotations

const fieldOf = (ast: SchemaAST.AST | undefined, key: PropertyKey): SchemaAST.AST | undefined => {
  switch (ast?._tag) {
    case "Objects":
      return ast.propertySignatures.find(({ name }) => name === key)?.type ?? ast.indexSignatures[0]?.type
    case "Arrays":
      return ast.elements[Number(key)] ?? ast.rest[0]
    case "Suspend":
      return fieldOf(ast.thunk(), key)
    default:
      return undefined
  }
}

interface Leaf {
  readonly path: Path
  readonly ast: SchemaAST.AST
  /** The structs around the leaf, outermost first, each with its path. */
  readonly around: ReadonlyArray<{ readonly path: Path; readonly struct: SchemaAST.Objects }>
  /** Inside a Schema that refers to itself. */
  readonly recursive: boolean
}

const leavesOf = (ast: SchemaAST.AST): ReadonlyArray<Leaf> => {
  const leaves: Array<Leaf> = []
  const seen = new Set<SchemaAST.AST>()
  const walk = (ast: SchemaAST.AST, path: Path, around: Leaf["around"], recursive: boolean): void => {
    switch (ast._tag) {
      case "Objects": {
        const inside = [...around, { path, struct: ast }]
        for (const { name, type } of ast.propertySignatures) walk(type, [...path, String(name)], inside, recursive)
        for (const { type } of ast.indexSignatures) walk(type, [...path, "*"], inside, recursive)
        return
      }
      case "Arrays":
        ast.elements.forEach((element, index) => walk(element, [...path, String(index)], around, recursive))
        for (const item of ast.rest) walk(item, [...path, "*"], around, recursive)
        return
      case "Union":
        for (const member of ast.types) walk(member, path, around, recursive)
        return
      case "Suspend": {
        const inner = ast.thunk()
        if (seen.has(inner)) return
        seen.add(inner)
        return walk(inner, path, around, true)
      }
      default:
        leaves.push({ path, ast, around, recursive })
    }
  }
  walk(ast, [], [], false)
  return leaves
}

const annotated = (ast: SchemaAST.AST, key: string): ReadonlyArray<Leaf> =>
  leavesOf(ast).filter((leaf) => annotationsOf(leaf.ast)?.[key] !== undefined)

/** Where the personal texts of a command are. What could leave one unsealed, or seal another, is refused here and now. */
const personalFields = (tag: string, ast: SchemaAST.AST): ReadonlyArray<PersonalField> => {
  const leaves = leavesOf(ast)
  return annotated(ast, personal).map((leaf) => {
    const name = `\`${tag}.${leaf.path.join(".")}\``
    if (leaf.recursive) throw new TypeError(`${name}: a personal text can't stand in a Schema that refers to itself`)
    const other = leaves.find(
      (other) =>
        other.path.join("/") === leaf.path.join("/") &&
        mayBeText(other.ast) &&
        annotationsOf(other.ast)?.[personal] === undefined
    )
    if (other !== undefined)
      throw new TypeError(`${name} is personal in one case of a union and plain text in another: give them two names`)
    return { path: leaf.path, of: keyOf(leaf, annotationsOf(leaf.ast)![personal] as string, name) }
  })
}

const mayBeText = (ast: SchemaAST.AST): boolean =>
  ast._tag === "Literal"
    ? typeof ast.literal === "string"
    : !["Number", "Boolean", "Null", "Undefined"].includes(ast._tag)

const keyOf = (leaf: Leaf, of: string, name: string): "case" | Path => {
  if (of === "case") return "case"
  for (const { path, struct } of leaf.around.toReversed()) {
    const person = struct.propertySignatures.find((field) => field.name === of)?.type
    if (person === undefined) continue
    if (person.context?.isOptional === true || annotationsOf(person)?.[id] !== true) break
    return [...path, of]
  }
  throw new TypeError(
    `${name} is sealed with the key of the person in \`${of}\`, so that field must be an \`Id\` that is always there`
  )
}

/** All values at a path; `*` goes into every item. */
const valuesAt = (value: unknown, [key, ...rest]: Path): ReadonlyArray<unknown> => {
  if (value === undefined || value === null) return []
  if (key === undefined) return [value]
  if (typeof value !== "object") return []
  return key === "*"
    ? Object.values(value).flatMap((inner) => valuesAt(inner, rest))
    : valuesAt((value as any)[key], rest)
}

const mapRecord = <A, B>(
  record: { readonly [key: string]: A },
  map: (value: A, key: string) => B
): { readonly [key: string]: B } =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]))
