/**
 * How many times slower than its limit something is: measured in pairs, in one process, on a machine that others use too.
 *
 * Each round runs the subject, the limit, and the limit once more, in an order that turns from round to round; what disturbs
 * one of them disturbs its neighbours as well. The figure is the median of the rounds' ratios. The limit against itself (A/A)
 * says how far to trust it: it would be 1.00 on a quiet machine.
 */

export interface Pair {
  readonly what: string
  readonly subject: () => unknown
  readonly limit: () => unknown
  /** How many of the things that are compared one call does. 1 when left out. */
  readonly done?: { readonly subject?: number; readonly limit?: number }
  /** The ratio that was promised. Absent: it is reported, and nothing was promised. */
  readonly target?: number
}

export interface Figure {
  readonly what: string
  readonly ratio: number
  readonly lowest: number
  readonly highest: number
  /** The limit against itself. */
  readonly control: number
  readonly target: number | undefined
  /** Nanoseconds for one, medians over the rounds. */
  readonly subject: number
  readonly limit: number
}

const rounds = 25
const warmUpMillis = 1200
const sliceMillis = 6

/** What was worked out last, kept where the compiler cannot know that nobody reads it. */
const kept: { last: unknown } = { last: undefined }

export const measure = ({ what, subject, limit, done, target }: Pair): Figure => {
  const tested = { run: subject, each: done?.subject ?? 1, calls: warmUp(subject) }
  const bound = { run: limit, each: done?.limit ?? 1, calls: warmUp(limit) }
  const runs = [tested, bound, bound]

  const times: Array<ReadonlyArray<number>> = []
  for (let round = 0; round < rounds; round++) {
    const time = [0, 0, 0]
    for (let turn = 0; turn < runs.length; turn++) {
      const which = (round + turn) % runs.length
      const { run, each, calls } = runs[which]!
      time[which] = nanosOf(run, calls) / (calls * each)
    }
    times.push(time)
  }

  const ratios = times.map(([subject, limit]) => subject! / limit!).sort(ascending)
  return {
    what,
    ratio: median(ratios),
    lowest: ratios[0]!,
    highest: ratios.at(-1)!,
    control: median(times.map(([, limit, again]) => again! / limit!)),
    target,
    subject: median(times.map(([subject]) => subject!)),
    limit: median(times.map(([, limit]) => limit!))
  }
}

/** Runs until the compiler has settled, and says how many calls fill one slice. */
const warmUp = (run: () => unknown): number => {
  let calls = 1
  const end = performance.now() + warmUpMillis
  for (;;) {
    const millis = nanosOf(run, calls) / 1e6
    if (performance.now() > end && millis > 0) return Math.max(1, Math.round((calls * sliceMillis) / millis))
    if (millis < sliceMillis / 2) calls *= 2
  }
}

const nanosOf = (run: () => unknown, calls: number): number => {
  const from = process.hrtime.bigint()
  for (let call = 0; call < calls; call++) kept.last = run()
  return Number(process.hrtime.bigint() - from)
}

export const ascending = (a: number, b: number): number => a - b

export const median = (numbers: ReadonlyArray<number>): number => [...numbers].sort(ascending)[numbers.length >> 1]!

// -- One table. --

export const header =
  `${"".padEnd(52)} ${"ratio".padStart(7)}  ${"lowest–highest".padStart(15)}  ${"A/A".padStart(5)}  ${"target".padStart(7)}` +
  `  ${"".padEnd(6)}  ${"one takes".padStart(9)}  ${"its limit".padStart(9)}`

export const line = ({ what, ratio, lowest, highest, control, target, subject, limit }: Figure): string =>
  `${what.padEnd(52)} ${short(ratio).padStart(7)}  ${`${short(lowest)}–${short(highest)}`.padStart(15)}  ${control.toFixed(2).padStart(5)}` +
  `  ${(target === undefined ? "" : `≤ ${target}`).padStart(7)}  ${(target === undefined ? "" : ratio <= target ? "met" : "missed").padEnd(6)}` +
  `  ${time(subject).padStart(9)}  ${time(limit).padStart(9)}`

export const short = (ratio: number): string =>
  ratio < 10 ? ratio.toFixed(2) : ratio < 100 ? ratio.toFixed(1) : ratio.toFixed(0)

export const time = (nanos: number): string =>
  nanos < 1e3
    ? `${nanos.toFixed(1)} ns`
    : nanos < 1e6
      ? `${(nanos / 1e3).toFixed(1)} µs`
      : `${(nanos / 1e6).toFixed(1)} ms`
