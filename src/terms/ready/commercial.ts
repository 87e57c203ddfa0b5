/**
 * A common commercial form, in words of our own (`docs/policy/terms.md`, "A commercial form").
 *
 * Thirty days, silence accepts, an objection holds: what most vendors that give numbers promise. What it leaves open is
 * left open as most contracts leave it.
 */
import type { Source } from "../../kernel/Verdict.ts"
import { calendarDays, plain } from "../../time/Span.ts"
import { type Row, says, silentRow, type Terms, unstated } from "../Terms.ts"

const form = (at: string, words: string): Source => ({ instrument: "commercial-form", at, words })

const thirtyDays = calendarDays(30, plain)

const told = form(
  "2",
  "We tell each client by email of a new or replacing sub-processor 30 calendar days before it can reach the client's data, counted from the day after sending."
)
const mayObject = form(
  "3",
  "A client may object in writing to our privacy office, within 30 calendar days counted in the same way, on reasonable grounds of data protection."
)
const grounds = form("3", "The client names its grounds; it need not explain them, nor propose a remedy.")
const held = form(
  "5",
  "While an objection that came before the start is not resolved, the sub-processor does not handle that client's data; one that comes after the start holds nothing back."
)
const talks = form(
  "6",
  "We discuss an objection in good faith, until the client's data is carved out, another sub-processor is found, the change is withdrawn, the client accepts it, or the client leaves."
)

const row: Row = {
  ...silentRow,
  channels: says(["email"], told),
  contents: says(
    [
      { of: "entity", lack: "fatal" },
      { of: "service", lack: "fatal" },
      { of: "places", lack: "fatal" },
      { of: "effectiveOn", lack: "fatal" },
      { of: "howToObject", lack: "curable" }
    ],
    form(
      "2",
      "The notice names the sub-processor, its service, its places and the day from which it starts, without which it is no notice; how to object may follow."
    )
  ),
  clockStart: says({ from: "sent", contacts: "any" }, told),
  advanceNotice: says({ period: thirtyDays, before: "access" }, told),
  window: says({ _tag: "For", period: thirtyDays }, mayObject),
  objection: {
    ...silentRow.objection,
    act: says("statement", mayObject),
    inWriting: says(true, mayObject),
    addresses: says(["privacy-office"], mayObject),
    grounds: says({ needed: "dataProtection" }, mayObject),
    mustExplain: says(false, grounds),
    mitigation: says(false, grounds)
  },
  silence: says("accepted", form("4", "A client that has not objected when the window ends has accepted the change.")),
  lateObjection: says("courtesy", form("4", "We hear a later objection as a courtesy.")),
  hold: { beforeStart: says("untilResolved", held), afterStart: says("none", held) },
  resolution: {
    ...silentRow.resolution,
    talks: says("goodFaith", talks),
    options: says(["carveOut", "alternative", "withdrawal", "acceptance", "exit"], talks),
    cure: says(
      { period: thirtyDays, from: "objection", expiry: "exitOpens" },
      form("7", "When 30 calendar days after the objection nothing is agreed, the client may leave.")
    )
  },
  exit: says(
    { who: ["client"], scope: "affectedService", notice: { period: thirtyDays, from: "exit" }, refund: "proRata" },
    form(
      "7",
      "It leaves the affected service on 30 calendar days' notice, and what it paid for the time after is paid back."
    )
  )
}

export const commercial: Terms = {
  _tag: "Terms",
  name: "commercial",
  title: "A commercial form: 30 days' notice, 30 days to object, silence accepts",
  zone: "Europe/Amsterdam",
  instruments: [{ id: "commercial-form", title: "A commercial form" }],
  authorisation: says(
    "general",
    form("1", "The client authorises sub-processors in general, and may object to a new one.")
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
