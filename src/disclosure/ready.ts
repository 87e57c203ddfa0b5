/**
 * Ready-made disclosure policies: values to begin with, to copy from, to try things on.
 *
 * The first is a real one, exactly as it is written; what it does not state is `unstated`. The others are in words of our own, of
 * shapes that many policies have.
 */
import type { Source } from "../kernel/Verdict.ts"
import { reasonable, says, unstated } from "../terms/Terms.ts"
import { dutchWorkingDays } from "../time/calendars/dutch.ts"
import * as Span from "../time/Span.ts"
import { type DisclosureTerms, type PromiseTerms, silentPolicy } from "./DisclosureTerms.ts"

const inPolicy =
  (instrument: string) =>
  (at: string) =>
  (words: string): Source => ({ instrument, at, words })

// -- Connectis, as written. ------------------------------------------------------------------------------------------------

const connectis = inPolicy("connectis")
const reporting = connectis("Reporting issues")
const response = connectis("Response to reports")
const issues = connectis("Security issues")

const answered = response("We will respond within three Dutch working days to your report.")
const informed = response("Further we will keep you informed about the progress of the solution if have indicated so.")
const confidential = response(
  "Your report is confidential and your identity will not be shared with third parties (unless mandated by law)."
)
const rewarded = response("If the issue is new and we can reproduce it, we will grant you a reward.")
const noStep = response(
  "If you stick to the above rules, we will not file criminal charges or initiate legal proceedings against you."
)
const contactDetails = reporting(
  "Your contact details (a name and e-mail address or phone number, using a pseudonym is permitted)"
)

export const seed: DisclosureTerms = {
  ...silentPolicy,
  name: "connectis",
  title: "Connectis: responsible disclosure policy",
  // The text names no zone. This one is chosen here, in the open: its working days are Dutch.
  zone: "Europe/Amsterdam",
  form: {
    ...silentPolicy.form,
    required: ["urgency", "description", "illustration", "steps", "contact", "updatesWanted"],
    addresses: says(
      ["cert@connectis.nl"],
      reporting("Please report any issues you have found by e-mail to cert@connectis.nl.")
    )
  },
  promises: [
    {
      id: "respond",
      kind: "respond",
      source: answered,
      within: says(dutchWorkingDays(3, Span.plain), answered),
      anchor: says("received", answered),
      condition: says({}, answered),
      dischargedBy: ["acknowledgement", "reply", "assessment"],
      // Whether "we" may be a machine is not said.
      humanOnly: unstated,
      rigidity: says("must", answered),
      repeats: false
    },
    {
      id: "progress",
      kind: "update",
      source: informed,
      within: unstated,
      anchor: unstated,
      condition: says({ updatesWanted: true }, informed),
      dischargedBy: ["update"],
      humanOnly: unstated,
      rigidity: says("must", informed),
      repeats: false,
      milestones: ["validated", "accepted", "deferred", "fixReady", "fixDeployed", "closed"]
    },
    {
      id: "reward",
      kind: "reward",
      source: rewarded,
      within: unstated,
      anchor: unstated,
      condition: says({ words: "the issue is new and we can reproduce it" }, rewarded),
      dischargedBy: ["rewardDecided"],
      humanOnly: unstated,
      rigidity: says("must", rewarded),
      repeats: false
    }
  ],
  confidence: {
    modes: says(["named", "pseudonym"], contactDetails),
    identity: says(["law"], confidential),
    // The exception closes the sentence, and no policy can forbid what the law demands.
    content: says(["law"], confidential),
    retention: unstated
  },
  conduct: [
    {
      id: "search",
      kind: "permit",
      words: issues(
        "We hereby permit you to proactively search for suspected security issues in our software or infrastructure."
      ).words,
      accident: "unstated"
    },
    {
      id: "no-damage",
      kind: "forbid",
      words: issues(
        "However, we do not permit actions that cause damage to us our our customers, such as by erasing data or disrupting our operations."
      ).words,
      accident: "unstated"
    },
    {
      id: "no-personal-data",
      kind: "forbid",
      words: issues("Further, publishing personal data obtained through such search is not permitted.").words,
      accident: "unstated"
    }
  ],
  safeHarbour: says({ level: "noAction", against: ["criminal", "civil"], tellsThirdParties: false }, noStep),
  reward: says(
    {
      given: "granted",
      needs: ["new", "reproducible"],
      newTo: unstated,
      tiers: [
        { id: "reward", when: {}, rank: 1, words: "we will grant you a reward" },
        {
          id: "bigger-reward",
          when: { threatToContinuity: true },
          rank: 2,
          words:
            "If we judge that the issue you submitted is a direct and immediate threat to the continuity of Connectis, you will be entitled to even bigger reward."
        }
      ],
      duplicates: unstated
    },
    rewarded
  ),
  scope: {
    inside: says(["our software or infrastructure"], issues("our software or infrastructure")),
    outside: unstated
  }
}

// -- Archetypes. -----------------------------------------------------------------------------------------------------------

const promise = (
  instrument: string,
  id: string,
  words: string,
  rest: Pick<PromiseTerms, "kind" | "dischargedBy"> & Partial<PromiseTerms>
): PromiseTerms => {
  const source: Source = { instrument, words }
  return {
    id,
    source,
    within: unstated,
    anchor: says("received", source),
    condition: says({}, source),
    humanOnly: says(true, source),
    rigidity: says("must", source),
    repeats: false,
    ...rest
  }
}

const own = {
  instrument: "acknowledge-assess",
  words: "A human confirms within one working day that the report arrived."
}
const fiveDays = "A human tells within five working days after that what we make of it."

/** Two clocks: a human confirms the report, and tells what we make of it. */
export const acknowledgeAssess: DisclosureTerms = {
  ...silentPolicy,
  name: "acknowledge-assess",
  title: "Confirmed by a human, then assessed",
  zone: "Europe/Amsterdam",
  form: { ...silentPolicy.form, required: ["description", "steps"] },
  promises: [
    promise(own.instrument, "acknowledge", own.words, {
      kind: "acknowledge",
      within: says(Span.workingDays(1, "nl-office", Span.plain), own),
      dischargedBy: ["acknowledgement", "reply", "assessment"]
    }),
    promise(own.instrument, "assess", fiveDays, {
      kind: "assess",
      within: says(Span.workingDays(5, "nl-office", Span.plain), { instrument: own.instrument, words: fiveDays }),
      anchor: says("acknowledged", { instrument: own.instrument, words: fiveDays }),
      dischargedBy: ["assessment", "closing"]
    })
  ],
  confidence: {
    modes: says(["named", "pseudonym", "anonymous"], {
      instrument: own.instrument,
      words: "Anybody may report, with or without a name."
    }),
    identity: says(["law", "courtOrder"], {
      instrument: own.instrument,
      words: "Nobody else learns who reported, unless the law or a court orders it."
    }),
    content: says(["law", "courtOrder"], {
      instrument: own.instrument,
      words: "Nobody else learns what was reported, unless the law or a court orders it."
    }),
    retention: unstated
  },
  conduct: [
    {
      id: "no-more-than-needed",
      kind: "forbid",
      words: "Look at no more data than shows the weakness.",
      accident: "forgiven"
    },
    { id: "no-harm", kind: "forbid", words: "Change, delete and disturb nothing.", accident: "forgiven" }
  ],
  safeHarbour: says(
    { level: "noAction", against: ["criminal", "civil"], tellsThirdParties: false },
    { instrument: own.instrument, words: "Who keeps to these rules in good faith has no legal step of ours to fear." }
  )
}

const ninety = {
  instrument: "coordinated-90",
  words: "We publish 90 days after the report, or 30 days after a fix that came in time."
}
const grace = {
  instrument: "coordinated-90",
  words: "Who asks for grace and fixes within 14 days more sees it published on day 120."
}

/** Published together: 90 days, 30 days after a fix in time, two weeks of grace, seven days once it is exploited. */
export const coordinated: DisclosureTerms = {
  ...silentPolicy,
  name: "coordinated-90",
  title: "Published together after 90 days",
  zone: "UTC",
  promises: [
    promise(ninety.instrument, "acknowledge", "We confirm a report within seven days.", {
      kind: "acknowledge",
      within: says(Span.calendarDays(7, Span.plain), {
        instrument: ninety.instrument,
        words: "We confirm a report within seven days."
      }),
      dischargedBy: ["acknowledgement", "reply", "assessment"]
    }),
    promise(ninety.instrument, "fix", "We aim to fix in reasonable time.", {
      kind: "fix",
      within: says(reasonable, { instrument: ninety.instrument, words: "We aim to fix in reasonable time." }),
      rigidity: says("aim", { instrument: ninety.instrument, words: "We aim to" }),
      dischargedBy: ["fixDeployed"]
    })
  ],
  credit: says(
    { given: "optIn", consent: "expressed" },
    { instrument: ninety.instrument, words: "Who wants it is named." }
  ),
  embargo: {
    ...silentPolicy.embargo,
    initially: says({ period: Span.calendarDays(90, Span.plain), from: "received" }, ninety),
    most: says({ period: Span.calendarDays(120, Span.plain), from: "received" }, grace),
    afterFix: says(Span.calendarDays(30, Span.plain), ninety),
    exploited: says(Span.calendarDays(7, Span.plain), {
      instrument: ninety.instrument,
      words: "Once it is exploited we publish after seven days."
    }),
    grace: says({ period: Span.calendarDays(14, Span.plain), needsNamedDay: true }, grace),
    extendedBy: says("vendor", grace),
    withoutAgreement: says("shortest", ninety)
  },
  publication: {
    permitted: says("byAgreement", ninety),
    timing: says(
      {
        if: { fact: "fixDeployed", within: Span.calendarDays(90, Span.plain), after: "received" },
        so: { in: Span.calendarDays(30, Span.plain), after: "fixDeployed" },
        otherwise: {
          if: { fact: "fixDeployed", within: Span.calendarDays(104, Span.plain), after: "received", asked: "grace" },
          so: { in: Span.calendarDays(120, Span.plain), after: "received" },
          otherwise: { in: Span.calendarDays(90, Span.plain), after: "received" }
        }
      },
      ninety
    ),
    day: unstated,
    audiences: unstated
  }
}
