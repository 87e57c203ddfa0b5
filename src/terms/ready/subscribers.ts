/** `docs/policy/archetypes.md`, "Told if subscribed, else published": one window, two clocks, and silence of the vendor has its price. */
import type { Source } from "../../kernel/Verdict.ts"
import { calendarDays, plain } from "../../time/Span.ts"
import { type Row, says, silentRow, type Terms, unstated } from "../Terms.ts"

const form = (at: string, words: string): Source => ({ instrument: "subscribers", at, words })

const thirtyDays = calendarDays(30, plain)

const subscribed = form("2", "A client that has subscribed is told by email of each change of the listing.")
const published = form(
  "3",
  "A new or replacing sub-processor stands on the published listing, and subscribed clients are told of it by email, 30 calendar days before it can reach a client's data."
)
const clocks = form(
  "4",
  "The days are counted from the day after a subscribed client received the email, and for every other client from the day after the listing was published. An email counts as received one calendar day after we sent it, unless we know that it did not arrive."
)
const mayObject = form(
  "5",
  "A client may object in writing to our privacy office, within 60 calendar days counted in the same way."
)
const grounds = form("5", "It needs no grounds, but explains what it objects to.")
const held = form("7", "An objection holds nothing back.")
const answered = form("8", "We answer an objection within 30 calendar days.")
const leaves = form(
  "8",
  "When 30 calendar days after the objection nothing is agreed, the client may leave the agreement at once, and what it paid for the time after is paid back. An objection gives no other right."
)

const row: Row = {
  ...silentRow,
  channels: says(["listing", "email"], published),
  clockStart: says(
    { from: "received", ifNotSubscribed: "published", contacts: "any", deemedReceipt: calendarDays(1, plain) },
    clocks
  ),
  advanceNotice: says({ period: thirtyDays, before: "access" }, published),
  window: says({ _tag: "For", period: calendarDays(60, plain) }, mayObject),
  objection: {
    ...silentRow.objection,
    act: says("statement", mayObject),
    inWriting: says(true, mayObject),
    addresses: says(["privacy-office"], mayObject),
    grounds: says({ needed: "none" }, grounds),
    mustExplain: says(true, grounds)
  },
  silence: says("accepted", form("6", "A client that has not objected when the window ends has accepted the change.")),
  lateObjection: says("courtesy", form("6", "We hear a later objection as a courtesy.")),
  hold: { beforeStart: says("none", held), afterStart: says("none", held) },
  resolution: {
    ...silentRow.resolution,
    cure: says({ period: thirtyDays, from: "objection", expiry: "exitOpens" }, leaves),
    vendorMustAnswer: says(thirtyDays, answered)
  },
  exit: says({ who: ["client"], scope: "agreement", refund: "proRata", soleRemedy: true }, leaves)
}

export const subscribers: Terms = {
  _tag: "Terms",
  name: "subscribers",
  title: "Told if subscribed, else published: 30 days' notice, 60 days to object, nothing is held",
  zone: "Europe/Amsterdam",
  instruments: [{ id: "subscribers", title: "Told if subscribed, else published" }],
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
      id: "listing-changed",
      kind: "inform",
      source: subscribed,
      changes: "any",
      onlyMaterial: false,
      audience: { of: "subscribers" },
      rows: [{ ...silentRow, channels: says(["email"], subscribed) }]
    },
    {
      id: "sub-processor-change",
      kind: "consult",
      source: published,
      changes: ["Engage", "Replace"],
      onlyMaterial: false,
      audience: { of: "all" },
      rows: [row]
    }
  ]
}
