/** The gallery: every example, what it shows, and how it is played. */
import type { Play } from "./play.ts"

export interface Example {
  readonly name: string
  readonly shows: string
  readonly play: Play
}

const example = (name: string, shows: string, load: () => Promise<{ readonly play: Play }>): Example => ({
  name,
  shows,
  play: async (say) => (await load()).play(say)
})

export const gallery: ReadonlyArray<Example> = [
  example("node-host", "A server on node:http that asks the gate", () => import("./node-host/main.ts")),
  example("effect-host", "The gate in an Effect program", () => import("./effect-host/main.ts")),
  example("browser-page", "The gate on a page without a server", () => import("./browser-page/main.ts")),
  example("json-lines", "A store of one's own, and the kit that checks it", () => import("./json-lines/main.ts")),
  example("calendar", "The working days of a firm", () => import("./calendar/main.ts")),
  example("nightly", "A mail each night for the privacy office", () => import("./nightly/main.ts")),
  example("pull-request-check", "A check for the listing as a file", () => import("./pull-request-check/main.ts")),
  example("auditor", "A record handed over, and checked by whoever holds it", () => import("./auditor/main.ts")),
  example("replaced-in-a-hurry", "A report that leads to a replacement", () => import("./replaced-in-a-hurry/main.ts"))
]
