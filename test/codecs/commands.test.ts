/** Laws of every command of every concept: read whole, or told everything that is wrong with it, each where it stands. */
import * as Result from "effect/Result"
import fc from "fast-check"
import { changeKinds } from "goodfaith/language"
import {
  acceptance,
  client,
  consultation,
  document,
  listing,
  mandates,
  type Problems,
  report,
  sentence,
  terms
} from "goodfaith/schema"
import { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import {
  acceptanceCommands,
  clientCommands,
  consultationCommands,
  documentCommands,
  listingCommands,
  mandatesCommands,
  plain,
  readingCommands,
  reportCommands
} from "../arbitraries.ts"

interface Codec {
  readonly name: string
  readonly decodeCommand: (input: unknown) => Result.Result<unknown, Problems>
  readonly commands: Readonly<Record<string, unknown>>
  readonly personal: Readonly<Record<string, ReadonlyArray<{ readonly path: ReadonlyArray<string> }>>>
}

/** What people ask for. Values are pinned and checkpoints moved by the library itself. */
const concepts: ReadonlyArray<readonly [Codec, Readonly<Record<string, fc.Arbitrary<object>>>]> = [
  [listing, listingCommands],
  [client, clientCommands],
  [mandates, mandatesCommands],
  [consultation, consultationCommands],
  [document, documentCommands],
  [acceptance, acceptanceCommands],
  [report, reportCommands],
  [terms, readingCommands]
]

const commands = concepts.flatMap(([codec, commands]) =>
  Object.entries(commands).map(([tag, command]) => ({
    codec,
    tag,
    command: command.map((command) => plain(command) as Record<string, any>)
  }))
)

const problemsOf = (codec: Codec, input: unknown): Problems => {
  const decoded = codec.decodeCommand(input)
  return Result.isFailure(decoded) ? decoded.failure : []
}
const pathsOf = (codec: Codec, input: unknown): ReadonlyArray<string> =>
  problemsOf(codec, input).map(({ path }) => path)
const sentences = (codec: Codec, input: unknown): ReadonlyArray<string> => problemsOf(codec, input).map(sentence)

// -- What each field must be, in words. ----------------------------------------------------------------------------------

const id = "an id: small letters, digits and any of `_ . ~ -`"
const text = "a text that is not empty"
const yesNo = "`true` or `false`"
const day = "a day of the calendar such as `2026-11-23`"
const instant = "an instant in UTC such as `2026-11-23T09:30:00.000Z`"
const version = "the number of a version: `1`, `2`, …"
const scope = "a list of one or more, or `all`"
const assurance = "`unverified`, `basic`, `low`, `substantial` or `high`"
const solution = "a solution: an object with the `_tag` `CarveOut`, `Alternative`, `Acceptance`, `Withdrawal` or `Exit`"

const severity = "`none`, `low`, `medium`, `high` or `critical`"
const sender = "`human` or `automatic`"
const party = "`vendor`, `reporter` or `coordinator`"

/** By the name of the field; where commands differ, by both. */
const expected: Readonly<Record<string, string>> = {
  at: instant,
  effectiveOn: day,
  printedOn: day,
  until: instant,
  dated: instant,
  corrects: id,
  said: "an object",
  listing: id,
  entity: id,
  engagement: id,
  "ListEngagement.engagement": "an object",
  change: id,
  dpa: id,
  contact: id,
  person: id,
  letter: id,
  objection: id,
  proposal: id,
  by: id,
  "ProposeSolution.by": "`client` or `vendor`",
  act: id,
  acceptance: id,
  exit: id,
  "ReceiveObjection.as": "`statement`, `termination`, `stopUsing` or `move`",
  "AcceptChange.as": "`acceptance`, `authorisation` or `waiver`",
  "AcceptChange.for": "a list",
  gives: "a list",
  authority: "`shown`, `notShown` or `byMandate`",
  sent: instant,
  standard: text,
  holds: yesNo,
  effects: "an object",
  outcome:
    "`settled`, `withdrawn`, `denied`, `left`, `changeWithdrawn`, `late`, `noRight`, `notAsAsked`, `insufficientGrounds`, `notConfirmed` or `deemedAccepted`",
  restsOn: "the name of an event such as `listing/main@7`",
  "TellOutcome.why": text,
  "TellOutcome.from": instant,
  "DeclareExit.by": "`client` or `vendor`",
  "DeclareExit.scope": "`affectedService`, `agreement`, `choice`, `addendum` or `feature`",
  "DeclareExit.from": instant,
  id,
  title: text,
  vendor: text,
  zone: text,
  scope: text,
  name: text,
  address: text,
  role: text,
  reason: text,
  emergency: text,
  transfers: "a list",
  evidence: text,
  grounds: text,
  parameter: text,
  seat: "an object",
  what: `a change: an object with the \`_tag\` ${changeKinds
    .map((kind) => `\`${kind}\``)
    .join(", ")
    .replace(", `ChangeScope`", " or `ChangeScope`")}`,
  "CorrectEntry.to": "the right value of one field or more",
  substance: yesNo,
  notes: text,
  words: text,
  fits: yesNo,
  statedOn: day,
  proof: "an object",
  for: scope,
  material: yesNo,
  contract: yesNo,
  equivalentDuties: yesNo,
  sufficient: yesNo,
  inWriting: yesNo,
  version,
  paper: "`standard` or `own`",
  terms: "the address of terms: `terms:…`",
  "RecordReading.terms": "the address of terms or of a disclosure policy: `terms:…` or `policy:…`",
  language: "a language such as `nl` or `nl-BE`",
  channel: "`email`, `inProduct`, `post` or `portal`",
  of: "`product`, `region` or `option`",
  to: "a list of one or more",
  "ReceiveObjection.to": text,
  "TransferDpa.to": id,
  from: id,
  fallbackFor: id,
  "BeginSubscription.channel": "`email`, `listing`, `inProduct`, `post`, `portal` or `repository`",
  contents: "a list",
  solution,
  use: "an object",
  register: id,
  number: text,
  organisation: id,
  power: id,
  under: id,
  deed: id,
  product: id,
  "GiveMandate.as": id,
  "ShowRoot.paper": "an object",
  "GiveMandate.paper": "an object",
  assurance,
  atLeast: assurance,
  acts: "a list of one or more",
  persons: "a list of one or more",
  signedBy: "a list of one or more",
  "ShowRoot.from": instant,
  "GiveMandate.from": instant,
  "ShowRoot.until": "an object",
  "GiveMandate.until": "an object",
  endCounts: "`atOnce` or `whenKnown`",
  ifGiverEnds: "`falls` or `stays`",
  "GiveMandate.to": "a holder: an object with the `_tag` `Person` or `Organisation`",
  whileEmployed: yesNo,
  how: "`revoked`, `renounced` or `replaced`",
  knownAt: instant,
  "RecordDeed.by": "a list of one or more",
  "RatifyDeed.by": "a list of one or more",
  amount: "an amount and its currency",
  about: "the name of an event such as `listing/main@7`",
  "PublishDocument.version": id,
  "CaptureDocument.version": id,
  "ConfirmCapture.version": id,
  "DismissCapture.version": id,
  "CorrectSlip.version": id,
  "WeighVersion.version": id,
  "ReadVersion.version": id,
  "WithdrawVersion.version": id,
  "PresentVersion.version": id,
  "AcknowledgeVersion.version": id,
  "AcceptVersion.version": id,
  "DeclineVersion.version": id,
  document: id,
  kind: "`termsOfUse`, `generalTerms`, `dpa`, `policy` or `statement`",
  publisher: "`own` or `third`",
  drawnUpBy: text,
  asks: "`accept`, `acknowledge` or `inform`",
  party: "`organisation` or `user`",
  "AskBeforeUse.use": id,
  "StopAskingBeforeUse.use": id,
  texts: "a list of one or more",
  binds: "a list of one or more",
  declares: "a list",
  "PublishDocument.terms": "an object",
  "CaptureDocument.terms": "an object",
  effectiveFrom: day,
  announcedAt: instant,
  publishedAt: instant,
  "CorrectSlip.to": "an object",
  as: "an object",
  insurance: "an object",
  cover: "an object",
  "StateLiabilityCap.from": instant,
  answer: id,
  "AcceptVersion.authority": "`own`, `shown`, `notShown` or `byMandate`",
  mandate: "the name of an event such as `listing/main@7`",
  declaration: "`trueInformation`, `authorisedToAct` or `credentialsPersonal`",
  information: id,
  since: instant,
  late: yesNo,
  breach: id,
  broken: yesNo,
  report: id,
  policy: "the address of a disclosure policy: `policy:…`",
  reporter: "a reporter: named, under a pseudonym or anonymous",
  "ReceiveReport.channel": "`email`, `form`, `phone`, `post`, `programme`, `coordinator` or `publication`",
  "ReceiveReport.to": text,
  fields: "a list",
  attachments: "a list",
  weakness: "`technical` or `procedural`",
  urgency: severity,
  claims: "a list",
  wantsUpdates: yesNo,
  embargo: '`{ as: "declined" }` or `{ as: "until", until }`',
  demand: text,
  supersedes: id,
  "RecordAcknowledgement.by": sender,
  "RecordReply.by": sender,
  reply: id,
  tells: "a list",
  request: id,
  "AddInformation.from": "`reporter` or `other`",
  wanted: yesNo,
  "LinkDuplicate.of": id,
  "RecordForwarding.to": id,
  shared: "a list",
  basis: "`consent`, `law`, `courtOrder`, `police`, `sectorCert`, `suspectedAbuse` or `engagedAgency`",
  resolution: "a reason for closing: an object that says `as` what",
  through: "`reporter`, `vendor` or `other`",
  assessment: id,
  found: "what was found: an object with the `_tag` `Reproduced`, `Novelty`, `Severity` or `Continuity`",
  "ProposeEmbargo.by": party,
  "AcceptEmbargo.by": party,
  "RejectEmbargo.by": party,
  "ProposeEmbargo.until": "an instant in UTC, or a day",
  day,
  why: "`agreed` or `over`",
  finding: id,
  rule: id,
  acted: instant,
  "AllegeConduct.evidence": "a list",
  way: "`answer` or `noWay`",
  "RecordIdentityLeak.how": text,
  accident: yesNo,
  decider: "`human` or `machine`",
  step: id,
  "RecordFiled.step": "`earlyWarning`, `notification`, `final`, `tellController`, `tellSubjects` or `tellUsers`",
  "DecideApplicability.step": "`tellSubjects` or `tellUsers`",
  ground: "`noHighRisk`, `unintelligible`, `riskAverted`, `nobodyAffected` or `disproportionate`",
  "RecordLegalStep.kind": "`criminal` or `civil`",
  duty: text,
  asked: id,
  consent: id,
  "RecordConsent.for": "`identity`, `content` or `credit`",
  "RecordConsent.to": id,
  form: "`expressed` or `written`",
  passing: id,
  "DiscloseIdentity.to": id,
  "RecordIdentityDisclosed.to": id,
  "ShareContent.to": id,
  "RecordContentShared.to": id,
  reference: text,
  parts: "a list",
  needed: "a list",
  part: "`summary`, `technical` or `whole`",
  "ShareContent.needed": "`summary`, `technical` or `whole`",
  "RecordContentShared.needed": "`summary`, `technical` or `whole`",
  leak: id,
  erased: "a list",
  kept: "an object",
  token: "`kept` or `destroyed`",
  novelty: "whether it is new: an object that says `as` what",
  threat: yesNo,
  issue: id,
  tier: id,
  advisory: id,
  where: text,
  "Publish.tells": "`nothing`, `summary`, `technical` or `whole`",
  "RecordPublished.tells": "`nothing`, `summary`, `technical` or `whole`",
  credits: "a list",
  endsEmbargo: yesNo,
  aware: id,
  regime: "`gdpr33`, `cra14Vulnerability`, `cra14Incident` or `nis2Article23`",
  "RecordAwareness.role": "`controller`, `processor`, `manufacturer`, `entity` or `trustServiceProvider`",
  subject: id,
  client: id,
  agreedHours: "a whole number of hours, 1 or more",
  "RecordAwareness.basis": text,
  "RecordClientsAffected.basis": text,
  "RecordClientsAffected.clients": "a list",
  applies: yesNo,
  "RecordFiled.part": "`true`",
  lateBecause: text,
  course: "`measureAvailable`, `ongoing` or `handled`",
  promise: id,
  parameters: "a list of one or more",
  "AnnounceRest.from": instant
}

describe("a command is read whole, or told everything that is wrong with it", () => {
  it("each command of each concept is tried here", () => {
    expect(commands.map(({ tag }) => tag).toSorted()).toEqual(
      concepts.flatMap(([{ commands }]) => Object.keys(commands)).toSorted()
    )
  })

  for (const { codec, tag, command } of commands) {
    it(`\`${tag}\` is taken as it stands`, () => {
      fc.assert(
        fc.property(command, (command) => {
          expect(codec.decodeCommand(command)).toEqual(Result.succeed(command))
        }),
        { numRuns: 40 }
      )
    })

    it(`\`${tag}\` with one wrong field names it and says what was expected`, () => {
      fc.assert(
        fc.property(command, (command) => {
          // What a reading can say hangs on its parameter, and is tried beside the terms.
          for (const field of Object.keys(command).filter((field) => field !== "_tag" && field !== "value")) {
            const [problem, ...others] = problemsOf(codec, { ...command, [field]: -7 })
            expect([field, others]).toEqual([field, []])
            expect(problem).toMatchObject({ path: field, expected: expected[`${tag}.${field}`] ?? expected[field] })
          }
        }),
        { numRuns: 15 }
      )
    })

    it(`\`${tag}\` with every field wrong is told all of them at once`, () => {
      fc.assert(
        fc.property(command, ({ _tag, ...fields }) => {
          const wrong = Object.fromEntries(Object.keys(fields).map((field) => [field, null]))
          const told = pathsOf(codec, { _tag, ...wrong, unheardOf: 1 })
          const told0 = Object.keys(fields).filter((field) => field !== "value")
          expect(told.filter((path) => path !== "value").toSorted()).toEqual([...told0, "unheardOf"].toSorted())
        }),
        { numRuns: 10 }
      )
    })
  }
})

// -- One moment, however it is written. ----------------------------------------------------------------------------------

/** Every instant in it written otherwise: without its milliseconds where they are nothing, else finer than we keep. */
const writtenOtherwise = (value: unknown): unknown => {
  if (typeof value === "string")
    return Instant.is(value)
      ? value.endsWith(".000Z")
        ? `${value.slice(0, 19)}Z`
        : `${value.slice(0, -1)}999Z`
      : value
  if (typeof value !== "object" || value === null) return value
  return Array.isArray(value)
    ? value.map(writtenOtherwise)
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, writtenOtherwise(inner)]))
}

describe("an instant may be written with no decimals or any number of them", () => {
  for (const { codec, tag, command } of commands) {
    it(`in \`${tag}\`, wherever it stands, and is kept with milliseconds`, () => {
      fc.assert(
        fc.property(command, (command) => {
          const otherwise = writtenOtherwise(command)
          expect(otherwise).not.toEqual(command)
          expect(codec.decodeCommand(otherwise)).toEqual(Result.succeed(command))
        }),
        { numRuns: 15 }
      )
    })
  }

  it("and what is no moment is said as it was written, beside one that was written otherwise", () => {
    expect(
      sentences(consultation, { _tag: "RecordReceipt", letter: "l-1", contact: "office", at: "2026-02-30T08:00:00Z" })
    ).toContain("`at`: expected an instant in UTC such as `2026-11-23T09:30:00.000Z`, found `2026-02-30T08:00:00Z`")
  })
})

// -- However deep. -------------------------------------------------------------------------------------------------------

type Path = ReadonlyArray<string | number>

/** Every place in a command but the command itself and its tag; of a reading's value others know. */
const places = (value: unknown, path: Path = []): ReadonlyArray<Path> => {
  if (typeof value !== "object" || value === null || path[0] === "value") return []
  const keys: ReadonlyArray<string | number> = Array.isArray(value)
    ? value.map((_, index) => index)
    : Object.keys(value)
  return keys
    .map((key) => [...path, key])
    .filter(([first]) => first !== "_tag" && first !== "value")
    .flatMap((here) => [here, ...places((value as any)[here.at(-1)!], here)])
}
const at = (value: any, path: Path): any => path.reduce((inner, key) => inner[key], value)
const named = (path: Path): string =>
  path.map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`)).join("")

const anyCommand = fc
  .constantFrom(...commands)
  .chain(({ codec, command }) => command.map((command) => ({ codec, command })))
const anySpoilt = anyCommand.chain(({ codec, command }) =>
  fc.constantFrom(...places(command)).map((path) => ({ codec, command, path }))
)

/** A wrong tag is told where the value stands that it is the tag of; so is what says that a text is silent. */
const toldAt = (path: Path): string =>
  named(
    ["_tag", "unstated"].includes(String(path.at(-1))) || (path.at(-1) === "as" && path.length > 1)
      ? path.slice(0, -1)
      : path
  )

const mayBeLeftOut =
  /(?:^|\.)(seat|country|printedOn|emergency|statedOn|proof|without|transfers|until|dated|corrects|said|objectUntil|answerUntil|words|entityType|parent|condition|contact|fallbackFor|product|region|option|place|purpose|dataCategories)$|^CorrectEntry\.(change|to\.\w+)$|^AnnounceChange\.what\.(products|regions|options)$|(?:^|\.)(sent|effects|windowUntil|accessFrom|money)$|(?:^|\.)(organisation|endCounts|ifGiverEnds|upTo|paper\.hash)$|^ReceiveReport\.(reporter\.(name|reach)|to|weakness|urgency|wantsUpdates|embargo|demand|supersedes)$|^(CloseReport|AssessWeakness)\.reason$|^(RecordLegalStep\.duty|RecordConsent\.to|RecordAwareness\.(client|agreedHours)|RecordClientsAffected\.clients\[\d+\]\.agreedHours|RecordFiled\.(part|lateBecause)|DecideApplicability\.(step|ground)|DecideErasure\.kept|(DiscloseIdentity|RecordIdentityDisclosed|ShareContent|RecordContentShared)\.reference)$|^RecordDeed\.(amount|atLeast|about)$|^(AcceptChange\.(for|inWriting)|(Publish|Capture)Document\.(announcedAt|publishedAt|terms\.\w+\.source\.at)|AcceptVersion\.mandate|RatifyAnswer\.mandate|ReadVersion\.as\.\w+|StateLiabilityCap\.cover|AgreeSolution\.proposal|DeclareExit\.(objection|person|authority)|TellOutcome\.from|\w+\.solution\.(from|engagement))$/

describe("a mistake is told where it stands, however deep", () => {
  const runs = { numRuns: 300 }

  it("nothing, a fraction or an empty text in the place of anything", () => {
    fc.assert(
      fc.property(anySpoilt, fc.constantFrom(null, 0.5, ""), ({ codec, command, path }, wrong) => {
        const spoilt = structuredClone(command)
        at(spoilt, path.slice(0, -1))[path.at(-1)!] = wrong
        expect(pathsOf(codec, spoilt)).toEqual([expect.stringMatching(/./)])
        expect([named(path), toldAt(path)]).toContain(pathsOf(codec, spoilt)[0])
      }),
      runs
    )
  })

  it("a field that nobody declared", () => {
    fc.assert(
      fc.property(anySpoilt, ({ codec, command, path }) => {
        const inner = at(command, path)
        fc.pre(typeof inner === "object" && !Array.isArray(inner))
        inner.unheardOf = 1
        expect(sentences(codec, command)).toEqual([
          `\`${named(path)}.unheardOf\`: expected no such field, found a number`
        ])
      }),
      runs
    )
  })

  it("a field that was left out, unless it may be", () => {
    fc.assert(
      fc.property(anySpoilt, ({ codec, command, path }) => {
        const [around, field] = [at(command, path.slice(0, -1)), path.at(-1)!]
        fc.pre(typeof field === "string")
        delete around[field]
        const told = pathsOf(codec, command)
        if (told.length === 0) expect(`${command._tag}.${named(path)}`).toMatch(mayBeLeftOut)
        else expect([named(path), toldAt(path)]).toContain(told[0])
        expect(told.length).toBeLessThanOrEqual(1)
      }),
      runs
    )
  })

  it("a list that says nothing, where something must be said", () => {
    const told = (input: unknown) =>
      sentences(listing, {
        _tag: "AnnounceChange",
        change: "chg-7",
        effectiveOn: "2026-06-01",
        at: "2026-04-02T08:00:00.000Z",
        ...(input as object)
      })
    expect(told({ what: { _tag: "Relocate", engagement: "azure-nl", to: [] }, for: [] })).toEqual([
      "`what.to`: expected a list of one or more, found an empty list",
      "`for`: expected a list of one or more, found an empty list"
    ])
    expect(
      told({
        what: { _tag: "Relocate", engagement: "azure-nl", to: [{ id: "be", name: "Belgium", country: "be" }] },
        for: "everybody"
      })
    ).toEqual([
      "`what.to[0].country`: expected the two capitals of a country such as `NL`, found `be`",
      "`for`: expected a list of one or more, or `all`, found `everybody`"
    ])
  })

  it("what no day, moment, id, language or category is", () => {
    const told = (codec: Codec, command: object) => sentences(codec, { at: "2026-04-02T08:00:00.000Z", ...command })
    expect(
      told(listing, {
        _tag: "PostponeChange",
        change: "Change 7",
        effectiveOn: "2026-02-29",
        at: "2026-04-02T08:00:00+02:00"
      })
    ).toEqual([
      "`change`: expected an id: small letters, digits and any of `_ . ~ -`, found `Change 7`; an id has no capitals, ` `",
      "`effectiveOn`: expected a day of the calendar such as `2026-11-23`, found `2026-02-29`",
      "`at`: expected an instant in UTC such as `2026-11-23T09:30:00.000Z`, found `2026-04-02T08:00:00+02:00`; write it in UTC, as `new Date(…).toISOString()` does"
    ])
    expect(
      told(consultation, { _tag: "RecordAccess", engagement: "azure-nl", use: { dataCategories: ["*"] } })
    ).toEqual(["`use.dataCategories[0]`: expected a category of data such as `phone number`, found `*`"])
    expect(told(client, { _tag: "AgreeListing", listing: "main", version: 0 })).toEqual([
      "`version`: expected the number of a version: `1`, `2`, …, found `0`"
    ])
    const contact = {
      _tag: "NameContact",
      contact: "k1",
      person: "p1",
      role: "DPO",
      name: "Anneke",
      address: "a@example.org",
      channel: "email"
    }
    expect(told(client, { ...contact, language: "Dutch" })).toEqual([
      "`language`: expected a language such as `nl` or `nl-BE`, found `Dutch`"
    ])
  })
})

// -- Names that nobody knows. ----------------------------------------------------------------------------------------------

/** A word with two of its letters changed about, one lost or one too many. */
const misspelt = (word: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat({ max: word.length - 2 }), fc.constantFrom("swap", "lose", "double"))
    .map(([at, how]) => {
      const [before, a, b, after] = [word.slice(0, at), word[at]!, word[at + 1]!, word.slice(at + 2)]
      return how === "swap" ? before + b + a + after : how === "lose" ? before + b + after : before + a + a + b + after
    })
    .filter((other) => other !== word)

describe("a name that nobody knows is answered with those that there are", () => {
  for (const { codec, tag } of commands) {
    it(`\`${tag}\`, misspelt`, () => {
      fc.assert(
        fc.property(misspelt(tag), (wrong) => {
          fc.pre(!Object.hasOwn(codec.commands, wrong))
          const [problem, ...others] = problemsOf(codec, { _tag: wrong, at: "2026-04-02T08:00:00.000Z" })
          expect(others).toEqual([])
          expect(problem).toMatchObject({
            path: "_tag",
            expected: expect.stringContaining(`\`${tag}\``),
            found: `\`${wrong}\``
          })
        }),
        { numRuns: 10 }
      )
    })
  }

  for (const [field, tags, around] of [
    ["what", changeKinds, { _tag: "AnnounceChange", change: "chg-7", effectiveOn: "2026-06-01", for: "all" }],
    [
      "solution",
      ["CarveOut", "Alternative", "Acceptance", "Withdrawal", "Exit"],
      { _tag: "AgreeSolution", by: "head-of-it", authority: "shown" }
    ]
  ] as const) {
    it(`the tag of \`${field}\`, misspelt`, () => {
      for (const tag of tags) {
        fc.assert(
          fc.property(misspelt(tag), (wrong) => {
            const codec = field === "what" ? listing : consultation
            const [problem, ...others] = problemsOf(codec, {
              ...around,
              [field]: { _tag: wrong },
              at: "2026-04-02T08:00:00.000Z"
            })
            expect(others).toEqual([])
            expect(problem!.path).toMatch(RegExp(`^${field}(\\._tag)?$`))
            for (const known of tags) expect(problem!.expected).toContain(`\`${known}\``)
          }),
          { numRuns: 10 }
        )
      }
    })
  }
})

// -- Persons. --------------------------------------------------------------------------------------------------------------

describe("what is personal is known by its place, and never shown", () => {
  it("these fields are, and no other", () => {
    const personal = concepts.flatMap(([{ personal }]) =>
      Object.entries(personal).flatMap(([tag, fields]) => fields.map((field) => [tag, field]))
    )
    expect([...new Map(personal.map((it) => [JSON.stringify(it), it])).values()]).toEqual([
      ["NameContact", { path: ["name"], of: ["person"] }],
      ["NameContact", { path: ["address"], of: ["person"] }],
      ["NamePerson", { path: ["name"], of: ["person"] }],
      ["NamePerson", { path: ["address"], of: ["person"] }],
      ["RecordReceipt", { path: ["evidence"], of: "case" }],
      ["ReceiveObjection", { path: ["grounds"], of: "case" }],
      ["JudgeGrounds", { path: ["reason"], of: "case" }],
      ["JudgeStandard", { path: ["reason"], of: "case" }],
      ["ProposeSolution", { path: ["solution", "words"], of: "case" }],
      ["AgreeSolution", { path: ["solution", "words"], of: "case" }],
      ["TellOutcome", { path: ["why"], of: "case" }],
      ["JudgePromptness", { path: ["reason"], of: "case" }],
      ["ReportBreach", { path: ["evidence"], of: "case" }],
      ["JudgeBreach", { path: ["reason"], of: "case" }],
      ["LiftBreach", { path: ["reason"], of: "case" }],
      ["ReceiveReport", { path: ["reporter", "name"], of: ["reporter", "person"] }],
      ["ReceiveReport", { path: ["reporter", "reach"], of: ["reporter", "person"] }],
      ["ReceiveReport", { path: ["fields", "*", "words"], of: "case" }],
      ["ReceiveReport", { path: ["demand"], of: "case" }],
      ["RecordReply", { path: ["words"], of: "case" }],
      ["RequestInformation", { path: ["words"], of: "case" }],
      ["AddInformation", { path: ["fields", "*", "words"], of: "case" }],
      ["RecordWithdrawal", { path: ["words"], of: "case" }],
      ["InvalidateReport", { path: ["reason"], of: "case" }],
      ["DeferReport", { path: ["reason"], of: "case" }],
      ["DecideChange", { path: ["reason"], of: "case" }],
      ["CloseReport", { path: ["reason"], of: "case" }],
      ["AssessWeakness", { path: ["reason"], of: "case" }],
      ["AllegeConduct", { path: ["words"], of: "case" }],
      ["RecordHearing", { path: ["words"], of: "case" }],
      ["DecideConduct", { path: ["reason"], of: "case" }],
      ["RetractFinding", { path: ["reason"], of: "case" }],
      ["RecordIdentityAsked", { path: ["words"], of: "case" }],
      ["RecordIdentityLeak", { path: ["how"], of: "case" }],
      ["RecordAwareness", { path: ["basis"], of: "case" }],
      ["RecordClientsAffected", { path: ["basis"], of: "case" }],
      ["DecideApplicability", { path: ["reason"], of: "case" }],
      ["RecordFiled", { path: ["lateBecause"], of: "case" }],
      ["WaivePromise", { path: ["words"], of: "case" }],
      ["JudgeCondition", { path: ["reason"], of: "case" }]
    ])
  })

  it("a wrong one is not repeated in the message", () => {
    const told = sentences(client, {
      _tag: "NameContact",
      contact: "k1",
      person: "p1",
      role: "DPO",
      name: ["Anneke de Vries"],
      address: "Anneke \ud83d",
      language: "nl",
      channel: "email",
      at: "2026-01-12T10:00:00.000Z"
    })
    expect(told.length).toBeGreaterThan(0)
    expect(told.join("\n")).not.toContain("Anneke")
  })

  const isPersonal = ({ personal }: Codec, tag: string, path: Path): boolean => {
    const place = path.map((key) => (typeof key === "number" ? "*" : key)).join("/")
    return (personal[tag] ?? []).some(({ path }) => path.join("/") === place)
  }

  it("a token in the place of any other text is not taken", () => {
    fc.assert(
      fc.property(anySpoilt, ({ codec, command, path }) => {
        fc.pre(typeof at(command, path) === "string" && !isPersonal(codec, command["_tag"], path))
        at(command, path.slice(0, -1))[path.at(-1)!] = "sealed:1:person:p1:AAAA"
        expect(pathsOf(codec, command).length).toBeGreaterThan(0)
      }),
      { numRuns: 100 }
    )
  })
})
