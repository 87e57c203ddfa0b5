/**
 * How terms are written down, and what is wrong with them when they are not.
 *
 * Terms are typed in by people, from contracts. So every mistake is told at once, each where it stands, and where a value
 * may have several shapes it is first seen which one was meant: what is wrong is then told of that shape alone.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaParser from "effect/SchemaParser"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { decoder, Id, type Problems, type Same, Text } from "../language/codec.schema.ts"
import type * as Times from "../time/Span.ts"
import type * as Stated from "./Terms.ts"

// -- Values of one of several shapes. --------------------------------------------------------------------------------

export interface Fields {
  readonly [name: string]: unknown
}

export const hasFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/**
 * A value of one of these shapes. `pick` tells from its marks which one was meant; `undefined` when there is no telling.
 * A union of Schema would try all of them, and then could only say that none of them fits.
 */
export const oneOf = <const Shapes extends { readonly [name: string]: Schema.Codec<any> }>(
  expected: string,
  shapes: Shapes,
  pick: (value: Fields) => keyof Shapes | undefined,
  untold: Schema.Constraint = Schema.Never.annotate({ expected })
): Schema.Codec<Shapes[keyof Shapes]["Type"]> => {
  type A = Shapes[keyof Shapes]["Type"]
  const reader = (shape: Schema.Constraint) => SchemaParser.decodeUnknownEffect(shape as Schema.Codec<A>)
  const readers = new Map<keyof Shapes | undefined, ReturnType<typeof reader>>(
    Object.entries(shapes).map(([name, shape]) => [name, reader(shape)])
  )
  const none = reader(untold)
  return Schema.declareConstructor<A>()(
    [],
    () => (input, _, options) => (readers.get(hasFields(input) ? pick(input) : undefined) ?? none)(input, options),
    {
      expected,
      // For JSON Schema and the like, which want to see all shapes.
      toCodecJson: () =>
        Schema.link<A>()(Schema.Union(Object.values(shapes)), SchemaTransformation.passthrough()) as never
    }
  )
}

/** A value of one of several shapes, each with its own `_tag`. */
const tagged = <const Shapes extends { readonly [tag: string]: Schema.Struct.Fields }>(shapes: Shapes) => {
  type Cases = { readonly [Tag in keyof Shapes & string]: Schema.TaggedStruct<Tag, Shapes[Tag]> }
  const tags = Object.keys(shapes)
  const cases = Object.fromEntries(
    Object.entries(shapes).map(([tag, fields]) => [tag, Schema.TaggedStruct(tag, fields)])
  )
  return oneOf(
    `an object with the \`_tag\` ${choice(tags)}`,
    cases as never,
    ({ _tag }) => _tag as never,
    // Where the tag itself is wrong, the mistake stands at the tag, and of the rest nothing can be said.
    Schema.StructWithRest(Schema.Struct({ _tag: Schema.Literals(tags) }), [
      Schema.Record(Schema.String, Schema.Unknown)
    ])
  ) as Schema.Codec<Cases[keyof Cases]["Type"]>
}

export const choice = (words: ReadonlyArray<string>): string =>
  words
    .map((word) => `\`${word}\``)
    .join(", ")
    .replace(/, ([^,]*)$/, " or $1")

export const one = <const Words extends ReadonlyArray<string>>(...words: Words) => Schema.Literals(words)

export const listOf = <A>(item: Schema.Codec<A>): Schema.Codec<ReadonlyArray<A>> =>
  Schema.Array(item).check(
    Schema.makeFilter((list) => list.length > 0, { expected: "a list of one or more" })
  ) as unknown as Schema.Codec<ReadonlyArray<A>>

// -- Lengths of time. ------------------------------------------------------------------------------------------------

const Whole = (expected: string, most = Number.MAX_SAFE_INTEGER) =>
  Schema.Number.check(
    Schema.makeFilter((n) => Number.isInteger(n) && n >= 0 && n <= most && !Object.is(n, -0), { expected })
  )

const Count = Whole("a whole number, 0 or more")

/** The name of a calendar, such as `nl-office`. */
export const CalendarName = Id.annotate({ expected: "the name of a calendar such as `nl-office`" })

const Roll = Schema.Struct({
  to: one("nextWorkingDay"),
  calendar: CalendarName,
  atLeast: Schema.optionalKey(Schema.Struct({ workingDays: Count, inSpansOf: Count })),
  upTo: Schema.optionalKey(Schema.Struct({ calendarDays: Count, weeks: Count, months: Count }))
})

const Counting = Schema.Struct({
  firstDay: one("counted", "notCounted"),
  clear: Schema.Boolean,
  monthEnd: one("clip", "nextDay"),
  roll: Schema.Union([Schema.Literal("none"), Roll]).annotate({
    expected: '`none` or `{ to: "nextWorkingDay", calendar }`'
  }),
  cutOffHour: Schema.optionalKey(Whole("an hour from 0 to 24", 24)),
  eventOnWorkingDayOf: Schema.optionalKey(CalendarName),
  firstHour: Schema.optionalKey(one("notCounted"))
}).annotate({ identifier: "Counting", expected: "a way of counting: `{ firstDay, clear, monthEnd, roll }`" })

const units = ["hours", "calendarDays", "weeks", "months"] as const

const WorkingDaySpan = Schema.Struct({
  n: Count,
  unit: one("workingDays"),
  calendar: CalendarName,
  counting: Counting
})

const calendarSpan = (others: ReadonlyArray<string>) =>
  Schema.Struct({
    n: Count,
    unit: Schema.Literals(units).annotate({ expected: choice([...units, ...others]) }),
    counting: Counting
  })

const EitherSpan: Schema.Codec<Times.EitherSpan> = Schema.Struct({
  either: Schema.Tuple([
    Schema.suspend((): Schema.Codec<Times.Span> => Exact),
    Schema.suspend((): Schema.Codec<Times.Span> => Exact)
  ])
}).annotate({ identifier: "EitherSpan" })

const BareDays = Schema.Struct({ n: Count, unit: one("days") })

const Reasonable = Schema.Struct({ reasonable: Schema.Literal(true) })

/** A length of time that can be counted as it stands. */
const Exact: Schema.Codec<Times.Span> = oneOf(
  "a length of time that can be counted: `{ n, unit, counting }` or `{ either: [one, other] }`",
  { calendar: calendarSpan(["workingDays"]), working: WorkingDaySpan, either: EitherSpan },
  (value) =>
    "either" in value
      ? "either"
      : value["unit"] === "workingDays"
        ? "working"
        : "unit" in value || "n" in value
          ? "calendar"
          : undefined
)

/** A length of time as a contract states it. */
export const Period: Schema.Codec<Stated.Period> = oneOf(
  'a length of time: `{ n, unit, counting }`, `{ n, unit: "days" }`, `{ either: [one, other] }` or `{ reasonable: true }`',
  {
    calendar: calendarSpan(["workingDays", "days"]),
    working: WorkingDaySpan,
    either: EitherSpan,
    days: BareDays,
    reasonable: Reasonable
  },
  (value) =>
    "reasonable" in value
      ? "reasonable"
      : "either" in value
        ? "either"
        : value["unit"] === "workingDays"
          ? "working"
          : value["unit"] === "days"
            ? "days"
            : "unit" in value || "n" in value
              ? "calendar"
              : undefined
)

// -- What each parameter can be. -------------------------------------------------------------------------------------

/** ISO 3166-1 alpha-2, as places have it. Of a group of countries a contract means its members: "EEA" is no country. */
const Country = Schema.String.check(
  Schema.makeFilter((code) => /^[A-Z]{2}$/.test(code), { expected: "the code of a country such as `NL`" })
)

const Columns = one("entity", "entityType", "purpose", "products", "places", "certifications", "dataCategories")

const Condition = Schema.Struct({ words: Text, outside: Schema.optionalKey(listOf(Country)) })

const ClockFrom = one("sent", "delivered", "received", "dated", "published")

const Grounds = Schema.Struct({
  needed: one("none", "reasonable", "dataProtection", "closedList", "proven"),
  list: Schema.optionalKey(listOf(Text)),
  otherwise: Schema.optionalKey(one("lapses", "vendorMayExit"))
}).check(
  Schema.makeFilter(({ needed, list }) => (needed === "closedList") === (list !== undefined), {
    expected: "a `list` where `closedList` is needed, and none elsewhere"
  })
)

/** Parameters of the terms as a whole, by the name that a reading calls them by. */
const valuesOfTerms = <P extends Stated.Period>(period: Schema.Codec<P>) => ({
  authorisation: one("general", "specific"),
  "entry.listing": one("agreed", "notAgreed"),
  "entry.announced": one("agreed", "noticeOwed"),
  exempt: Schema.Array(one("nonMaterial", "ancillary", "noPersonalData")),
  emergency: Schema.Struct({
    when: Text,
    advance: Schema.optionalKey(period),
    noticeAfter: Schema.optionalKey(period)
  }),
  transfer: Schema.Struct({ freeWithin: Schema.Array(Country) }),
  listing: Schema.Struct({ columns: listOf(Columns), keptUpdated: period })
})

/** Parameters of one row of a duty, by the last part of that name. */
const valuesOfRow = <P extends Stated.Period>(period: Schema.Codec<P>) => ({
  channels: listOf(one("email", "listing", "inProduct", "post", "portal", "repository")),
  contents: Schema.Array(
    Schema.Struct({
      of: one("entity", "service", "places", "purpose", "dataCategories", "effectiveOn", "howToObject", "safeguards"),
      lack: one("fatal", "curable")
    })
  ),
  clockStart: Schema.Struct({
    from: ClockFrom,
    ifNotSubscribed: Schema.optionalKey(ClockFrom),
    contacts: one("any", "all", "first"),
    deemedReceipt: Schema.optionalKey(period),
    bouncesOn: Schema.optionalKey(one("client"))
  }),
  advanceNotice: Schema.Struct({ period, before: one("access", "engagement", "effect") }),
  window: tagged({
    For: { period, talksWithin: Schema.optionalKey(period) },
    OpenEnded: {},
    UntilAccess: {},
    NoRight: {}
  }),
  "objection.act": one("statement", "termination", "stopUsing", "move"),
  "objection.inWriting": Schema.Boolean,
  "objection.addresses": listOf(Text),
  "objection.grounds": Grounds,
  "objection.mustExplain": Schema.Boolean,
  "objection.mitigation": Schema.Boolean,
  "objection.confirmation": period,
  "objection.onlyIf": Condition,
  silence: one("accepted", "acceptedByUse", "lapsed", "nothing", "denied"),
  lateObjection: one("refused", "courtesy", "heard"),
  "hold.beforeStart": one("none", "untilWindowEnds", "untilResolved", "untilExit"),
  "hold.afterStart": one("none", "untilWindowEnds", "untilResolved", "untilExit"),
  "resolution.talks": one("goodFaith", "none"),
  "resolution.options": listOf(one("carveOut", "alternative", "withdrawal", "acceptance", "exit")),
  "resolution.cure": Schema.Struct({
    period,
    from: one("objection", "talks", "notice"),
    expiry: one("exitOpens", "accepted", "nothing")
  }),
  "resolution.vendorMustAnswer": period,
  "resolution.tellOutcome": period,
  exit: Schema.Struct({
    who: listOf(one("client", "vendor")),
    scope: one("affectedService", "agreement", "choice", "addendum", "feature"),
    notice: Schema.optionalKey(Schema.Struct({ period, from: one("exit", "notice", "objection", "effect") })),
    refund: Schema.optionalKey(one("proRata", "excluded")),
    soleRemedy: Schema.optionalKey(Schema.Boolean)
  })
})

// -- What a reading can say. -----------------------------------------------------------------------------------------

const readingsOfTerms: { readonly [name: string]: Schema.Codec<any> } = valuesOfTerms(Exact)
const readingsOfRow: { readonly [name: string]: Schema.Codec<any> } = valuesOfRow(Exact)

/**
 * What a reading of this parameter can say: a value of its own type in which every length of time can be counted.
 * `undefined` where no parameter can have such a name.
 *
 * The name is the one of `Reading.parameters`: `authorisation`, or `new-sub-processor/any/hold.beforeStart`.
 */
export const readingValue = (parameter: string): Schema.Codec<unknown> | undefined => {
  const [duty, row, name, ...rest] = parameter.split("/")
  const [values, key] = row === undefined ? [readingsOfTerms, duty!] : [readingsOfRow, name ?? ""]
  return rest.length === 0 && duty !== "" && row !== "" && Object.hasOwn(values, key) ? values[key] : undefined
}

// -- The contract says it, in these words; or it says nothing. -------------------------------------------------------

export const Source = Schema.Struct({ instrument: Id, at: Schema.optionalKey(Text), words: Text }).annotate({
  identifier: "Source",
  expected: "where it stands: `{ instrument, at, words }`"
})

const Unstated = Schema.Struct({
  unstated: Schema.Literal(true),
  notSeen: Schema.optionalKey(Schema.Literal(true))
}).annotate({ identifier: "Unstated" })

/** What a text says, with its words, or that it says nothing. */
export const parameter = <A>(value: Schema.Codec<A>): Schema.Codec<Stated.Parameter<A>> =>
  oneOf(
    "`{ says, source }` or `{ unstated: true }`",
    { says: Schema.Struct({ says: value, source: Source }), unstated: Unstated },
    (given) => ("says" in given || "source" in given ? "says" : "unstated" in given ? "unstated" : undefined)
  )

type Parameters<Values> = {
  readonly [Name in keyof Values]: Values[Name] extends Schema.Codec<infer A>
    ? Schema.Codec<Stated.Parameter<A>>
    : never
}

const parameters = <Values extends { readonly [name: string]: Schema.Codec<any> }>(
  values: Values
): Parameters<Values> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, parameter(value)])) as Parameters<Values>

// -- Terms. ----------------------------------------------------------------------------------------------------------

const ofTerms = parameters(valuesOfTerms(Period))
const ofRow = parameters(valuesOfRow(Period))

const matching = (item: Schema.Codec<string>) => Schema.optionalKey(listOf(item))

const Row = Schema.Struct({
  id: Id,
  when: Schema.Struct({
    entities: matching(Id),
    countries: matching(Country),
    onlyCountries: matching(Country),
    dataCategories: matching(Text),
    services: matching(Text),
    entityTypes: matching(Text)
  }),
  channels: ofRow.channels,
  contents: ofRow.contents,
  clockStart: ofRow.clockStart,
  advanceNotice: ofRow.advanceNotice,
  window: ofRow.window,
  objection: Schema.Struct({
    act: ofRow["objection.act"],
    inWriting: ofRow["objection.inWriting"],
    addresses: ofRow["objection.addresses"],
    grounds: ofRow["objection.grounds"],
    mustExplain: ofRow["objection.mustExplain"],
    mitigation: ofRow["objection.mitigation"],
    confirmation: ofRow["objection.confirmation"],
    onlyIf: ofRow["objection.onlyIf"]
  }),
  silence: ofRow.silence,
  lateObjection: ofRow.lateObjection,
  hold: Schema.Struct({ beforeStart: ofRow["hold.beforeStart"], afterStart: ofRow["hold.afterStart"] }),
  resolution: Schema.Struct({
    talks: ofRow["resolution.talks"],
    options: ofRow["resolution.options"],
    cure: ofRow["resolution.cure"],
    vendorMustAnswer: ofRow["resolution.vendorMustAnswer"],
    // Younger than the others: terms that were written down before have the address that they had.
    tellOutcome: Schema.optionalKey(ofRow["resolution.tellOutcome"])
  }),
  exit: ofRow.exit
})

const kindsOfChange = [
  "Engage",
  "Replace",
  "Retire",
  "Relocate",
  "Repurpose",
  "Extend",
  "ChangeData",
  "Reclassify",
  "LoseSafeguards",
  "ChangeControl",
  "Rename",
  "Merge",
  "Split",
  "ChangeScope"
] as const

const Duty = Schema.Struct({
  id: Id,
  kind: one("inform", "consult"),
  source: Source,
  changes: Schema.Union([listOf(one(...kindsOfChange)), Schema.Literal("any")]).annotate({
    expected: "a list of kinds of change such as `Engage` and `Replace`, or `any`"
  }),
  onlyMaterial: Schema.Boolean,
  audience: Schema.Struct({
    of: one("all", "affected", "subscribers", "onRequest", "pullOnly"),
    paper: Schema.optionalKey(one("standard", "own"))
  }),
  rows: Schema.NonEmptyArray(Row)
})

export const ZoneName = Schema.String.check(
  Schema.makeFilter((name) => /^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(name), {
    expected: "the name of a zone such as `Europe/Amsterdam`"
  })
)

/** What one contract promises. `decodeTerms` looks further: at what must agree between one part and another. */
export const Terms = Schema.Struct({
  _tag: Schema.Literal("Terms"),
  name: Id,
  title: Text,
  zone: ZoneName,
  instruments: Schema.NonEmptyArray(Schema.Struct({ id: Id, title: Text, version: Schema.optionalKey(Text) })),
  authorisation: ofTerms.authorisation,
  entry: Schema.Struct({ listing: ofTerms["entry.listing"], announced: ofTerms["entry.announced"] }),
  exempt: ofTerms.exempt,
  emergency: ofTerms.emergency,
  transfer: ofTerms.transfer,
  listing: ofTerms.listing,
  duties: Schema.Array(Duty)
})

export const agrees = true satisfies Same<typeof Terms.Type, Stated.Terms>

// -- Terms from outside. ---------------------------------------------------------------------------------------------

/** Terms from outside, or everything that is wrong with them. */
export const decodeTerms = (input: unknown): Result.Result<Stated.Terms, Problems> => {
  const decoded = decode(input)
  const wrong = Result.isFailure(decoded) ? decoded.failure : []
  const told = new Set(wrong.map(({ path }) => path))
  const problems = [...wrong, ...disagreements(input).filter(({ path }) => !told.has(path))]
  return problems.length === 0 ? decoded : Result.fail(problems)
}

const decode = decoder<Stated.Terms>(Terms)

/** What each part may say by itself, but not beside the others. The parts may still be wrong in other ways. */
const disagreements = (input: unknown): Problems => {
  if (!hasFields(input)) return []
  const [instruments, duties] = [listIn(input, "instruments"), listIn(input, "duties")]
  return [
    ...repeatedIds(instruments, "instruments"),
    ...repeatedIds(duties, "duties"),
    ...duties.flatMap((duty, index) => repeatedIds(listIn(duty, "rows"), `duties[${index}].rows`)),
    ...fromElsewhere(input, idsOf(instruments))
  ]
}

export const listIn = (value: unknown, name: string): ReadonlyArray<unknown> => {
  const list = hasFields(value) ? value[name] : undefined
  return Array.isArray(list) ? list : []
}

const idsOf = (list: ReadonlyArray<unknown>): ReadonlyArray<unknown> =>
  list.map((item) => (hasFields(item) ? item["id"] : undefined))

export const repeatedIds = (list: ReadonlyArray<unknown>, path: string): Problems => {
  const ids = idsOf(list)
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id)
    return typeof id !== "string" || first === index
      ? []
      : [
          {
            path: `${path}[${index}].id`,
            expected: "an id of its own",
            found: `\`${id}\`, as \`${path}[${first}]\` has`
          }
        ]
  })
}

/** Sources that are none of the instruments. Where no instrument can be made out, that is the mistake to mend first. */
const fromElsewhere = (input: Fields, ids: ReadonlyArray<unknown>): Problems => {
  const known = ids.filter((id) => typeof id === "string")
  const walk = (value: unknown, path: string, deep: number): Problems => {
    if (typeof value !== "object" || value === null || deep > deepestSource) return []
    return Object.entries(value).flatMap(([key, inner]) => {
      const here = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`
      if (key !== "source" || !hasFields(inner)) return walk(inner, here, deep + 1)
      const instrument = inner["instrument"]
      return typeof instrument !== "string" || known.includes(instrument)
        ? []
        : [
            {
              path: `${here}.instrument`,
              expected: `one of the instruments: ${choice(known)}`,
              found: `\`${instrument}\``
            }
          ]
    })
  }
  return known.length === 0 ? [] : walk(input, "", 1)
}

/** `duties[0].rows[0].objection.act.source` */
const deepestSource = 7
