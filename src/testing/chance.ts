/** Chance that can be asked for again: the same seed gives the same numbers. */
export interface Chance {
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number
  readonly oneOf: <A>(list: ReadonlyArray<A>) => A
  /** True once in so many times. */
  readonly onceIn: (times: number) => boolean
}

/** mulberry32: small, and good enough to choose streams by. */
export const chance = (seed: number): Chance => {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    between,
    oneOf: (list) => list[between(0, list.length - 1)]!,
    onceIn: (times) => between(1, times) === 1
  }
}
