/**
 * A story played as a host would: through the package's door, with a store, seals and a clock. What the living pages draw from bare
 * functions is compared with what is answered here.
 */
import { memory, memoryKeys } from "goodfaith/memory"
import { type Goodfaith, open, type Outcome, termsRef } from "goodfaith/promise"
import { dutchStatutory, nlOffice } from "goodfaith/time"
import { ready } from "goodfaith/disclosure"
import type { Scenario } from "../living/stage/stage.ts"
import type { ReportStory } from "../living/timeline/report.ts"

export interface Played {
  readonly gf: Goodfaith
  /** What was declined, in order. */
  readonly refused: ReadonlyArray<string>
}

export const played = async (scenario: Scenario): Promise<Played> => {
  let now = "2026-01-01T00:00:00.000Z"
  const gf = await open({
    store: memory(),
    keys: memoryKeys(),
    terms: Object.values(scenario.terms),
    calendars: [nlOffice, dutchStatutory],
    clock: () => Date.parse(now)
  })
  // A page knows terms by their name, a store by their content.
  const refs = Object.entries(scenario.terms).map(([ref, terms]) => [ref, termsRef(terms)] as const)
  const addressed = (text: string): string =>
    refs.reduce(
      (done, [short, ref]) => done.replaceAll(`${short.slice("terms:".length)}"`, `${ref.slice("terms:".length)}"`),
      text
    )
  const refused: Array<string> = []
  for (const { on, do: command } of JSON.parse(addressed(JSON.stringify(scenario.acts))) as Scenario["acts"]) {
    now = command.at
    const outcome = await asked(gf, on, command)
    if (outcome._tag === "Invalid") throw new Error(`${on}: ${JSON.stringify(outcome.problems)}`)
    if (outcome._tag === "Refused") refused.push(outcome.refusal.message)
  }
  return { gf, refused }
}

/** The same of a report. */
export const reported = async (
  story: ReportStory
): Promise<{ readonly refused: ReadonlyArray<string>; readonly events: number }> => {
  let now: string = story.published
  const gf = await open({
    store: memory(),
    keys: memoryKeys(),
    disclosure: [ready.seed],
    calendars: [nlOffice, dutchStatutory],
    clock: () => Date.parse(now)
  })
  const by = { actor: "security-desk" }
  const refused: Array<string> = []
  await gf.policy(story.policy).do({ _tag: "PublishDisclosureTerms", at: story.published }, by)
  for (const { do: command } of story.acts) {
    now = command.at
    const outcome = await gf
      .report(story.report)
      .do(command as Parameters<ReturnType<Goodfaith["report"]>["do"]>[0], by)
    if (outcome._tag === "Invalid") throw new Error(JSON.stringify(outcome.problems))
    if (outcome._tag === "Refused") refused.push(outcome.refusal.message)
  }
  const events = (await gf.report(story.report).events()).length
  await gf.close()
  return { refused, events }
}

const asked = (gf: Goodfaith, on: string, command: { readonly _tag: string }): Promise<Outcome> => {
  const [kind, one = "", other = ""] = on.split("/")
  const by = { actor: "dpo-1" }
  switch (kind) {
    case "listing":
      return gf.listing(one).do(command as Parameters<ReturnType<Goodfaith["listing"]>["do"]>[0], by)
    case "client":
      return gf.client(one).do(command as Parameters<ReturnType<Goodfaith["client"]>["do"]>[0], by)
    case "consultation":
      return gf.consultation(one, other).do(command as Parameters<ReturnType<Goodfaith["consultation"]>["do"]>[0], by)
    case "terms":
      return gf
        .readings(`terms:${one as "sha256-"}`)
        .do(command as Parameters<ReturnType<Goodfaith["readings"]>["do"]>[0], by)
    default:
      throw new Error(`no stream \`${on}\``)
  }
}
