/**
 * A job for the night: look who is owed what, and tell the privacy office in one mail of plain text.
 *
 * It may run twice, or on two machines: what was recorded stays recorded once, the mail reads the same, and it has a key by which the
 * mailer drops the second one. Each letter in it has a key of its own, for whoever sends letters by machine.
 */
import type { Opened } from "goodfaith/language"
import type { Goodfaith, Reacted, ToSend } from "goodfaith/promise"
import { Day } from "goodfaith/time"
import type { Desk, Item } from "goodfaith/views"

export interface Mail {
  /** The same night, the same key. */
  readonly key: string
  readonly subject: string
  readonly text: string
}

export const nightly = async (gf: Goodfaith, { on }: { readonly on: string }): Promise<Mail> => {
  const reacted = await gf.react()
  const until = Day.add(Day.from(on), 14)
  const [letters, due, desk] = await Promise.all([gf.agenda().then(gf.open), gf.due({ until }), gf.desk()])
  return mail({ on, until, reacted, letters, due, desk })
}

interface Night {
  readonly on: string
  readonly until: string
  readonly reacted: Reacted
  readonly letters: Opened<ReadonlyArray<ToSend>>
  readonly due: ReadonlyArray<Item>
  readonly desk: Desk
}

/** The mail is a plain function of what was asked: tests need no store for it. */
export const mail = ({ on, until, reacted, letters, due, desk }: Night): Mail => {
  const late = due.filter(({ overdue }) => overdue)
  const coming = due.filter(({ overdue, due }) => !overdue && due !== "open")
  const noDay = due.filter((it) => it.due === "open")
  const sections = [
    section("Late", late.map(line)),
    section("To be sent", letters.map(letterToSend)),
    section("A person must decide", desk.decisions.map(decision)),
    section("Objections", desk.objections.map(objection)),
    section(
      "Letters that reached nobody",
      desk.lost.map(({ client, letter }) => `${client}: ${letter}`)
    ),
    section(
      "Safeguards",
      desk.safeguards.map(({ engagement, until }) => `${engagement}: ${until}`)
    ),
    section(`Until ${until}`, coming.map(line)),
    section("Owed, and nobody has said by when", noDay.map(line)),
    section(
      "Could not be looked at",
      reacted.refused.map(({ stream, refusal }) => `${stream}: ${refusal.message}`)
    )
  ].flat()
  return {
    key: `nightly-${on}`,
    subject: `Sub-processors, ${on}: ${late.length} late, ${letters.length} to send, ${desk.decisions.length} to decide`,
    text: (sections.length === 0 ? ["Nothing waits."] : sections).join("\n")
  }
}

const section = (title: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : [`${title}`, ...lines.map((line) => `  ${line.replaceAll("\n", "\n    ")}`), ""]

const letterToSend = ({ client, change, why, contacts, key }: Night["letters"][number]): string =>
  [
    `${client}, of ${change}: ${whys[why]}`,
    ...contacts.map(({ role, name, address, channel }) => `${channel} to ${role} ${shown(name)}, ${shown(address)}`),
    `key ${key}`
  ].join("\n")

const whys = {
  first: "the first letter",
  bounced: "another letter, for none arrived",
  anew: "another letter, for what was told is not what must be told"
} as const

/** Who was forgotten has no name any more. */
const shown = (text: Opened<`sealed:${string}`>): string => (typeof text === "string" ? text : "(erased)")

const decision = ({ what, of, words, clients }: Desk["decisions"][number]): string =>
  `${questions[what]} (${of}), for ${clients.join(", ")}${words === undefined ? "" : `\n“${words}”`}`

const questions = {
  // Recorded before the letter goes out that it serves, and stated in it.
  reading: "How do we read what the agreement leaves open?",
  emergency: "Does the emergency clause fit?",
  grounds: "Are these grounds of the kind that the agreement asks for?",
  inWriting: "Did the client say its yes in writing?",
  end: "Has the agreement ended by this exit?"
} as const

const objection = ({ client, subject, objection, days, waits }: Desk["objections"][number]): string =>
  [
    `${client}, to ${subject}: ${objection}, for ${days} days`,
    ...waits.map(
      (it) =>
        `the ${it.for} is to ${steps[it.to]}${it.due === "open" ? "" : ` by ${it.due.on}`}${it.overdue ? ": late" : ""}`
    )
  ].join("\n")

const steps: Readonly<Record<Desk["objections"][number]["waits"][number]["to"], string>> = {
  answer: "answer",
  askAuthority: "ask whether whoever objected may speak for the client",
  showAuthority: "show who may speak for it",
  inform: "say what the client must know before it confirms",
  confirm: "confirm that it still objects",
  talk: "begin to talk",
  solve: "find a solution with the other"
}

const line = (it: Item): string => {
  const day = it.due === "open" ? "" : `${it.due.on}  `
  const about = [it.client, it.subject].filter((part) => part !== undefined).join(", of ")
  const late = it.overdue ? `\n${it.because[0].clause.quote}` : ""
  return `${day}${about === "" ? "" : `${about}: `}${todo(it)}${late}`
}

const todo = (it: Item): string => {
  switch (it.what) {
    case "send":
      return `a letter (${it.duty})`
    case "tell":
      return `a letter left out ${it.contents.join(", ")}`
    case "windowEnds":
      return "the window ends"
    case "answer":
      return `our answer to ${it.objection}`
    case "confirm":
      return `the client confirms ${it.objection}`
    case "cureEnds":
      return `the time for a solution to ${it.objection} ends`
    case "tellOutcome":
      return `say what came of ${it.objection}: ${it.outcome} (key ${it.key})`
    case "tellAfter":
      return "a letter, after access in an emergency"
    case "exitTakesEffect":
      return `exit ${it.exit} takes effect`
    case "safeguardsLapse":
      return `safeguards of ${it.engagement} end`
  }
}
