/** Lanes as a page draws them, read from it. */
import type { Locator } from "playwright-core"

export interface DrawnStretch {
  readonly from: string
  readonly until: string
  readonly answer: string
  readonly clause: string
}

export const stretchesIn = (lane: Locator): Promise<ReadonlyArray<DrawnStretch>> =>
  lane.locator("[data-answer]").evaluateAll((all) =>
    all.map((it) => {
      const { from, until, answer, clause } = (it as HTMLElement).dataset
      return { from: from!, until: until!, answer: answer!, clause: clause! }
    })
  )

/** What is drawn at a moment. */
export const at = (
  lane: ReadonlyArray<DrawnStretch>,
  moment: string
): readonly [answer: string, clause: string] | undefined => {
  const it = lane.find(({ from, until }) => from <= moment && moment < until)
  return it && [it.answer, it.clause]
}
