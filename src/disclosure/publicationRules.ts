/** What is promised about publication and credit, sentence by sentence (`docs/policy/reporters.md`). */
import { type Fact, rule, sentence } from "../kernel/Verdict.ts"
import type { PersonId } from "../language/ids.ts"
import { isOpen } from "../terms/Reading.ts"
import type * as Deadline from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import type { ConsentGiven } from "./Confidence.ts"
import type { Anchor, DayRule, Timing } from "./DisclosureTerms.ts"
import type { Timed } from "./Publication.ts"
import { hourOf, onPublicationDay, windowOf } from "./timing.ts"
import type { Open, Stipulation } from "./hand.ts"

export const notWhileSecret = sentence({
  id: "publication.not-while-secret",
  quote: "Nothing is published while an embargo is in force, unless the same decision ends it."
})

export const secretNoMore = rule(
  {
    id: "publication.secret-no-more",
    quote: "What nobody agreed to keep secret, or what is secret no more, may be published."
  },
  (embargo: Fact<"None" | "Proposed" | "Active" | "Revise" | "Exited">, endsIt: boolean): boolean =>
    embargo.value === "None" || embargo.value === "Exited" || endsIt
)

export const creditsWithConsent = sentence({
  id: "publication.credits-with-consent",
  quote: "Nobody is named without having agreed to it, whatever the policy says about credit."
})

export const mayCredit = rule(
  {
    id: "publication.may-credit",
    quote: "Consent to be named counts at the moment of publication, in the form that the policy asks for."
  },
  (person: PersonId, written: boolean, consents: ReadonlyArray<Fact<ConsentGiven>>): boolean =>
    consents.some(({ value }) => value.person === person && (!written || value.form === "written"))
)

export const tellsWithGround = sentence({
  id: "publication.tells-with-ground",
  quote: "An advisory tells what the reporter wrote only with consent or on a ground that the policy names."
})

export const publicationDay = rule(
  {
    id: "publication.day",
    quote:
      "When we publish is worked out from what happened; while that is not known it is said what is waited for, and where the policy publishes on no such day, from which."
  },
  (
    timing: Stipulation<Timing> | Open,
    day: Stipulation<DayRule> | undefined,
    anchors: ReadonlyArray<Fact<{ readonly anchor: Anchor; readonly at: Instant }>>,
    grace: Fact<{ readonly at: Instant }> | undefined,
    place: Deadline.Place,
    now: Instant
  ): Timed => {
    if (isOpen(timing)) return { _tag: "Undetermined", open: [timing] }
    const at = (anchor: Anchor): Instant | undefined => anchors.find(({ value }) => value.anchor === anchor)?.value.at
    const asked = grace !== undefined && grace.value.at <= now
    const window = windowOf(timing.value, at, asked, place, now)
    if ("_tag" in window) return { _tag: "NotAtHand", calendar: window.calendar }
    if (day === undefined) return { _tag: "Window", window }
    const { workingDaysOf } = day.value
    const calendar = workingDaysOf === undefined ? undefined : place.calendar(workingDaysOf)
    if (workingDaysOf !== undefined && calendar === undefined) return { _tag: "NotAtHand", calendar: workingDaysOf }
    const { earliest, latest, ...rest } = window
    const on = (it: typeof earliest) => it && onPublicationDay(it, day.value, calendar)
    const [first, last] = [on(earliest), on(latest)]
    const never = first === undefined && earliest !== undefined ? earliest : last === undefined ? latest : undefined
    if (never !== undefined) return { _tag: "NoSuchDay", from: never }
    const from = first === undefined ? undefined : hourOf(first, day.value, place)
    return {
      _tag: "Window",
      window: {
        ...rest,
        ...(first !== undefined && { earliest: first }),
        ...(last !== undefined && { latest: last }),
        ...(from !== undefined && { from })
      }
    }
  }
)
