// The two acts of the demo as the timeline's page draws them: played to somebody who only writes down what is asked. Written anew for each build.
import { mkdirSync, writeFileSync } from "node:fs"
import { clients } from "../../examples/demo/clients.ts"
import { shown, use } from "../../examples/demo/findings.ts"
import { play, storyClock } from "../../examples/demo/play.ts"
import * as second from "../../examples/demo/report/story.ts"
import { acts as firstAct, change, postduif } from "../../examples/demo/story.ts"
import type { Goodfaith } from "../../src/promise.ts"
import { policyRef, termsRef } from "../../src/promise.ts"

interface Written {
  readonly on: string
  readonly do: { readonly _tag: string; readonly at: string }
}

const acts: Array<Written> = []
const clock = storyClock()
const asked = (on: string) => ({
  do: (command: Written["do"]) => {
    acts.push({ on, do: command })
    return Promise.resolve({ _tag: "Receipt" })
  }
})

/** Whoever may be owed something is looked at: nobody before the change is announced, and once is enough. */
const react = () => {
  const at = new Date(clock.now).toISOString()
  if (
    acts.some(({ do: { _tag } }) => _tag === "AnnounceChange") &&
    !acts.some(({ do: { _tag } }) => _tag === "JudgeDuties")
  )
    for (const { id } of clients) acts.push({ on: `consultation/${change}/${id}`, do: { _tag: "JudgeDuties", at } })
  return Promise.resolve()
}

const listener = {
  listing: (id: string) => asked(`listing/${id}`),
  client: (id: string) => asked(`client/${id}`),
  consultation: (subject: string, client: string) => asked(`consultation/${subject}/${client}`),
  readings: (ref: string) => asked(`terms/${ref.slice("terms:".length)}`),
  report: (id: string) => asked(`report/${id}`),
  policy: (ref: string) => asked(`policy/${ref}`),
  react,
  forget: () => Promise.resolve()
}
await play(listener as unknown as Goodfaith, clock, firstAct)

const terms = Object.fromEntries(
  clients.flatMap(({ contract }) => (contract ? [[termsRef(contract.terms), contract.terms]] : []))
)
const story = {
  title: "Postduif takes the place of Tripolis, over Easter",
  terms,
  acts,
  shown: { ...shown, engagement: postduif.id, use }
}
const folder = new URL("../living/timeline/", import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL("demo.json", folder), `${JSON.stringify(story)}\n`)

acts.length = 0
for (const act of second.acts) await act.do(listener as unknown as Goodfaith)
const report = {
  title: `A report of a weakness, on the evening before Ascension Day`,
  report: second.report,
  policy: policyRef(second.policy),
  published: acts.find(({ do: { _tag } }) => _tag === "PublishDisclosureTerms")?.do.at,
  acts: acts.filter(({ on }) => on.startsWith("report/")),
  shown: { from: "2026-05-11", until: "2026-06-29" }
}
writeFileSync(new URL("demo-report.json", folder), `${JSON.stringify(report)}\n`)
