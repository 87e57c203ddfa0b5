/** Why something cannot be declared as things stand; and whether a row stands, is retired, or a change holds already. */
import * as HashMap from "effect/HashMap"
import { alreadySo, type Decision, record, refuse, saysTheSame } from "../kernel/Decider.ts"
import type { Refusal } from "../kernel/Refusal.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type { ChangeId, EngagementId, EntityId } from "../language/ids.ts"
import type { World } from "../terms/World.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import type { AnnounceChange, AnnouncedChange, CorrectEntry, Event, Standing, State } from "./Listing.ts"
import { get } from "./maps.ts"
import { addsAName } from "./names.ts"
import { entityName } from "./queries.ts"
import {
  AddsAName,
  AddsToScope,
  ChangeIdTaken,
  CorrectsWithdrawn,
  EngagementStands,
  HasEnded,
  IntoItself,
  IsRetired,
  NotOfThisEntity,
  NotTouched,
  ReplacesItself,
  SameIdTwice,
  SubstanceIsAChange,
  UnknownChange,
  UnknownEngagement,
  UnknownEntity,
  Withdrawn
} from "./refusals.ts"
import * as covered from "./scope.ts"
import { isWithdrawn } from "./scope.ts"

export const announcedSo = (change: AnnouncedChange, command: AnnounceChange): boolean => {
  const { announcedAt: at, listing: _, ...was } = change.announced.value
  return saysTheSame({ ...was, at }, command)
}

export const cannotChange = ({ what, change, at }: AnnounceChange, state: State, world: World): Refusal | undefined => {
  switch (what._tag) {
    case "Engage":
    case "Replace": {
      if (change === what.engagement.id) return SameIdTwice(change)
      const standing = get(state.engagements, what.engagement.id)
      if (standing !== undefined && stands(state, standing, at, world)) return EngagementStands(standing)
      if (what._tag === "Replace" && what.replaces === what.engagement.id) return ReplacesItself(what.replaces)
      const namesake = get(state.changes, what.engagement.id)
      if (namesake !== undefined) return ChangeIdTaken(namesake)
      return (
        isUnknown(what.engagement.entity, state) ??
        (what._tag === "Replace" ? cannotAlter(what.replaces, state, at, world) : undefined)
      )
    }
    case "Retire":
    case "Relocate":
    case "Repurpose":
    case "Extend":
    case "ChangeData":
    case "Reclassify":
    case "LoseSafeguards":
      return cannotAlter(what.engagement, state, at, world)
    case "ChangeControl":
      return isUnknown(what.entity, state)
    case "Rename": {
      const was = entityName(state, what.entity)
      return (
        isUnknown(what.entity, state) ??
        (addsAName(was, what.name, namesBeside(what.entity, state)) ? AddsAName(what.name, was) : undefined)
      )
    }
    case "Merge":
      return (
        isUnknown(what.entity, state) ??
        isUnknown(what.into, state) ??
        (what.into === what.entity ? IntoItself(what.into) : undefined)
      )
    case "Split":
      return (
        isUnknown(what.entity, state) ??
        firstOf(what.moves, ({ engagement, to }) => {
          const problem = cannotAlter(engagement, state, at, world) ?? isUnknown(to, state)
          if (problem !== undefined) return problem
          if (to === what.entity) return IntoItself(to)
          const { printed } = get(state.engagements, engagement)!
          return printed.value.entity === what.entity ? undefined : NotOfThisEntity(printed, what.entity)
        })
      )
    case "ChangeScope":
      return firstOf(what.unlisted, (engagement) => cannotAlter(engagement, state, at, world))
  }
}

const firstOf = <A>(items: ReadonlyArray<A>, problemOf: (item: A) => Refusal | undefined): Refusal | undefined => {
  for (const item of items) {
    const problem = problemOf(item)
    if (problem !== undefined) return problem
  }
  return undefined
}

const isUnknown = (entity: EntityId, state: State): Refusal | undefined =>
  HashMap.has(state.entities, entity) ? undefined : UnknownEntity(entity)

const namesBeside = (entity: EntityId, state: State): ReadonlyArray<string> =>
  [...HashMap.keys(state.entities)].filter((it) => it !== entity).map((it) => entityName(state, it))

export const correct = (command: CorrectEntry, state: State): Decision<Event> => {
  const row = get(state.engagements, command.engagement)
  if (row === undefined) return refuse(UnknownEngagement(command.engagement))
  if (command.change === undefined) {
    if (command.substance) return refuse(SubstanceIsAChange(command.engagement))
  } else {
    const change = get(state.changes, command.change)
    if (change === undefined) return refuse(UnknownChange(command.change))
    if (change.withdrawn !== undefined) return refuse(CorrectsWithdrawn(command.change, change.withdrawn))
    if (!change.touches.includes(command.engagement)) return refuse(NotTouched(change, command.engagement))
  }
  const newest = row.corrections.at(-1)
  if (newest !== undefined && saysTheSame(newest.value, command)) return alreadySo
  return !command.substance && covered.slipAdds(state, row, command)
    ? refuse(AddsToScope(row))
    : record({ ...command, _tag: "EntryCorrected" })
}

/** It has not ended, no change has retired it for all, and the change that was to bring it was not withdrawn. */
export const stands = (state: State, standing: Standing, at: Instant, world: World): boolean =>
  standing.ended === undefined && retired(state, standing, at, world) === undefined && !neverCame(state, standing)

/** The change that was to bring it was withdrawn. */
const neverCame = (state: State, { scope }: Standing): boolean => isWithdrawn(state, scope[0]?.brought.value)

/** The change that retired it for all, where the day of that has begun: retired for named clients, it goes on for the others. */
export const retired = (state: State, { retiredBy }: Standing, at: Instant, world: World): Fact<ChangeId> | undefined =>
  retiredBy.find(({ value }) => {
    const change = get(state.changes, value)
    return (
      change !== undefined &&
      change.withdrawn === undefined &&
      change.announced.value.for === "all" &&
      holds(change, at, state.opened?.value.zone ?? "", world) === true
    )
  })

const cannotAlter = (engagement: EngagementId, state: State, at: Instant, world: World): Refusal | undefined => {
  const standing = get(state.engagements, engagement)
  if (standing === undefined) return UnknownEngagement(engagement)
  if (standing.ended !== undefined) return HasEnded(engagement, standing.ended)
  const by = retired(state, standing, at, world)
  if (by !== undefined) return IsRetired(engagement, by)
  const brought = standing.scope[0]?.brought.value
  const change = brought === undefined ? undefined : get(state.changes, brought)
  return change?.withdrawn === undefined ? undefined : Withdrawn(change.announced.value.change, change.withdrawn)
}

/** Whether the day has begun from which it holds; `undefined` in a zone that is not at hand. */
export const holds = (change: AnnouncedChange, at: Instant, zoneName: string, world: World): boolean | undefined => {
  const zone = world.zone(zoneName)
  return zone === undefined ? undefined : at >= Zone.startOf(zone.value, change.effectiveOn.value)
}
