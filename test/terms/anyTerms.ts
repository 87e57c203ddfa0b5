/** Any terms that can be written down, and any value of each parameter. */
import fc from "fast-check"
import type { Parameter, Period, Terms } from "goodfaith/terms"
import type { Counting, Span } from "goodfaith/time"

const one = <const A extends string | boolean>(...words: ReadonlyArray<A>) => fc.constantFrom(...words)
const text = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" })
const id = fc.stringMatching(/^[a-z0-9_.~-]{1,8}$/)
const country = fc.stringMatching(/^[A-Z]{2}$/)
const some = <A>(item: fc.Arbitrary<A>) => fc.array(item, { minLength: 1, maxLength: 3 })
/** Fields after the first are there or not. */
const struct = <A extends object, B extends object = {}>(
  required: { [K in keyof A]: fc.Arbitrary<A[K]> },
  optional: { [K in keyof B]: fc.Arbitrary<B[K]> } = {} as never
): fc.Arbitrary<any> =>
  fc.record({ ...required, ...optional } as never, {
    requiredKeys: Object.keys(required) as never,
    noNullPrototype: true
  })

const count = fc.nat({ max: 400 })

const counting: fc.Arbitrary<Counting> = struct(
  {
    firstDay: one("counted", "notCounted"),
    clear: fc.boolean(),
    monthEnd: one("clip", "nextDay"),
    roll: fc.oneof(
      one("none"),
      struct(
        { to: one("nextWorkingDay"), calendar: id },
        {
          atLeast: struct({ workingDays: count, inSpansOf: count }),
          upTo: struct({ calendarDays: count, weeks: count, months: count })
        }
      )
    )
  },
  { cutOffHour: fc.nat({ max: 24 }), eventOnWorkingDayOf: id, firstHour: one("notCounted") }
)

const workingDays = struct({ n: count, unit: one("workingDays"), calendar: id, counting })

/** Any length of time that can be counted. */
export const anySpan: fc.Arbitrary<Span> = fc.letrec<{ span: Span }>((tie) => ({
  span: fc.oneof(
    { depthSize: "small" },
    struct({ n: count, unit: one("hours", "calendarDays", "weeks", "months"), counting }),
    workingDays,
    struct({ either: fc.tuple(tie("span"), tie("span")) })
  )
})).span

/** Words, and bare days. */
export const anyVague: fc.Arbitrary<Period> = fc.oneof(
  fc.constant({ reasonable: true as const }),
  struct({ n: count, unit: one("days") })
)

export const anyPeriod: fc.Arbitrary<Period> = fc.oneof(anySpan, anyVague)

const otherwise = one("lapses", "vendorMayExit")

type Values = Readonly<Record<string, fc.Arbitrary<unknown>>>

/** By the name of the parameter. */
export const ofTerms = (period: fc.Arbitrary<Period>): Values => ({
  authorisation: one("general", "specific"),
  "entry.listing": one("agreed", "notAgreed"),
  "entry.announced": one("agreed", "noticeOwed"),
  exempt: fc.array(one("nonMaterial", "ancillary", "noPersonalData"), { maxLength: 2 }),
  emergency: struct({ when: text }, { advance: period, noticeAfter: period }),
  transfer: struct({ freeWithin: fc.array(country, { maxLength: 2 }) }),
  listing: struct({ columns: some(one("entity", "purpose", "places", "certifications")), keptUpdated: period })
})

/** By the last part of the name of the parameter. */
export const ofRow = (period: fc.Arbitrary<Period>): Values => ({
  channels: some(one("email", "listing", "inProduct", "post", "portal", "repository")),
  contents: fc.array(struct({ of: one("entity", "service", "howToObject"), lack: one("fatal", "curable") }), {
    maxLength: 2
  }),
  clockStart: struct(
    { from: one("sent", "delivered", "received", "dated", "published"), contacts: one("any", "all", "first") },
    {
      ifNotSubscribed: one("sent", "delivered", "received", "dated", "published"),
      deemedReceipt: period,
      bouncesOn: one("client")
    }
  ),
  advanceNotice: struct({ period, before: one("access", "engagement", "effect") }),
  window: fc.oneof(
    struct({ _tag: one("For"), period }, { talksWithin: period }),
    struct({ _tag: one("OpenEnded", "UntilAccess", "NoRight") })
  ),
  "objection.act": one("statement", "termination", "stopUsing", "move"),
  "objection.inWriting": fc.boolean(),
  "objection.addresses": some(text),
  "objection.grounds": fc.oneof(
    struct({ needed: one("none", "reasonable", "dataProtection", "proven") }, { otherwise }),
    struct({ needed: one("closedList"), list: some(text) }, { otherwise })
  ),
  "objection.mustExplain": fc.boolean(),
  "objection.mitigation": fc.boolean(),
  "objection.confirmation": period,
  "objection.onlyIf": struct({ words: text }, { outside: some(country) }),
  silence: one("accepted", "acceptedByUse", "lapsed", "nothing", "denied"),
  lateObjection: one("refused", "courtesy", "heard"),
  "hold.beforeStart": one("none", "untilWindowEnds", "untilResolved", "untilExit"),
  "hold.afterStart": one("none", "untilWindowEnds", "untilResolved", "untilExit"),
  "resolution.talks": one("goodFaith", "none"),
  "resolution.options": some(one("carveOut", "alternative", "withdrawal", "acceptance", "exit")),
  "resolution.cure": struct({
    period,
    from: one("objection", "talks", "notice"),
    expiry: one("exitOpens", "accepted", "nothing")
  }),
  "resolution.vendorMustAnswer": period,
  "resolution.tellOutcome": period,
  exit: struct(
    { who: some(one("client", "vendor")), scope: one("affectedService", "agreement", "choice", "addendum", "feature") },
    {
      notice: struct({ period, from: one("exit", "notice", "objection", "effect") }),
      refund: one("proRata", "excluded"),
      soleRemedy: fc.boolean()
    }
  )
})

const anySource = (instruments: ReadonlyArray<string>) =>
  struct({ instrument: one(...instruments), words: text }, { at: text })

const parameter =
  (instruments: ReadonlyArray<string>) =>
  (value: fc.Arbitrary<unknown>): fc.Arbitrary<Parameter<unknown>> =>
    fc.oneof(
      struct({ says: value, source: anySource(instruments) }),
      fc.constantFrom({ unstated: true as const }, { unstated: true as const, notSeen: true as const })
    )

/** `{ "hold.beforeStart": … }` as `{ hold: { beforeStart: … } }`. */
const nested = (flat: Readonly<Record<string, fc.Arbitrary<unknown>>>): Record<string, fc.Arbitrary<unknown>> => {
  const groups: Record<string, Record<string, fc.Arbitrary<unknown>>> = {}
  const plain: Record<string, fc.Arbitrary<unknown>> = {}
  for (const [name, value] of Object.entries(flat)) {
    const [group, field] = name.split(".")
    if (field === undefined) plain[name] = value
    else groups[group!] = { ...groups[group!], [field]: value }
  }
  // What terms may leave out altogether, since they were written down before it was known.
  const whole = ({ tellOutcome, ...fields }: Record<string, fc.Arbitrary<unknown>>) =>
    tellOutcome === undefined ? struct(fields) : struct(fields, { tellOutcome })
  return { ...plain, ...Object.fromEntries(Object.entries(groups).map(([group, fields]) => [group, whole(fields)])) }
}

const parameters = (values: Values, instruments: ReadonlyArray<string>) =>
  nested(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, parameter(instruments)(value)])))

const anyRow = (row: string, instruments: ReadonlyArray<string>) =>
  struct({
    id: fc.constant(row),
    when: struct(
      {},
      {
        entities: some(id),
        countries: some(country),
        onlyCountries: some(country),
        dataCategories: some(text),
        services: some(text),
        entityTypes: some(text)
      }
    ),
    ...parameters(ofRow(anyPeriod), instruments)
  })

const anyDuty = (duty: string, instruments: ReadonlyArray<string>) =>
  struct({
    id: fc.constant(duty),
    kind: one("inform", "consult"),
    source: anySource(instruments),
    changes: fc.oneof(some(one("Engage", "Replace", "Relocate", "Rename", "ChangeScope")), one("any")),
    onlyMaterial: fc.boolean(),
    audience: struct(
      { of: one("all", "affected", "subscribers", "onRequest", "pullOnly") },
      { paper: one("standard", "own") }
    ),
    rows: rows(instruments)
  })

const ids = (minLength: number) => fc.uniqueArray(id, { minLength, maxLength: 2 })
const rows = (instruments: ReadonlyArray<string>) =>
  ids(1).chain((names) => fc.tuple(...names.map((name) => anyRow(name, instruments))))

export const anyTerms: fc.Arbitrary<Terms> = ids(1).chain((instruments) =>
  ids(0).chain((duties) =>
    struct({
      _tag: one("Terms"),
      name: id,
      title: text,
      zone: one("Europe/Amsterdam", "UTC", "America/Port-au-Prince", "Etc/GMT+5", "America/Argentina/Buenos_Aires"),
      instruments: fc.tuple(
        ...instruments.map((name) => struct({ id: fc.constant(name), title: text }, { version: text }))
      ),
      duties: fc.tuple(...duties.map((duty) => anyDuty(duty, instruments))),
      ...parameters(ofTerms(anyPeriod), instruments)
    })
  )
)
