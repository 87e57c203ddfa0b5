/** What is said about promises themselves, and how whoever finds a weakness learns whom to tell. */
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { type DisclosureTerms, type PromiseTerms, silentPolicy } from "../src/disclosure/DisclosureTerms.ts"
import type { ReplySent } from "../src/disclosure/Handling.ts"
import { securityTxt } from "../src/disclosure/securityTxt.ts"
import * as Standing from "../src/disclosure/Standing.ts"
import * as rules from "../src/disclosure/standingRules.ts"
import type { Cited } from "../src/kernel/index.ts"
import type { Sealed } from "../src/language/index.ts"
import { unstated } from "../src/terms/index.ts"
import type { Reading } from "../src/terms/Reading.ts"
import type { Instant } from "../src/time/index.ts"
import { fact } from "./facts.ts"
import { hours, said } from "./reporting.ts"

const words: Sealed = "sealed:words"
const day = (n: number): Instant => new Date(Date.UTC(2026, 4, n, 10)).toISOString() as Instant
const promise = (id: string, other: Partial<PromiseTerms> = {}): PromiseTerms => ({
  id,
  kind: "respond",
  source: { instrument: "policy", words: "We answer within a day." },
  within: said(hours(24)),
  anchor: said("received"),
  condition: said({}),
  dischargedBy: ["reply"],
  humanOnly: said(true),
  rigidity: said("must"),
  repeats: false,
  ...other
})
const policy = (...promises: ReadonlyArray<PromiseTerms>): DisclosureTerms => ({ ...silentPolicy, promises })
const two = policy(promise("respond"), promise("assess", { suspendedOn: said("We rest when we say so.") }))
const around = (other: Partial<Standing.Around> = {}): Standing.Around => ({
  terms: two,
  replies: [],
  readings: [],
  ...other
})
/** What happened, each recorded after the one before. */
const after = (...events: ReadonlyArray<Standing.Event>): Standing.State =>
  events.reduce<Standing.State>((state, event, n) => Standing.evolve(state, event, `report/r1@${n}`), Standing.initial)
const decided = (command: Standing.Command, state = Standing.initial, known = around()) => {
  const decision = Standing.decide(command, state, known)
  return Result.isSuccess(decision) ? decision.success : decision.failure
}

describe(rules.restAsAnnounced.clause.quote, () => {
  const rest: Standing.AnnounceRest = {
    _tag: "AnnounceRest",
    from: day(10),
    until: day(20),
    where: "https://example.com/security",
    by: "desk-1",
    at: day(1)
  }
  const announced: Standing.Event = { ...rest, _tag: "RestAnnounced" }

  it("where one promise of the policy may rest, it is recorded as it was announced", () =>
    expect(decided(rest)).toEqual([announced]))
  it("where none may, its time goes on; so it does while nobody has said when it may", () => {
    expect(decided(rest, after(), around({ terms: policy(promise("respond")) }))).toMatchObject({ _tag: "MayNotRest" })
    const open = policy(promise("respond", { suspendedOn: unstated }))
    expect(decided(rest, after(), around({ terms: open }))).toMatchObject({
      _tag: "MayNotRest",
      message: "the policy lets no promise rest, so its time goes on"
    })
  })
  it("announced in the moment in which it begins it is in time, and a moment later it is not", () => {
    expect(decided({ ...rest, at: day(10) })).toHaveLength(1)
    expect(decided({ ...rest, at: day(11) })).toMatchObject({
      _tag: "AnnouncedTooLate",
      message: "a rest is announced before it begins: give a start that is not over"
    })
  })
  it("announced twice it is one rest, also when the second time is too late; another rest is another", () => {
    expect(decided(rest, after(announced))).toEqual([])
    expect(decided({ ...rest, at: day(11) }, after(announced))).toEqual([])
    expect(decided({ ...rest, until: day(21) }, after(announced))).toHaveLength(1)
  })
  it("who waives or judges a promise that the policy does not make is told which it makes", () => {
    const waive: Standing.WaivePromise = { _tag: "WaivePromise", promise: "fix", words, at: day(1) }
    const judge: Standing.JudgeCondition = {
      _tag: "JudgeCondition",
      promise: "fix",
      holds: true,
      reason: words,
      by: "desk-1",
      at: day(1)
    }
    const unknown = {
      _tag: "UnknownPromise",
      message: "the policy makes no promise `fix`; it makes `respond`, `assess`"
    }
    expect(decided(waive)).toMatchObject(unknown)
    expect(decided(judge)).toMatchObject(unknown)
    expect(decided(waive, after(), around({ terms: silentPolicy }))).toMatchObject({
      message: "the policy makes no promise `fix`; it makes none"
    })
  })
})

describe("said twice it is recorded once, and what is said otherwise is recorded too", () => {
  const waived: Standing.PromiseWaived = { _tag: "PromiseWaived", promise: "respond", words, at: day(1) }
  const fits: Standing.ConditionJudged = {
    _tag: "ConditionJudged",
    promise: "respond",
    holds: true,
    reason: words,
    by: "desk-1",
    at: day(1)
  }
  const judge: Standing.JudgeCondition = { ...fits, _tag: "JudgeCondition" }

  it("a promise is waived", () => {
    const waive: Standing.WaivePromise = { ...waived, _tag: "WaivePromise" }
    expect(decided(waive)).toEqual([waived])
    expect(decided(waive, after(waived))).toEqual([])
    expect(decided({ ...waive, promise: "assess" }, after(waived))).toHaveLength(1)
  })
  it("the words of a promise are judged to fit", () => {
    expect(decided(judge)).toEqual([fits])
    expect(decided(judge, after(fits))).toEqual([])
    expect(decided({ ...judge, holds: false }, after(fits))).toEqual([{ ...fits, holds: false }])
  })
  it("judged anew as it was before, it is recorded: the last word counts, of each promise its own", () => {
    expect(decided(judge, after(fits, { ...fits, holds: false }))).toEqual([fits])
    expect(decided(judge, after(fits, { ...fits, promise: "assess", holds: false }))).toEqual([])
    expect(decided({ ...judge, promise: "assess" }, after(fits))).toHaveLength(1)
  })
  it("the state keeps each as it was said, with its event", () => {
    const other = { ...fits, holds: false }
    expect(after(waived, fits, other)).toEqual({
      waivers: [{ value: waived, from: "report/r1@0" }],
      suspensions: [],
      judged: [
        { value: fits, from: "report/r1@1" },
        { value: other, from: "report/r1@2" }
      ],
      stated: []
    })
  })
})

describe(rules.statedInAnAnswer.clause.quote, () => {
  const read = (parameter: string, revision: number, at = day(1)): Cited<Reading> => ({
    value: { parameter, value: true, by: "desk-1", reason: "as always", at },
    from: `terms/sha256-x@${revision}`,
    asOf: 0
  })
  const [within, human] = [read("promises/respond/within", 0), read("promises/respond/humanOnly", 1)]
  const reply = (id: string, at: Instant) => fact<ReplySent>({ reply: id, at } as Partial<ReplySent> as ReplySent)
  const known = around({ replies: [reply("a1", day(3)), reply("a2", day(5))], readings: [within, human] })
  const state = (reply: string, ...parameters: ReadonlyArray<string>): Standing.StateReadings => ({
    _tag: "StateReadings",
    reply,
    parameters,
    at: day(9)
  })
  const stated = (reply: string, at: Instant, ...readings: ReadonlyArray<Cited<Reading>>): Standing.ReadingsStated => ({
    _tag: "ReadingsStated",
    reply,
    readings,
    at
  })

  it("stated when the answer went out, whenever that is recorded", () =>
    expect(decided(state("a1", within.value.parameter), after(), known)).toEqual([stated("a1", day(3), within)]))
  it("an answer that nobody recorded states nothing", () =>
    expect(decided(state("a9", within.value.parameter), after(), known)).toMatchObject({
      _tag: "NoSuchAnswer",
      message: "no answer `a9` is on record: record it first, for the reporter knows a reading from an answer"
    }))
  it("what the answer stated already is not stated again, and what it did not is", () => {
    const told = after(stated("a1", day(3), within))
    expect(decided(state("a1", within.value.parameter), told, known)).toEqual([])
    expect(decided(state("a1", within.value.parameter, human.value.parameter), told, known)).toEqual([
      stated("a1", day(3), human)
    ])
  })
  it("what one answer stated, another states as well", () =>
    expect(decided(state("a2", within.value.parameter), after(stated("a1", day(3), within)), known)).toEqual([
      stated("a2", day(5), within)
    ]))
  it("they stand in the order in which answers went out, and of one moment in that of the record", () => {
    const order = (...answers: ReadonlyArray<readonly [Instant, Cited<Reading>]>) =>
      Standing.statedReadings(after(...answers.map(([at, it], n) => stated(`a${n}`, at, it)))).map((it) => [
        it.from,
        it.stated
      ])
    const [one, other] = [
      [within.from, day(3)],
      [human.from, day(5)]
    ]
    expect(order([day(3), within], [day(5), human])).toEqual([one, other])
    expect(order([day(5), human], [day(3), within])).toEqual([one, other])
    expect(order([day(3), within], [day(3), human])).toEqual([one, [human.from, day(3)]])
    expect(order([day(3), human], [day(3), within])).toEqual([[human.from, day(3)], one])
  })
})

describe(rules.securityTxtIsRight.clause.quote, () => {
  const at: Instant = "2026-05-01T10:00:00.000Z"
  const expires: Instant = "2027-05-01T10:00:00.000Z"
  const form = (addresses: ReadonlyArray<string>, languages?: ReadonlyArray<string>): DisclosureTerms => ({
    ...silentPolicy,
    form: {
      ...silentPolicy.form,
      addresses: said(addresses),
      languages: languages === undefined ? unstated : said(languages)
    }
  })
  const text = (terms: DisclosureTerms, given: Partial<Parameters<typeof securityTxt>[1]> = {}) => {
    const written = securityTxt(terms, { at, expires, ...given })
    return Result.isSuccess(written) ? written.success : written.failure.message
  }
  const mail = form(["cert@example.com"])

  it("all that may stand in it, in the order of the standard, a line for each value", () =>
    expect(
      text(form(["cert@example.com", "https://example.com/report"], ["en", "nl-NL"]), {
        encryption: ["https://example.com/key"],
        acknowledgments: ["https://example.com/thanks"],
        canonical: ["https://example.com/security.txt", "https://www.example.com/security.txt"],
        policy: ["https://example.com/policy"],
        hiring: ["https://example.com/jobs"]
      })
    ).toBe(
      [
        "Contact: mailto:cert@example.com",
        "Contact: https://example.com/report",
        "Expires: 2027-05-01T10:00:00.000Z",
        "Encryption: https://example.com/key",
        "Acknowledgments: https://example.com/thanks",
        "Preferred-Languages: en, nl-NL",
        "Canonical: https://example.com/security.txt",
        "Canonical: https://www.example.com/security.txt",
        "Policy: https://example.com/policy",
        "Hiring: https://example.com/jobs",
        ""
      ].join("\n")
    ))
  it("what is not given is left out, and so are languages of which none is named", () => {
    const least = "Contact: mailto:cert@example.com\nExpires: 2027-05-01T10:00:00.000Z\n"
    expect(text(mail)).toBe(least)
    expect(text(form(["cert@example.com"], []))).toBe(least)
  })
  it("an address for mail becomes a URI, and a URI of any kind stays as it is", () => {
    const contact = (address: string) => text(form([address])).split("\n")[0]
    expect(contact("cert@example.com")).toBe("Contact: mailto:cert@example.com")
    expect(contact("cert@tel:1.example")).toBe("Contact: mailto:cert@tel:1.example")
    for (const uri of ["tel:+31-20-1234567", "MAILTO:cert@example.com", "h3+x-y.z:a@b"])
      expect(contact(uri)).toBe(`Contact: ${uri}`)
  })
  it("without an address there is no text", () => {
    const without = "the policy names no address to report to: state one, for the text must have a contact"
    expect(text(silentPolicy)).toBe(without)
    expect(text(form([]))).toBe(without)
  })
  it("it holds from its moment on, for 366 days at most", () => {
    expect(text(mail, { expires: at })).toBe(`it would have expired by \`${at}\`: give a later moment`)
    expect(text(mail, { expires: "2026-05-01T10:00:00.001Z" })).toContain("Expires: 2026-05-01T10:00:00.001Z\n")
    expect(text(mail, { expires: "2027-05-02T10:00:00.000Z" })).toContain("Expires: 2027-05-02T10:00:00.000Z\n")
    expect(text(mail, { expires: "2027-05-02T10:00:00.001Z" })).toBe(
      "it would be valid for more than a year: give a sooner moment, and renew it"
    )
  })
  it("what is no URI is named with its field, and what would make it one", () => {
    const asUri = "write it as a URI, as `https://…`, `mailto:…` or `tel:…`"
    expect(text(form(["the desk"]))).toBe("`Contact` is `the desk`: a URI has no spaces or line breaks")
    expect(text(form(["cert"]))).toBe(`\`Contact\` is \`cert\`: ${asUri}`)
    expect(text(mail, { hiring: ["/jobs?see=https://example.com"] })).toBe(
      `\`Hiring\` is \`/jobs?see=https://example.com\`: ${asUri}`
    )
    expect(text(mail, { policy: ["HTTP://example.com"] })).toBe(
      "`Policy` is `HTTP://example.com`: on the web it must be `https://…`"
    )
    expect(text(mail, { policy: ["https://example.com/?from=http://example.com"] })).toContain(
      "Policy: https://example.com/?from=http://example.com\n"
    )
  })
  it("a language is a tag, and can't bring a line of its own", () => {
    expect(text(form(["cert@example.com"], ["en", "en\nContact: mailto:somebody@example.org"]))).toBe(
      "`Preferred-Languages` is `en\nContact: mailto:somebody@example.org`: write a language as its tag, as `en` or `nl-NL`"
    )
    expect(text(form(["cert@example.com"], ["Dutch please"]))).toBe(
      "`Preferred-Languages` is `Dutch please`: write a language as its tag, as `en` or `nl-NL`"
    )
  })
})
