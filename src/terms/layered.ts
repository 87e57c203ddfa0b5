/**
 * One contract of several instruments: an addendum before the form it amends, standard clauses before an agreement.
 *
 * What the first of them states counts, parameter by parameter; what it leaves open the next may state.
 */
import { type Duty, type Instrument, type Parameter, type Row, type Terms, unstated } from "./Terms.ts"

/**
 * One terms value of several, first in precedence first. Parameter by parameter the first that states it counts, with its
 * source, also where it states it in words only ("reasonable"). Duties of the same id are one: row by row by id, what no
 * parameter says (kind, changes, audience, `when`) as the first has it; rows and duties that only a later one has follow.
 * The zone is the first's.
 *
 * An instrument of which a part was not seen may yet state it. Where none states it, such a parameter stays `notSeen`; where
 * a later one does, that counts until the part is seen.
 *
 * Throws where two different instruments have one id: then no source would tell which of them it means.
 *
 * ```ts
 * import { layered } from "goodfaith/terms"
 * import { commercial, connective } from "goodfaith/terms/ready"
 * const both = layered("both", "The form, and the listing behind it", [commercial, connective])
 * both.instruments.map(({ id }) => id) // => ["commercial-form", "listing"]
 * both.duties.map(({ id }) => id) // => ["sub-processor-change", "listing-updated", "new-sub-processor"]
 * ```
 */
export const layered = (
  name: string,
  title: string,
  [first, ...others]: readonly [Terms, ...ReadonlyArray<Terms>]
): Terms => ({ ...others.reduce(before, first), name, title })

const before = (upper: Terms, lower: Terms): Terms => ({
  _tag: "Terms",
  name: upper.name,
  title: upper.title,
  zone: upper.zone,
  instruments: together(upper.instruments, lower.instruments),
  authorisation: either(upper.authorisation, lower.authorisation),
  entry: {
    listing: either(upper.entry.listing, lower.entry.listing),
    announced: either(upper.entry.announced, lower.entry.announced)
  },
  exempt: either(upper.exempt, lower.exempt),
  emergency: either(upper.emergency, lower.emergency),
  transfer: either(upper.transfer, lower.transfer),
  listing: either(upper.listing, lower.listing),
  duties: [
    ...upper.duties.map((duty) => {
      const same = lower.duties.find(({ id }) => id === duty.id)
      return same === undefined ? duty : dutyOf(duty, same)
    }),
    ...lower.duties.filter((duty) => !upper.duties.some(({ id }) => id === duty.id))
  ]
})

const dutyOf = (upper: Duty, lower: Duty): Duty => {
  const over = (row: Row): Row => {
    const same = lower.rows.find(({ id }) => id === row.id)
    return same === undefined ? row : rowOf(row, same)
  }
  const [first, ...others] = upper.rows
  const more = lower.rows.filter((row) => !upper.rows.some(({ id }) => id === row.id))
  return { ...upper, rows: [over(first), ...others.map(over), ...more] }
}

const rowOf = (upper: Row, lower: Row): Row => ({
  id: upper.id,
  when: upper.when,
  channels: either(upper.channels, lower.channels),
  contents: either(upper.contents, lower.contents),
  clockStart: either(upper.clockStart, lower.clockStart),
  advanceNotice: either(upper.advanceNotice, lower.advanceNotice),
  window: either(upper.window, lower.window),
  objection: eachOf(upper.objection, lower.objection),
  silence: either(upper.silence, lower.silence),
  lateObjection: either(upper.lateObjection, lower.lateObjection),
  hold: eachOf(upper.hold, lower.hold),
  resolution: eachOf(upper.resolution, lower.resolution),
  exit: either(upper.exit, lower.exit)
})

/** Each parameter of a group by itself. */
const eachOf = <Group extends object>(upper: Group, lower: Group): Group => {
  const names = [...new Set(Object.keys({ ...upper, ...lower }))] as unknown as ReadonlyArray<keyof Group>
  const of = (group: Group, name: keyof Group) => (group[name] ?? unstated) as Parameter<unknown>
  const parameters = names.map((name) => [name, either(of(upper, name), of(lower, name))])
  return Object.fromEntries(parameters) as Group
}

/** The first that states it, with its words; else it is open, and not seen as long as one of them was not. */
const either = <A>(upper: Parameter<A>, lower: Parameter<A>): Parameter<A> => {
  if ("says" in upper) return upper
  if ("says" in lower) return lower
  return upper.notSeen === true ? upper : lower
}

const together = (
  upper: readonly [Instrument, ...ReadonlyArray<Instrument>],
  lower: ReadonlyArray<Instrument>
): readonly [Instrument, ...ReadonlyArray<Instrument>] => {
  const known = new Map(upper.map((instrument) => [instrument.id, instrument]))
  for (const { id, title, version } of lower) {
    const other = known.get(id)
    if (other !== undefined && (other.title !== title || other.version !== version))
      throw new RangeError(
        `two instruments are called \`${id}\`: give each an id of its own, so that sources can name it`
      )
  }
  return [...upper, ...lower.filter(({ id }) => !known.has(id))]
}
