/** What holds of promises themselves and of how they are made known (`docs/policy/reporters.md`). */
import { sentence } from "../kernel/Verdict.ts"

export const restAsAnnounced = sentence({
  id: "reporters.rest-as-announced",
  quote: "Promises rest only where the policy says that they may, and as it was announced before."
})

export const statedInAnAnswer = sentence({
  id: "reporters.stated-in-an-answer",
  quote:
    "How we read what the policy leaves open is told to the reporter in an answer, and only as it was on record by then."
})

export const securityTxtIsRight = sentence({
  id: "reporters.security-txt",
  quote:
    "Our security.txt names an address that the policy names, says until when it holds, and is renewed within a year."
})
