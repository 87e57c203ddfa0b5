/** `docs/policy/archetypes.md`, "To object is to leave": nothing is held, and the window outlives the notice. */
import type { Source } from "../../kernel/Verdict.ts"
import { calendarDays, plain } from "../../time/Span.ts"
import { type Row, says, silentRow, type Terms, unstated } from "../Terms.ts"

const form = (at: string, words: string): Source => ({ instrument: "exit-only", at, words })

const told = form(
  "2",
  "We tell each client by email of a new or replacing sub-processor 30 calendar days before it is engaged, counted from the day after we sent the letter."
)
const mayLeave = form(
  "3",
  "A client objects by ending the agreement in writing to our privacy office, within 90 calendar days counted in the same way."
)
const grounds = form("3", "It needs no grounds and explains nothing, and there are no talks.")
const held = form("5", "An objection holds nothing back, before the start or after it.")
const ends = form(
  "6",
  "The agreement ends at once, and what was paid for the time after is paid back. An objection gives no other right."
)

const row: Row = {
  ...silentRow,
  channels: says(["email"], told),
  clockStart: says({ from: "sent", contacts: "any" }, told),
  advanceNotice: says({ period: calendarDays(30, plain), before: "engagement" }, told),
  window: says({ _tag: "For", period: calendarDays(90, plain) }, mayLeave),
  objection: {
    ...silentRow.objection,
    act: says("termination", mayLeave),
    inWriting: says(true, mayLeave),
    addresses: says(["privacy-office"], mayLeave),
    grounds: says({ needed: "none" }, grounds),
    mustExplain: says(false, grounds),
    mitigation: says(false, grounds)
  },
  silence: says("accepted", form("4", "A client that has not left when the window ends has accepted the change.")),
  lateObjection: says("refused", form("4", "A later objection is refused.")),
  hold: { beforeStart: says("none", held), afterStart: says("none", held) },
  resolution: { ...silentRow.resolution, talks: says("none", grounds), options: says(["exit"], ends) },
  exit: says({ who: ["client"], scope: "agreement", refund: "proRata", soleRemedy: true }, ends)
}

export const exitOnly: Terms = {
  _tag: "Terms",
  name: "exit-only",
  title: "To object is to leave: 30 days' notice, 90 days to end the agreement, nothing is held",
  zone: "Europe/Amsterdam",
  instruments: [{ id: "exit-only", title: "To object is to leave" }],
  authorisation: says(
    "general",
    form("1", "The client authorises sub-processors in general, and may leave because of a new one.")
  ),
  entry: {
    listing: says("agreed", form("1", "Those on the listing on the day of signing are agreed.")),
    announced: says(
      "noticeOwed",
      form("1", "Of a change announced before that day and not yet in effect, the client is told like any other.")
    )
  },
  exempt: unstated,
  emergency: unstated,
  transfer: unstated,
  listing: unstated,
  duties: [
    {
      id: "sub-processor-change",
      kind: "consult",
      source: told,
      changes: ["Engage", "Replace"],
      onlyMaterial: false,
      audience: { of: "all" },
      rows: [row]
    }
  ]
}
