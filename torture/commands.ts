/** What is asked of the library under torture: real commands on several streams, each of which leaves events. */
import type { Goodfaith, Outcome, Receipt } from "goodfaith/promise"

type CommandTo<Of extends (...ids: never) => { readonly do: (command: never, asked: never) => unknown }> = Parameters<
  ReturnType<Of>["do"]
>[0]

/** A command on its way: where to, what, and under which name. A plain value, so that another process can ask it again. */
export type Said = { readonly id: string } & (
  | { readonly to: "listing"; readonly of: string; readonly command: CommandTo<Goodfaith["listing"]> }
  | { readonly to: "client"; readonly of: string; readonly command: CommandTo<Goodfaith["client"]> }
  | { readonly to: "consultation"; readonly of: string; readonly command: CommandTo<Goodfaith["consultation"]> }
)

/** Who asks all of this. Events of others are the library's own. */
export const actor = "torture"

/** The correlation of what is asked again. It is not part of what a command is, so events tell which time they were made. */
export const again = "again"

export const ask = (gf: Goodfaith, said: Said, correlation?: typeof again): Promise<Outcome> => {
  const asked = { actor, commandId: said.id, ...(correlation !== undefined && { correlation }) }
  switch (said.to) {
    case "listing":
      return gf.listing(said.of).do(said.command, asked)
    case "client":
      return gf.client(said.of).do(said.command, asked)
    case "consultation":
      return gf.consultation(change, said.of).do(said.command, asked)
  }
}

export const isReceipt = (outcome: Outcome | undefined): outcome is Receipt => outcome?._tag === "Receipt"

const change = "chg-1"
const at = "2026-04-02T08:00:00.000Z"

/** A listing with a change that was announced, so that there is something to consult about. Asked twice, done once. */
export const begin = async (gf: Goodfaith): Promise<void> => {
  const listing = gf.listing("main")
  const what = {
    _tag: "Engage",
    engagement: {
      id: "aws-eu",
      entity: "aws",
      service: "hosting",
      role: "processor",
      touchesPersonalData: true,
      section: "Hosting",
      use: "inUse",
      products: ["sign"],
      regions: "all",
      options: "all",
      places: [{ id: "ie", name: "Ireland", country: "IE" }],
      purposes: [{ id: "hosting", text: "Hosting" }],
      dataCategories: "all",
      certifications: []
    }
  } as const
  const zone = "Europe/Amsterdam"
  const commands: ReadonlyArray<CommandTo<Goodfaith["listing"]>> = [
    { _tag: "OpenListing", listing: "main", title: "Sub-processors", vendor: "Acme", zone, scope: "all", at },
    { _tag: "NameEntity", entity: "aws", name: "Amazon", at },
    { _tag: "AnnounceChange", change, what, effectiveOn: "2026-06-01", for: "all", at }
  ]
  for (const [index, command] of commands.entries()) {
    const outcome = await listing.do(command, { actor: "beginning", commandId: `begin-${index}` })
    if (!isReceipt(outcome)) throw new Error(`the listing can't be begun: ${JSON.stringify(outcome)}`)
  }
}

/** Which streams are written to: many kinds of them, or one alone. */
export type Over = "many streams" | "one stream"

export interface Writer {
  /** Begins the names of its commands. */
  readonly name: string
  readonly over: Over
  /** Which of the writers it is, from 0. */
  readonly number: number
  /** The client that many write to; another one now and then, so that streams stay as long as real ones. */
  readonly client: string
}

/** The next command of a writer. Each is one that has never been asked, and leaves at least one event. */
export const nextOf = ({ name, over, number, client }: Writer, count: number): Said => {
  const id = `${name}-${number}-${count}`
  const uses = (of: string): Said => ({
    id,
    to: "client",
    of,
    command: { _tag: "BeginUse", of: "product", id, at }
  })
  if (over === "one stream" || number < 6) return uses(client)
  if (number < 10) return uses(`${client}-${number}`)
  // Something personal: its key is made first, in another file.
  if (number < 12)
    return {
      id,
      to: "client",
      of: `${client}-${number}`,
      command: {
        _tag: "NameContact",
        contact: id,
        person: id,
        role: "dpo",
        name: "Jo Meijer",
        address: `${id}@client.example`,
        language: "nl",
        channel: "email",
        at
      }
    }
  // Two events at once, on a stream that nobody has ever written to.
  if (number < 14) return { id, to: "consultation", of: id, command: { _tag: "JudgeDuties", at } }
  return { id, to: "listing", of: "main", command: { _tag: "NameEntity", entity: id, name: "Somebody", at } }
}
