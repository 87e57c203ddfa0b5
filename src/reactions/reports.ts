/**
 * Reports of one weakness share what became public of it: an original tells its duplicates, and a duplicate its original.
 *
 * A pure question: which commands follow from this event, by all reports that are known? Asked again they are the same, under the same
 * ids, and find what is so already.
 */
import type { KnownReport } from "../disclosure/Policy.ts"
import type * as Report from "../disclosure/Report.ts"
import type { EventRef, ReportId } from "../language/ids.ts"

export const name = "reports"

export interface Following {
  readonly report: ReportId
  readonly command: Extract<Report.Command, { readonly _tag: "ObservePublic" }>
  /** The command id is made of this. */
  readonly key: string
  readonly from: EventRef
}

/** `id`: the report that the event is of. */
export const follows = (
  id: ReportId,
  event: Report.Event,
  from: EventRef,
  reports: ReadonlyMap<ReportId, KnownReport>
): ReadonlyArray<Following> => {
  switch (event._tag) {
    case "WeaknessBecamePublic": {
      const { at, through } = event
      return sharing(id, reports).map((report) => following(report, { at, through }, from))
    }
    // Linked when the one is public already, the other is from then on as well.
    case "ReportLinkedAsDuplicate":
      return [id, ...sharing(id, reports)].flatMap((report) => {
        const known = reports.get(report)?.becamePublic
        return known === undefined
          ? []
          : sharing(report, reports).map((other) => following(other, known.value, known.from))
      })
    default:
      return []
  }
}

const following = (
  report: ReportId,
  { at, through }: NonNullable<KnownReport["becamePublic"]>["value"],
  from: EventRef
): Following => ({
  report,
  command: { _tag: "ObservePublic", through, at },
  key: `${name} ${from} ${report}`,
  from
})

/** The other reports of the same weakness: the original, and every duplicate of it. */
const sharing = (id: ReportId, reports: ReadonlyMap<ReportId, KnownReport>): ReadonlyArray<ReportId> => {
  const original = reports.get(id)?.duplicateOf ?? id
  return [...reports].flatMap(([other, { duplicateOf }]) =>
    other !== id && (other === original || duplicateOf === original) ? [other] : []
  )
}
