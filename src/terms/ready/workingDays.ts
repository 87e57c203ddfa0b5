/** `docs/policy/archetypes.md`, "Working days": ten of them from receipt, talks only for those who object early. */
import type { Source } from "../../kernel/Verdict.ts"
import { plain, workingDays as days } from "../../time/Span.ts"
import { type Row, says, silentRow, type Terms, unstated } from "../Terms.ts"

const form = (at: string, words: string): Source => ({ instrument: "working-days", at, words })

const officeDays = (n: number) => days(n, "nl-office", plain)

const told = form(
  "2",
  "We tell each client by email 10 working days before a new or replacing sub-processor can reach the client's data."
)
const received = form(
  "3",
  "The days are counted from the day after the letter has reached each contact that the client named for it. A letter counts as received 2 working days after we sent it, unless we know that it did not arrive."
)
const mayObject = form(
  "4",
  "A client may object in writing to our privacy office, within 10 working days counted in the same way, on reasonable grounds."
)
const grounds = form("4", "It names them; it need not explain them, nor propose a remedy.")
const held = form(
  "6",
  "Until the window ends, the sub-processor does not handle the client's data; once it has started, nothing is held back."
)
const talks = form("7", "We discuss an objection in good faith, and answer it within 5 working days.")
const leaves = form(
  "7",
  "When 20 working days after the objection nothing is agreed, the client may leave the affected service on 10 working days' notice."
)
const entry = form(
  "1",
  "Those on the listing on the day of signing are agreed, and so is what has been announced by then."
)

const row: Row = {
  ...silentRow,
  channels: says(["email"], told),
  clockStart: says({ from: "received", contacts: "all", deemedReceipt: officeDays(2) }, received),
  advanceNotice: says({ period: officeDays(10), before: "access" }, told),
  window: says(
    { _tag: "For", period: officeDays(10), talksWithin: officeDays(5) },
    form(
      "4",
      `${mayObject.words} ${grounds.words} There are talks only where the objection came within the first 5 working days.`
    )
  ),
  objection: {
    ...silentRow.objection,
    act: says("statement", mayObject),
    inWriting: says(true, mayObject),
    addresses: says(["privacy-office"], mayObject),
    grounds: says({ needed: "reasonable" }, mayObject),
    mustExplain: says(false, grounds),
    mitigation: says(false, grounds)
  },
  silence: says("lapsed", form("5", "When the window ends, the right to object lapses.")),
  lateObjection: says("courtesy", form("5", "We hear a later objection as a courtesy.")),
  hold: { beforeStart: says("untilWindowEnds", held), afterStart: says("none", held) },
  resolution: {
    ...silentRow.resolution,
    talks: says("goodFaith", talks),
    cure: says({ period: officeDays(20), from: "objection", expiry: "exitOpens" }, leaves),
    vendorMustAnswer: says(officeDays(5), talks)
  },
  exit: says({ who: ["client"], scope: "affectedService", notice: { period: officeDays(10), from: "exit" } }, leaves)
}

export const workingDays: Terms = {
  _tag: "Terms",
  name: "working-days",
  title: "Working days: 10 from receipt before access, 10 to object, talks for those who object within 5",
  zone: "Europe/Amsterdam",
  instruments: [{ id: "working-days", title: "Working days" }],
  authorisation: says(
    "general",
    form("1", "The client authorises sub-processors in general, and may object to a new one.")
  ),
  entry: { listing: says("agreed", entry), announced: says("agreed", entry) },
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
