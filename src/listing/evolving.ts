/** What each event makes of the listing: which rows begin, and what is altered of those that stand. */
import * as HashMap from "effect/HashMap"
import type { Fact } from "../kernel/Verdict.ts"
import type { Engagement } from "../language/Change.ts"
import type { ChangeId, EventRef } from "../language/ids.ts"
import type { Instant } from "../time/Instant.ts"
import type {
  AddressLoss,
  AnnouncedChange,
  ChangeAnnounced,
  EntityNamed,
  Entry,
  EntryCorrected,
  Named,
  Standing,
  State
} from "./Listing.ts"
import { get, update } from "./maps.ts"
import * as covered from "./scope.ts"

export const named = (state: State, event: EntityNamed, ref: EventRef): Named => {
  const known = get(state.entities, event.entity)
  return { named: [...(known?.named ?? []), { value: event, from: ref }], renamed: known?.renamed ?? [] }
}

export const isLost = ({ lost, restored }: AddressLoss, address: string): boolean =>
  restored === undefined && lost.value.address === address

/** A loss that goes on is one loss, from the earliest moment that is known of it. */
export const lostSince = (losses: State["addresses"], lost: AddressLoss["lost"]): State["addresses"] =>
  losses.some((loss) => isLost(loss, lost.value.address))
    ? losses.map((loss) => (isLost(loss, lost.value.address) ? { ...loss, lost } : loss))
    : [...losses, { lost, restored: undefined }]

/** A new period of an engagement: everything that it covers was brought by the same event. */
export const begin = (
  state: State,
  engagement: Engagement,
  brought: Fact<ChangeId | undefined>,
  at: Instant
): State["engagements"] => {
  const entry: Entry = { ...(brought.value !== undefined && { change: brought.value }), set: engagement, at }
  return HashMap.set(state.engagements, engagement.id, {
    printed: { value: engagement, from: brought.from },
    since: at,
    before: get(state.engagements, engagement.id),
    scope: covered.scopeOf(engagement, brought),
    entries: [{ value: entry, from: brought.from }],
    corrections: [],
    asBefore: [],
    ended: undefined,
    retiredBy: [],
    unlistedBy: [],
    reclassified: [],
    lapses: [],
    replacedBy: [],
    materiality: [],
    safeguards: []
  })
}

export const announce = (state: State, event: ChangeAnnounced, ref: EventRef): AnnouncedChange => {
  const { _tag, at, ...announced } = event
  const listing = state.opened?.value.listing ?? ref.slice("listing/".length, ref.lastIndexOf("@"))
  return {
    announced: { value: { ...announced, listing, announcedAt: at }, from: ref },
    touches: covered.touchedBy(state, event.what),
    effectiveOn: { value: event.effectiveOn, from: ref },
    effectiveBefore: [],
    withdrawn: undefined,
    emergency: []
  }
}

/** What an announced change will make of the rows that it touches. Announced, not in effect: the gate asks that of each client. */
export const apply = (state: State, { what, change, at }: ChangeAnnounced, ref: EventRef): State => {
  const brought: Fact<ChangeId> = { value: change, from: ref }
  const touching = (alter: (row: Standing) => Standing): State => ({
    ...state,
    engagements: (get(state.changes, change)?.touches ?? []).reduce(
      (rows, id) => update(rows, id, alter),
      state.engagements
    )
  })
  switch (what._tag) {
    case "Engage":
      return { ...state, engagements: begin(state, what.engagement, brought, at) }
    case "Replace":
      return {
        ...state,
        engagements: update(begin(state, what.engagement, brought, at), what.replaces, (row) => ({
          ...row,
          replacedBy: [...row.replacedBy, brought]
        }))
      }
    case "Retire":
      return touching((row) => ({ ...row, retiredBy: [...row.retiredBy, brought] }))
    case "Reclassify":
      return touching((row) => ({ ...row, reclassified: [...row.reclassified, brought] }))
    case "LoseSafeguards":
      return touching((row) => ({ ...row, lapses: [...row.lapses, brought] }))
    case "ChangeScope":
      return touching((row) => ({ ...row, unlistedBy: [...row.unlistedBy, brought] }))
    case "Relocate":
    case "Repurpose":
    case "Extend":
    case "ChangeData":
    case "Merge":
    case "Split":
      return touching((row) => {
        const entry = { value: { change, set: covered.setBy(what, row.printed.value.id), at }, from: ref }
        return alike(row, (it) => covered.set(state, it, entry))
      })
    case "ChangeControl": {
      const { controller, country } = what
      const item = { value: controller, ...(country !== undefined && { country }) }
      return touching((row) => alike(row, (it) => covered.controlled(it, item, brought)))
    }
    case "Rename":
      return {
        ...state,
        entities: update(state.entities, what.entity, (it) => ({ ...it, renamed: [...it.renamed, brought] }))
      }
  }
}

/** The row, and what it would be without its corrections, altered alike. */
const alike = (row: Standing, alter: (row: Standing) => Standing): Standing => ({
  ...alter(row),
  asBefore: row.asBefore.map(({ until, row }) => ({ until, row: alter(row) }))
})

/** The row put right, and as it would be without that: a correction counts from its own moment on, whenever it was recorded. */
export const putRight = (state: State, row: Standing, event: EntryCorrected, ref: EventRef): Standing => {
  const put = (it: Standing): Standing => covered.corrected(state, it, event, ref)
  const without = row.asBefore.find(({ until }) => event.at <= until)?.row ?? row
  return {
    ...put(row),
    asBefore: [
      ...row.asBefore.filter(({ until }) => until < event.at),
      { until: event.at, row: { ...without, asBefore: [] } },
      ...row.asBefore.flatMap(({ until, row }) => (until > event.at ? [{ until, row: put(row) }] : []))
    ]
  }
}

/** What a withdrawn change would have printed is not printed. */
export const withdraw = (state: State, change: ChangeId, ref: EventRef): State => ({
  ...state,
  engagements: (get(state.changes, change)?.touches ?? []).reduce(
    (rows, id) => update(rows, id, (row) => alike(row, (it) => covered.takenBack(state, it, change, ref))),
    state.engagements
  )
})
