/** Following: what is there, then what comes, without loss and without repeat. A store has no bell, so it is asked again and again. */
import type { OtherEpoch, Position } from "../store/port.ts"
import type { AllPage } from "./Journal.ts"

export interface Following {
  /** Behind this position only; from the beginning when left out. */
  readonly after?: Position
  /** How many events a page holds at most: 1,000 when left out. */
  readonly limit?: number
  /** For how many milliseconds to wait at the end before looking again: 500 when left out. */
  readonly pause?: number
  /** Ends the following, also in the middle of a pause. */
  readonly signal?: AbortSignal
}

/**
 * Pages with events in them, one after the other, for as long as somebody asks for the next. Keep `position` of a page when you are done
 * with it: following from there goes on behind it. A position of another life of the log is answered as that, and ends it.
 */
export async function* followed(
  all: (page: { readonly after?: Position; readonly limit?: number }) => Promise<AllPage | OtherEpoch>,
  { after, limit, pause = 500, signal }: Following
): AsyncGenerator<AllPage | OtherEpoch, void> {
  let from = after
  for (;;) {
    if (signal?.aborted === true) return
    const page = await all({ ...(from !== undefined && { after: from }), ...(limit !== undefined && { limit }) })
    if (page._tag === "OtherEpoch") return yield page
    if (page.events.length > 0) yield page
    from = page.position
    if (!page.more) await paused(pause, signal)
  }
}

const paused = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((goOn) => {
    const end = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener("abort", end)
      goOn()
    }
    const timer = setTimeout(end, milliseconds)
    signal?.addEventListener("abort", end)
    if (signal?.aborted === true) end()
  })
