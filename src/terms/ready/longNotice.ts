/** `docs/policy/archetypes.md`, "Long notice, by where data is handled": 30 days inside the European Economic Area, 90 elsewhere. */
import type { Source } from "../../kernel/Verdict.ts"
import { calendarDays, plain } from "../../time/Span.ts"
import { type Row, says, silentRow, type Terms, unstated } from "../Terms.ts"
import { eea } from "./eea.ts"

const form = (at: string, words: string): Source => ({ instrument: "long-notice", at, words })

const told = form(
  "2",
  "We tell each client by email before a sub-processor is engaged, takes the place of another or moves."
)
const howLong = form(
  "2",
  "We do so 30 calendar days before where it handles data in the European Economic Area only, and 90 calendar days before where it handles data anywhere else, or does not say where."
)
const letter = form(
  "3",
  "The letter names the sub-processor, its service, its places and the day from which it starts, without which it is no notice; how to object may follow."
)
const mayObject = form(
  "4",
  "A client may object within 15 calendar days, counted in the same way, by our portal or by post to our privacy office."
)
const grounds = form(
  "4",
  "It names reasonable grounds of data protection, and explains them; it need not propose a remedy."
)
const held = form("6", "Until an objection is resolved, the sub-processor does not handle that client's data.")
const talks = form(
  "7",
  "We discuss an objection in good faith, until the client's data is carved out, another sub-processor is found, the change is withdrawn, the client accepts it, or the client leaves."
)
const leaves = form(
  "7",
  "When 30 calendar days after the objection nothing is agreed, the client may leave the affected service at once, and what it paid for the time after is paid back."
)

const row = (id: string, when: Row["when"], noticeDays: number): Row => ({
  ...silentRow,
  id,
  when,
  channels: says(["email"], told),
  contents: says(
    [
      { of: "entity", lack: "fatal" },
      { of: "service", lack: "fatal" },
      { of: "places", lack: "fatal" },
      { of: "effectiveOn", lack: "fatal" },
      { of: "howToObject", lack: "curable" }
    ],
    letter
  ),
  clockStart: says(
    { from: "sent", contacts: "any" },
    form("2", "The days are counted from the day after we sent the letter.")
  ),
  advanceNotice: says({ period: calendarDays(noticeDays, plain), before: "engagement" }, howLong),
  window: says({ _tag: "For", period: calendarDays(15, plain) }, mayObject),
  objection: {
    ...silentRow.objection,
    act: says("statement", mayObject),
    inWriting: says(true, mayObject),
    addresses: says(["portal", "privacy-office-by-post"], mayObject),
    grounds: says({ needed: "dataProtection" }, grounds),
    mustExplain: says(true, grounds),
    mitigation: says(false, grounds)
  },
  silence: says("accepted", form("5", "A client that has not objected when the window ends has accepted the change.")),
  lateObjection: says("refused", form("5", "A later objection is refused.")),
  hold: { beforeStart: says("untilResolved", held), afterStart: says("untilResolved", held) },
  resolution: {
    ...silentRow.resolution,
    talks: says("goodFaith", talks),
    options: says(["carveOut", "alternative", "withdrawal", "acceptance", "exit"], talks),
    cure: says({ period: calendarDays(30, plain), from: "objection", expiry: "exitOpens" }, leaves)
  },
  exit: says({ who: ["client"], scope: "affectedService", refund: "proRata" }, leaves)
})

export const longNotice: Terms = {
  _tag: "Terms",
  name: "long-notice",
  title: "Long notice: 30 days inside the European Economic Area, 90 elsewhere; 15 days to object",
  zone: "Europe/Amsterdam",
  instruments: [{ id: "long-notice", title: "Long notice, by where data is handled" }],
  authorisation: says(
    "general",
    form("1", "The client authorises sub-processors in general, and may object to a change.")
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
      changes: ["Engage", "Replace", "Relocate"],
      onlyMaterial: false,
      audience: { of: "all" },
      rows: [row("inside", { onlyCountries: eea }, 30), row("elsewhere", {}, 90)]
    }
  ]
}
