/** What holds of documents and answers whatever happens: laws over histories that nobody thought of. */
import * as Result from "effect/Result"
import fc from "fast-check"
import { Acceptance, Document, type Facts, type MayUse, mayUse, versionFor } from "goodfaith/documents"
import { citedBy, type Decision, type Folded } from "goodfaith/kernel"
import { type EventRef, eventRef, type StreamId } from "goodfaith/language"
import type { Day, Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { accept, capture, decline, declare, Papers, present, publish, text, world } from "../papers.ts"
import { pure } from "../scenario.ts"
import { runs } from "./histories.ts"

// -- Histories: an own document and one of a ministry, one user, acts at any moment and learned in any order. ----------------

const days: ReadonlyArray<Day> = ["2026-01-10", "2026-02-01", "2026-03-01", "2026-03-29", "2026-04-01", "2026-05-01"]
const opening: Instant = "2026-01-01T09:00:00.000Z"
const moments: ReadonlyArray<Instant> = [
  opening,
  ...days.flatMap((day): ReadonlyArray<Instant> => [`${day}T00:00:00.000Z`, `${day}T11:30:00.000Z`])
]
const versions = ["v1", "v2", "v3"]
const said = <const A extends string>(...values: ReadonlyArray<A>) =>
  fc.option(fc.constantFrom(...values), { nil: undefined })

const anyMoment = fc.constantFrom(...moments)
const anyVersion = fc.constantFrom(...versions)
const anyTermsSaid: fc.Arbitrary<Document.TermsAsRead> = fc
  .record({
    asksAgain: said("every", "material", "none"),
    silence: said("accepted", "acceptedByUse", "nothing"),
    translations: said("asTheOriginal", "nothing"),
    onBreach: said("nothing", "suspends", "ends")
  })
  .map((terms) => Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined)))

const anyPublishing = fc
  .tuple(anyVersion, fc.constantFrom(...days), anyMoment, anyTermsSaid, fc.boolean())
  .map(([version, day, at, terms, asks]) => {
    const other = {
      texts: [text(version), text(version, "en")],
      declares: asks ? (["trueInformation"] as const) : []
    }
    return { own: publish(version, day, at, terms, other), third: capture(version, day, at, terms, other) }
  })

type OnDocument = { readonly document: Document.Command }
type OnAnswer = { readonly answer: Acceptance.Command }
type Step = (OnDocument | OnAnswer) & { readonly on: "own" | "third" }

const by = "legal-1"
const reason = "as it was found"
const onDocument: fc.Arbitrary<Document.Command> = fc.oneof(
  fc.tuple(anyVersion, anyMoment).map(([version, at]) => ({ _tag: "ConfirmCapture", version, by, at }) as const),
  fc
    .tuple(anyVersion, anyMoment)
    .map(([version, at]) => ({ _tag: "DismissCapture", version, by, reason, at }) as const),
  fc
    .tuple(anyVersion, fc.boolean(), anyMoment)
    .map(([version, material, at]) => ({ _tag: "WeighVersion", version, material, by, reason, at }) as const),
  fc
    .tuple(anyVersion, anyTermsSaid, anyMoment)
    .map(([version, as, at]) => ({ _tag: "ReadVersion", version, as, by, reason, at }) as const),
  fc.tuple(anyVersion, anyMoment).map(([version, at]) => ({ _tag: "WithdrawVersion", version, reason, at }) as const),
  anyMoment.map((at) => ({ _tag: "StopAskingBeforeUse", use: "software", at }) as const),
  anyMoment.map((at) => ({ _tag: "AskBeforeUse", use: "software", at }) as const)
)

const answers = ["a1", "a2", "a3"]
const anyAnswer = fc.constantFrom(...answers)
const anyDecline = fc
  .tuple(anyVersion, anyMoment, fc.constantFrom("n1", "n2"))
  .map(([version, at, answer]) => ({ ...decline(version, at), answer }))
const sealed = "sealed:reason" as const
const onAnswer: fc.Arbitrary<Acceptance.Command> = fc.oneof(
  fc
    .tuple(
      anyVersion,
      anyMoment,
      anyAnswer,
      fc.constantFrom("own", "notShown"),
      fc.constantFrom("nl", "en"),
      fc.boolean()
    )
    .map(([version, at, answer, authority, language, declares]) =>
      accept(version, at, { answer, authority, language, declares: declares ? ["trueInformation"] : [] })
    ),
  anyDecline,
  fc.tuple(anyVersion, anyMoment).map(([version, at]) => present(version, at)),
  fc.tuple(anyAnswer, anyMoment).map(([answer, at]) => ({ _tag: "TakeAnswerBack", answer, by, at }) as const),
  fc.tuple(anyAnswer, anyMoment).map(([answer, at]) => ({ _tag: "RatifyAnswer", answer, by, at }) as const),
  fc.tuple(anyAnswer, anyMoment).map(([answer, at]) => ({ _tag: "RefuteAnswer", answer, at }) as const),
  fc
    .tuple(anyAnswer, anyMoment)
    .map(([answer, at]) => ({ _tag: "MakeDeclaration", answer, declaration: "trueInformation", by, at }) as const),
  anyMoment.map((at) => ({ _tag: "RecordUse", at }) as const),
  anyMoment.map(
    (at) => ({ _tag: "ReportBreach", breach: "b1", declaration: "trueInformation", evidence: sealed, by, at }) as const
  ),
  fc
    .tuple(fc.boolean(), anyMoment)
    .map(([broken, at]) => ({ _tag: "JudgeBreach", breach: "b1", broken, by, reason: sealed, at }) as const),
  anyMoment.map((at) => ({ _tag: "LiftBreach", breach: "b1", by, reason: sealed, at }) as const)
)

const on = fc.constantFrom("own", "third")
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(anyPublishing, on).map(([it, on]): Step => ({ on, document: it[on] })) },
  { weight: 3, arbitrary: fc.tuple(onDocument, on).map(([document, on]): Step => ({ on, document })) },
  { weight: 6, arbitrary: fc.tuple(onAnswer, on).map(([answer, on]): Step => ({ on, answer })) }
)
/** A usual beginning, of which a step may be missing: published or captured, and accepted; then whatever happens. */
const anyBeginning: fc.Arbitrary<ReadonlyArray<Step>> = fc
  .tuple(anyTermsSaid, anyTermsSaid, fc.nat({ max: 9 }))
  .map(([ours, theirs, missing]) => {
    const first: Instant = "2026-01-10T11:30:00.000Z"
    const steps: ReadonlyArray<Step> = [
      { on: "own", document: publish("v1", "2026-01-10", opening, ours) },
      { on: "own", answer: accept("v1", first, { answer: "a1" }) },
      { on: "third", document: capture("v1", "2026-01-10", opening, theirs) },
      { on: "third", document: { _tag: "ConfirmCapture", version: "v1", by, at: opening } },
      { on: "third", answer: accept("v1", first, { answer: "a1" }) }
    ]
    return steps.filter((_, index) => index !== missing)
  })
const anySteps = fc
  .tuple(anyBeginning, fc.array(anyStep, { maxLength: 16 }))
  .map(([beginning, steps]) => [...beginning, ...steps])

/** The network's terms are asked in one history of two: so our own decide alone often enough. */
const begin = (alone: boolean): Papers => {
  const papers = new Papers().on("own", declare("own", { at: opening }), {
    _tag: "AskBeforeUse",
    use: "software",
    at: opening
  })
  const network = declare("third", { publisher: "third", drawnUpBy: "Ministry of Economic Affairs", at: opening })
  return alone
    ? papers.on("third", network)
    : papers.on("third", network, { _tag: "AskBeforeUse", use: "software", at: opening })
}

/** Whether it was done; what is refused leaves no trace. */
const take = (papers: Papers, step: Step): boolean => {
  const decision: Decision<unknown> =
    "document" in step
      ? Document.decide(step.document, papers.document(step.on).state, world)
      : Acceptance.decide(step.answer, papers.answered(step.on, "u1").state, papers.showing(step.on))
  if (Result.isFailure(decision)) return false
  if ("document" in step) papers.on(step.on, step.document)
  else papers.by(step.on, "u1", step.answer)
  return true
}

const lived = (alone: boolean, steps: ReadonlyArray<Step>): Papers => {
  const papers = begin(alone)
  for (const step of steps) take(papers, step)
  return papers
}

const counts: Record<string, number> = {}
const tally = (answer: string): void => void (counts[answer] = (counts[answer] ?? 0) + 1)

const law = <Extra extends ReadonlyArray<unknown>>(
  title: string,
  n: number,
  others: { readonly [K in keyof Extra]: fc.Arbitrary<Extra[K]> },
  keeps: (papers: Papers, ...extra: Extra) => void
): void =>
  it(title, { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.boolean(), anySteps, fc.tuple(...others), (alone, steps, extra) =>
        pure(() => keeps(lived(alone, steps), ...(extra as unknown as Extra)))
      ),
      runs(n)
    )
  })

type Any = { readonly at: Instant }
const decider = (stream: StreamId) => (stream.startsWith("document/") ? Document.decider : Acceptance.decider)

/** The same with only some of the events: the rest keep their refs, and every stream was read as far as before. */
const keeping = (papers: Papers, keep: (ref: EventRef, event: Any) => boolean): Facts => {
  const refold = <S>({ stream, upTo }: Folded<S>, events: ReadonlyArray<Any>): Folded<S> => {
    const { initial, evolve } = decider(stream) as {
      initial: unknown
      evolve: (s: any, e: any, ref: EventRef) => unknown
    }
    let state = initial
    for (const [revision, event] of events.entries()) {
      const ref = eventRef(stream, revision)
      if (keep(ref, event)) state = evolve(state, event, ref)
    }
    return { stream, upTo, state: state as S }
  }
  const ids = [...papers.documents.keys()]
  return {
    documents: ids.map((id) => refold(papers.document(id), papers.documents.get(id) ?? [])),
    acceptances: Object.fromEntries(
      ids.map((id) => [id, refold(papers.answered(id, "u1"), papers.answers.get(`${id}/u1`) ?? [])])
    )
  }
}

const question = (at: Instant) => ({ use: "software", user: "u1", mandate: "notNeeded", at }) as const
const asked = (facts: Facts, at: Instant): MayUse => mayUse(question(at), facts)
const everywhere = (papers: Papers): ReadonlyArray<MayUse["answer"]> => {
  const facts = keeping(papers, () => true)
  return moments.map((at) => asked(facts, at).answer)
}
const opens = (before: ReadonlyArray<string>, after: ReadonlyArray<string>): ReadonlyArray<Instant> =>
  moments.filter((_, index) => before[index] !== "may" && after[index] === "may")

describe("deciding", () => {
  it("asked twice, decided once", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.boolean(), anySteps, (alone, steps) => {
        pure(() => {
          const papers = begin(alone)
          for (const step of steps) {
            if (!take(papers, step)) continue
            const before = JSON.stringify([[...papers.documents], [...papers.answers]])
            expect(take(papers, step)).toBe(true)
            expect(JSON.stringify([[...papers.documents], [...papers.answers]])).toBe(before)
          }
        })
      }),
      runs(150)
    )
  })
})

describe("may somebody use it", () => {
  law("rests on what it cites and on nothing else", 400, [anyMoment], (papers, at) => {
    const whole = asked(
      keeping(papers, () => true),
      at
    )
    tally(whole.answer)
    const cited = new Set(citedBy(whole))
    const less = asked(
      keeping(papers, (ref) => cited.has(ref)),
      at
    )
    expect([less.answer, less.because.map(({ clause }) => clause.id)]).toEqual([
      whole.answer,
      whole.because.map(({ clause }) => clause.id)
    ])
  })

  law("at an earlier moment is as it was, whatever is said later", 300, [anyMoment], (papers, at) => {
    const then = asked(
      keeping(papers, (_, event) => event.at <= at),
      at
    )
    expect(
      asked(
        keeping(papers, () => true),
        at
      ).answer
    ).toBe(then.answer)
  })

  law("changes at `validUntil`, and not before", 250, [anyMoment], (papers, at) => {
    const facts = keeping(papers, () => true)
    const { answer, validUntil } = asked(facts, at)
    const between = moments.filter((it) => it >= at && (validUntil === undefined || it < validUntil))
    for (const it of between) expect([it, asked(facts, it).answer]).toEqual([it, answer])
    if (validUntil !== undefined) expect(asked(facts, validUntil).answer).not.toBe(answer)
  })

  law(
    "is opened by no publication of a version that nobody has answered",
    300,
    [anyPublishing, on],
    (papers, publishing, to) => {
      const before = everywhere(papers)
      take(papers, { on: to, document: { ...publishing[to], version: "v9" } })
      expect(opens(before, everywhere(papers))).toEqual([])
    }
  )

  law("is opened by no no", 300, [anyDecline, on], (papers, no, to) => {
    const before = everywhere(papers)
    take(papers, { on: to, answer: no })
    expect(opens(before, everywhere(papers))).toEqual([])
  })

  law("is closed by time alone only when a version takes effect", 300, [], (papers) => {
    const facts = keeping(papers, () => true)
    const acts = new Set(
      [...papers.documents.values(), ...papers.answers.values()].flatMap((events) =>
        (events as ReadonlyArray<Any>).map(({ at }) => at)
      )
    )
    const starts = new Set(facts.documents.flatMap(({ state }) => state.versions.map(({ value }) => value.startsAt)))
    const all = [...new Set([...moments, ...starts])].toSorted()
    for (const [index, at] of all.entries()) {
      const before = all[index - 1]
      if (before === undefined || acts.has(at) || starts.has(at)) continue
      expect([at, asked(facts, at).answer]).toEqual([at, asked(facts, before).answer])
    }
  })

  law(
    "is the same in whatever order the acts of a party became known",
    250,
    [anyMoment, fc.nat()],
    (papers, at, cut) => {
      const events = papers.answers.get("own/u1") ?? []
      const apart = events.filter((event, index) => events.findIndex((other) => other.at === event.at) === index)
      papers.answers.set("own/u1", apart)
      const before = asked(
        keeping(papers, () => true),
        at
      ).answer
      const half = cut % (apart.length + 1)
      for (const other of [apart.toReversed(), [...apart.slice(half), ...apart.slice(0, half)]]) {
        papers.answers.set("own/u1", other)
        expect(
          asked(
            keeping(papers, () => true),
            at
          ).answer
        ).toBe(before)
      }
    }
  )

  it("and all three answers came up", () => {
    expect(Object.keys(counts).toSorted()).toEqual(["may", "mayNot", "undetermined"])
    console.info("May somebody use it:", counts)
  })
})

describe("a party that accepted a version", () => {
  it("is asked again exactly when that version says so", () => {
    const anyLater = fc.array(fc.constantFrom(true, false, undefined), { maxLength: 4 })
    fc.assert(
      fc.property(said("every", "material", "none"), anyLater, (asksAgain, later) => {
        const papers = new Papers().on(
          "own",
          declare("own", { at: opening }),
          { _tag: "AskBeforeUse", use: "software", at: opening },
          publish("v0", "2026-01-10", opening, {
            silence: "nothing",
            onBreach: "nothing",
            ...(asksAgain !== undefined && { asksAgain })
          })
        )
        papers.by("own", "u1", accept("v0", "2026-01-10T12:00:00.000Z"))
        for (const [index, material] of later.entries()) {
          const version = `v${index + 1}`
          papers.on("own", publish(version, days[index + 1]!, "2026-01-20T09:00:00.000Z"))
          if (material !== undefined)
            papers.on("own", { _tag: "WeighVersion", version, material, by, reason, at: "2026-01-21T09:00:00.000Z" })
        }
        const asks =
          later.length === 0 || asksAgain === "none"
            ? "may"
            : asksAgain === "every"
              ? "mayNot"
              : asksAgain === undefined
                ? "undetermined"
                : later.includes(true)
                  ? "mayNot"
                  : later.includes(undefined)
                    ? "undetermined"
                    : "may"
        expect(papers.mayUse("2026-06-01T00:00:00.000Z").answer).toBe(asks)
      }),
      runs(150)
    )
  })

  law(
    "is held to one that it agreed to, or that asks nothing anew, or that it was shown",
    250,
    [anyMoment],
    (papers, at) => {
      const { state, ...read } = papers.answered("own", "u1")
      const { answer } = versionFor(papers.document("own"), { state, ...read }, at)
      if (typeof answer === "string") return
      const touched = [...state.presented, ...state.answers].some(({ value }) => value.at <= at)
      expect([answer.startsAt <= at, touched]).toEqual([true, true])
    }
  )
})
