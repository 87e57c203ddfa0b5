/**
 * The limit for telling clients apart when a change is announced: one test each, and the two events written down.
 *
 * What any program must do that stores the same: nobody's terms are read, nothing is looked up, there are no reasons beyond
 * those that the events hold.
 */
import type { Event } from "../../src/consultation/Consultation.ts"
import type { Absent } from "../../src/kernel/Verdict.ts"
import type { EventRef, TermsRef } from "../../src/language/ids.ts"
import type { Instant } from "../../src/time/Instant.ts"

export interface Client {
  readonly id: string
  readonly dpa: EventRef | undefined
  readonly terms: TermsRef
  readonly looked: Absent
}

export interface Announcement {
  readonly change: string
  readonly engagement: string
  readonly announced: EventRef
  readonly asOf: number
  readonly for: ReadonlyArray<string> | "all"
}

export const judge = (
  client: Client,
  { change, engagement, announced, asOf, for: whom }: Announcement,
  at: Instant
): ReadonlyArray<Event> => {
  const opened: Event = {
    _tag: "CaseOpened",
    client: client.id,
    change,
    engagements: [engagement],
    announced,
    asOf,
    at
  }
  const clause = "notice.duty-arises"
  if (client.dpa === undefined) {
    return [
      opened,
      { _tag: "NoDutyArose", why: "noAgreement", because: { clause, facts: [announced], absent: [client.looked] }, at }
    ]
  }
  const because = { clause, facts: [announced, client.dpa], absent: [client.looked] }
  return whom === "all" || whom.includes(client.id)
    ? [opened, { _tag: "DutyArose", duty: "sub-processor-change", kind: "consult", terms: client.terms, because, at }]
    : [opened, { _tag: "NoDutyArose", duty: "sub-processor-change", why: "otherClients", because, at }]
}
