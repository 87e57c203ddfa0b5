/**
 * The commercial form with an addendum that goes before it (`docs/policy/archetypes.md`): in an emergency notice follows after access.
 *
 * That is less than the GDPR asks for, which has a client informed of an intended change: `check` says so (`accessBeforeNotice`).
 */
import type { Source } from "../../kernel/Verdict.ts"
import { calendarDays, plain } from "../../time/Span.ts"
import { says, type Terms } from "../Terms.ts"
import { commercial } from "./commercial.ts"

const addendum = (words: string): Source => ({ instrument: "emergency-addendum", at: "1", words })

export const emergency: Terms = {
  ...commercial,
  name: "emergency",
  title: "A commercial form with an emergency clause: notice within 2 days after",
  instruments: [{ id: "emergency-addendum", title: "Addendum: emergencies" }, ...commercial.instruments],
  emergency: says(
    {
      when: "a sub-processor must be replaced at once to keep clients' data secure or the service available",
      noticeAfter: calendarDays(2, plain)
    },
    addendum(
      "Where a sub-processor must be replaced at once to keep clients' data secure or the service available, the new one may handle data before clients are told. We then tell each client within 2 calendar days."
    )
  )
}
