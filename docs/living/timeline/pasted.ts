/** A story that somebody pasted: read as strictly as a store reads, and told what is wrong with it in words. */
import * as Result from "effect/Result"
import type { Terms } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import type { Problems } from "goodfaith/schema"
import { Day, type Instant, Zone, amsterdam } from "goodfaith/time"
import { mondayOf } from "../frame/when.ts"
import { ended } from "../frame/words.ts"
import { type Act, kindOf, type Scenario } from "../stage/stage.ts"

export type Pasted = { readonly story: Scenario } | { readonly wrong: ReadonlyArray<string> }

export const pasted = async (text: string): Promise<Pasted> => {
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch (error) {
    return { wrong: [`This is no JSON: ${error instanceof Error ? error.message : String(error)}.`] }
  }
  const { title, terms, acts, shown } = isRecord(said) ? said : {}
  if (!Array.isArray(acts) || acts.length === 0)
    return {
      wrong: [
        'A story has `acts`: a list of what is asked, each `{ "on": "listing/main", "do": { "_tag": "OpenListing", … } }`.'
      ]
    }
  // Codecs are wanted by nobody who only looks: they come when something is pasted.
  const schema = await import("goodfaith/schema")
  const wrong: Array<string> = []
  const read: Array<Act> = []
  for (const [index, act] of acts.entries()) {
    const on = isRecord(act) && typeof act["on"] === "string" ? act["on"] : ""
    const kind = kindOf(on)
    if (kind === undefined || !isRecord(act)) {
      wrong.push(
        `Act ${index + 1} is on \`${on}\`: this page knows \`listing/…\`, \`client/…\`, \`consultation/…/…\` and \`terms/…\`.`
      )
      continue
    }
    const command: Result.Result<unknown, Problems> = schema[kind].decodeCommand(act["do"])
    if (Result.isFailure(command))
      wrong.push(...command.failure.map((it) => ended(`Act ${index + 1}, on \`${on}\`: ${schema.sentence(it)}`)))
    else read.push({ on, do: command.success as Act["do"] })
  }
  const values: Record<string, Terms> = {}
  for (const [ref, value] of Object.entries(isRecord(terms) ? terms : {})) {
    const decoded = schema.decodeTerms(value)
    if (Result.isFailure(decoded))
      wrong.push(...decoded.failure.map((it) => ended(`The terms \`${ref}\`: ${schema.sentence(it)}`)))
    else values[ref] = decoded.success
  }
  for (const known of Object.values(ready as Readonly<Record<string, Terms>>))
    values[`terms:sha256-${known.name}`] ??= known
  if (wrong.length > 0) return { wrong }
  return {
    story: {
      title: typeof title === "string" ? title : "A story",
      terms: values,
      acts: read,
      shown: shownOf(shown, read)
    }
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** What the story says it shows; otherwise the first change that it announces, from that week to six weeks after its last act. */
const shownOf = (said: unknown, acts: ReadonlyArray<Act>): Scenario["shown"] => {
  const { from, until, engagement, use } = isRecord(said) ? said : {}
  const announced = acts.find(({ do: { _tag } }) => _tag === "AnnounceChange")
  const listed = acts.find(({ do: { _tag } }) => _tag === "ListEngagement")
  const what = (
    (announced?.do as unknown as { readonly what?: { readonly engagement?: unknown } })?.what ??
    (listed?.do as { readonly engagement?: unknown } | undefined)
  )?.engagement
  const id = isRecord(what) ? what["id"] : what
  const day = (at: Instant): Day => Zone.dayOf(amsterdam, at)
  const first = day((announced ?? acts[0]!).do.at)
  const last = day(
    acts
      .map(({ do: { at } }) => at)
      .toSorted()
      .at(-1)!
  )
  return {
    from: typeof from === "string" && Day.is(from) ? from : mondayOf(first),
    until: typeof until === "string" && Day.is(until) ? until : Day.add(mondayOf(last), 49),
    engagement: typeof engagement === "string" ? engagement : typeof id === "string" ? id : "",
    use: isRecord(use) ? use : {}
  }
}
