/**
 * The limit for n working days: two look-ups in tables that were made before.
 *
 * By day, how many working days there were up to and including it (a prefix sum); by that number, the day. No counting is
 * faster than not counting. It knows only the years of its tables, and it has no text, no days before and no edges.
 */
export interface Table {
  readonly from: number
  readonly upTo: Int32Array
  readonly day: Int32Array
}

/** `isWorkingDay` by day number, from the first day up to but without the last. */
export const tableOf = (from: number, until: number, isWorkingDay: (day: number) => boolean): Table => {
  const upTo = new Int32Array(until - from)
  const days = [from - 1]
  for (let day = from; day < until; day++) {
    if (isWorkingDay(day)) days.push(day)
    upTo[day - from] = days.length - 1
  }
  return { from, upTo, day: Int32Array.from(days) }
}

export const addWorkingDays = (table: Table, day: number, count: number): number =>
  table.day[table.upTo[day - table.from]! + count]!
