/** How an engagement and what changes about it are written down, for every concept that speaks of them. */
import * as Schema from "effect/Schema"
import type * as Say from "./Change.ts"
import { changeKinds } from "./Change.ts"
import { Id, type Same, Text } from "./codec.schema.ts"

// -- Lists. ------------------------------------------------------------------------------------------------------------

/** A list that says something: one or more. */
export const listOf = <A>(item: Schema.Codec<A>): Schema.Codec<ReadonlyArray<A>> =>
  Schema.Array(item).check(
    Schema.makeFilter((list) => list.length > 0, { expected: "a list of one or more" })
  ) as unknown as Schema.Codec<ReadonlyArray<A>>

/** What it covers, or `all`. An empty list is neither: nothing may come to be open because nothing was written down. */
export const Scope = <A>(item: Schema.Codec<A>): Schema.Codec<Say.Scope<A>> =>
  Schema.Union([listOf(item), Schema.Literal("all")]).annotate({ expected: "a list of one or more, or `all`" })

// -- An engagement. ----------------------------------------------------------------------------------------------------

export const Country = Schema.String.check(
  Schema.makeFilter((text) => /^[A-Z]{2}$/.test(text), { expected: "the two capitals of a country such as `NL`" })
)

export const Place = Schema.Struct({ id: Id, name: Text, country: Schema.optionalKey(Country) })

export const Purpose = Schema.Struct({ id: Id, text: Text })

/** In words, as listings print it. `*` is how a state writes "not limited", so nothing may be called that. */
export const DataCategory = Schema.String.check(
  Schema.makeFilter((text) => text !== "" && text !== "*", { expected: "a category of data such as `phone number`" })
)

export const Engagement = Schema.Struct({
  id: Id,
  entity: Id,
  service: Text,
  role: Schema.Literals(["processor", "controller"]),
  touchesPersonalData: Schema.Boolean,
  section: Text,
  entityType: Schema.optionalKey(Text),
  parent: Schema.optionalKey(Id),
  use: Schema.Literals(["inUse", "mayBeEngaged"]),
  products: Scope(Id),
  regions: Scope(Id),
  options: Scope(Id),
  places: Scope(Place),
  purposes: Scope(Purpose),
  dataCategories: Scope(DataCategory),
  certifications: Schema.Array(Text),
  condition: Schema.optionalKey(Text),
  contact: Schema.optionalKey(Text)
}).annotate({ identifier: "Engagement" })

/** What data is handled for. A facet that is left out means all of it. */
export const Use = Schema.Struct({
  product: Schema.optionalKey(Id),
  region: Schema.optionalKey(Id),
  option: Schema.optionalKey(Id),
  place: Schema.optionalKey(Id),
  purpose: Schema.optionalKey(Id),
  dataCategories: Schema.optionalKey(listOf(DataCategory))
}).annotate({ identifier: "Use" })

/** Who controls a company. `*` is how a state writes "not limited", so nobody may be called that. */
const Controller = Schema.String.check(
  Schema.makeFilter((text) => text !== "" && text !== "*", { expected: "who controls it, such as `Acme Holding Inc.`" })
)

// -- What may change about it. -------------------------------------------------------------------------------------------

const alters = { engagement: Id }

export const Change = Schema.Union([
  Schema.TaggedStruct("Engage", { engagement: Engagement }),
  Schema.TaggedStruct("Replace", { engagement: Engagement, replaces: Id }),
  Schema.TaggedStruct("Retire", alters),
  Schema.TaggedStruct("Relocate", { ...alters, to: listOf(Place) }),
  Schema.TaggedStruct("Repurpose", { ...alters, to: Scope(Purpose) }),
  Schema.TaggedStruct("Extend", {
    ...alters,
    products: Schema.optionalKey(Scope(Id)),
    regions: Schema.optionalKey(Scope(Id)),
    options: Schema.optionalKey(Scope(Id))
  }).check(
    Schema.makeFilter(({ products, regions, options }) => (products ?? regions ?? options) !== undefined, {
      expected: "the new `products`, `regions` or `options`"
    })
  ),
  Schema.TaggedStruct("ChangeData", { ...alters, to: Scope(DataCategory) }),
  Schema.TaggedStruct("Reclassify", { ...alters, material: Schema.Boolean, by: Id, reason: Text }),
  Schema.TaggedStruct("LoseSafeguards", { ...alters, words: Text }),
  Schema.TaggedStruct("ChangeControl", { entity: Id, controller: Controller, country: Schema.optionalKey(Country) }),
  Schema.TaggedStruct("Rename", { entity: Id, name: Text, by: Id, reason: Text }),
  Schema.TaggedStruct("Merge", { entity: Id, into: Id }),
  Schema.TaggedStruct("Split", { entity: Id, moves: listOf(Schema.Struct({ engagement: Id, to: Id })) }),
  Schema.TaggedStruct("ChangeScope", { scope: Text, unlisted: Schema.Array(Id) })
]).annotate({
  expected: `a change: an object with the \`_tag\` ${changeKinds
    .slice(0, -1)
    .map((kind) => `\`${kind}\``)
    .join(", ")} or \`${changeKinds.at(-1)}\``
})

/** The number of a published version of a listing. */
export const Version = Schema.Number.check(
  Schema.makeFilter((n) => Number.isSafeInteger(n) && n >= 1, { expected: "the number of a version: `1`, `2`, …" })
)

// -- The same as the interfaces say. -------------------------------------------------------------------------------------

export const agrees = {
  Place: true satisfies Same<typeof Place.Type, Say.Place>,
  Purpose: true satisfies Same<typeof Purpose.Type, Say.Purpose>,
  Engagement: true satisfies Same<typeof Engagement.Type, Say.Engagement>,
  Use: true satisfies Same<typeof Use.Type, Say.Use>,
  Change: true satisfies Same<typeof Change.Type, Say.Change>
}
