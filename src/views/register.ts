/** The notice register: of one change, what each client was owed, what it was told, and what came of that. */
import type * as Notice from "../consultation/Notice.ts"
import type { NoDuty, WindowEnd } from "../consultation/rules.ts"
import * as promises from "../consultation/rules.ts"
import type { Fact, Verdict } from "../kernel/Verdict.ts"
import type { Announced } from "../language/Change.ts"
import type { ChangeId, ClientId, ContactId, LetterId } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import type { Open } from "../terms/Reading.ts"
import type { Channel, Content, Duty } from "../terms/Terms.ts"
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"
import { type Outcome, outcomesOf } from "./outcomes.ts"
import {
  type Case,
  caseAt,
  isLost,
  isStillOwed,
  lettersBy,
  lookedIn,
  type Owed,
  type Records,
  toldBy
} from "./Records.ts"
import * as rules from "./rules.ts"

/** One client, in one line. */
export interface RegisterLine {
  readonly client: ClientId
  /**
   * `notLookedAt`: nobody has asked yet what it is owed. `cannotBeCounted`: a pinned value is missing. `toBeTold`: it is owed notice,
   * and no letter that is notice is on its way or has arrived.
   */
  readonly stands: "notLookedAt" | "cannotBeCounted" | "notOwed" | "toBeTold" | "told"
  readonly because: Verdict<unknown>["because"]
  /** Every duty of its terms, whether or not it arose. Empty where no agreement is or was in force. */
  readonly duties: ReadonlyArray<RegisterDuty>
  readonly letters: ReadonlyArray<RegisterLetter>
  /** What came of each of its objections, with the letter that told it, where one did. */
  readonly outcomes: ReadonlyArray<Outcome>
  /** The pinned value that is missing. */
  readonly notAtHand?: string
}

export interface RegisterDuty {
  readonly duty: string
  readonly kind: Duty["kind"]
  readonly arose: boolean
  /** Why not. */
  readonly why?: NoDuty
  /** As somebody judged it, with the clause and the facts that this rested on. */
  readonly judged?: Fact<Notice.DutyArose | Notice.NoDutyArose>
  /** By the facts of today. */
  readonly today: Verdict<"arises" | NoDuty>
  readonly clockStarted?: Verdict<Instant | undefined>
  /** As far as the length of notice goes. */
  readonly accessFrom?: Verdict<Instant | undefined>
  readonly objectUntil?: Verdict<WindowEnd>
  readonly stillToTell: ReadonlyArray<Content["of"]>
  /** What a person must read before these dates are known. */
  readonly needs: ReadonlyArray<Open>
}

export interface RegisterLetter {
  readonly letter: LetterId
  readonly from: Fact<unknown>["from"]
  readonly sentAt: Instant
  readonly contents: ReadonlyArray<Content["of"]>
  readonly corrects?: LetterId
  /** What it told the client. `needsYes`: that access does not begin before it says yes, and until when it was asked to. */
  readonly needsYes?: true
  readonly answerUntil?: Day
  readonly accessFrom?: Instant
  readonly objectUntil?: Day
  readonly to: ReadonlyArray<{ readonly contact: ContactId; readonly channel: Channel } & Arrival>
  /** It is known that it reached nobody. */
  readonly lost: boolean
}

/** The last that is known of a letter's way to one contact. */
export interface Arrival {
  readonly came: "sent" | "delivered" | "received" | "bounced"
  readonly at: Instant
}

/** Every client handed in, in the order of their ids; `undefined` for a change that nobody has announced. */
export const register = (records: Records, change: ChangeId, now: Instant): ReadonlyArray<RegisterLine> | undefined => {
  const announced = Listing.change(records.listing.state, change)?.announced
  return (
    announced &&
    [...records.clients]
      .sort((a, b) => (a.stream < b.stream ? -1 : 1))
      .map((own) => lineOf(caseAt(records, change, own, now), announced))
  )
}

const lineOf = (it: Case, announced: Fact<Announced>): RegisterLine => {
  const { held, notAtHand } = it
  const { opened } = held.state.notice
  const isLookedAt = opened !== undefined && opened.value.at <= it.at
  return {
    client: it.client,
    ...(isLookedAt
      ? standing(it, announced)
      : { stands: "notLookedAt", because: rules.notLookedAt(announced, lookedIn(held)).because }),
    duties: it.duties.map(dutyOf),
    letters: lettersBy(held, it.at).map((letter) => letterOf(letter, it.at)),
    outcomes: outcomesOf(it),
    ...(notAtHand !== undefined && { notAtHand })
  }
}

const standing = (it: Case, announced: Fact<Announced>): Pick<RegisterLine, "stands" | "because"> => {
  const { duties, held, notAtHand, world, change } = it
  if (notAtHand !== undefined)
    return { stands: "cannotBeCounted", because: rules.cannotBeCounted(notAtHand, announced, lookedIn(held)).because }
  const arisen = duties.filter(isStillOwed)
  if (arisen.length === 0) {
    const why = duties.length === 0 ? [promises.noAgreement(announced, world.looked)] : duties.map((it) => it.today)
    return { stands: "notOwed", because: rules.notOwed(why, change?.withdrawn, world.looked).because }
  }
  const verdicts = arisen.map((owed) => toTell(it, owed))
  const open = verdicts.find(({ answer }) => answer)
  return open === undefined
    ? { stands: "told", because: verdicts[0]!.because }
    : { stands: "toBeTold", because: open.because }
}

/** Whether this duty waits for a letter. */
export const toTell = (it: Case, owed: Owed): Verdict<boolean> => {
  const lost = lettersBy(it.held, it.at).flatMap((letter) => (isLost(letter, it.at) ? letter.bounced : []))
  return rules.toBeTold(
    owed.judged ?? owed.today,
    toldBy(it, owed)?.sent,
    lost,
    owed.clock,
    it.anew?.setAside?.verdict,
    owed.unsaid,
    lookedIn(it.held)
  )
}

const dutyOf = (owed: Owed): RegisterDuty => ({
  duty: owed.duty.id,
  kind: owed.duty.kind,
  arose: owed.arose,
  ...(!owed.arose && owed.today.answer !== "arises" && { why: owed.today.answer }),
  ...(owed.judged !== undefined && { judged: owed.judged }),
  today: owed.today,
  ...(owed.clock?.answer !== undefined && { clockStarted: owed.clock }),
  ...(owed.accessFrom?.answer !== undefined && { accessFrom: owed.accessFrom }),
  ...(owed.window !== undefined && owed.duty.kind === "consult" && { objectUntil: owed.window }),
  stillToTell: owed.arose ? (owed.stillToTell?.answer ?? []) : [],
  needs: owed.arose ? owed.needs : []
})

const letterOf = (letter: Notice.Letter, at: Instant): RegisterLetter => {
  const { sent } = letter
  const { value } = sent
  const { accessFrom, objectUntil, needsYes, answerUntil } = value.stated
  return {
    letter: value.letter,
    from: sent.from,
    sentAt: value.at,
    contents: value.contents,
    ...(value.corrects !== undefined && { corrects: value.corrects }),
    ...(needsYes !== undefined && { needsYes }),
    ...(answerUntil !== undefined && { answerUntil }),
    ...(accessFrom !== undefined && { accessFrom }),
    ...(objectUntil !== undefined && { objectUntil }),
    to: value.to.map((recipient) => ({ ...recipient, ...arrivalOf(letter, recipient.contact, at) })),
    lost: isLost(letter, at)
  }
}

const arrivalOf = ({ sent, delivered, received, bounced }: Notice.Letter, contact: ContactId, at: Instant): Arrival => {
  const known = (facts: ReadonlyArray<Fact<{ readonly contact: ContactId; readonly at: Instant }>>) =>
    facts.find(({ value }) => value.contact === contact && value.at <= at)?.value.at
  const came = { received: known(received), delivered: known(delivered), bounced: known(bounced) }
  for (const how of ["received", "delivered", "bounced"] as const) {
    const when = came[how]
    if (when !== undefined) return { came: how, at: when }
  }
  return { came: "sent", at: sent.value.at }
}
