/**
 * What an auditor runs: it takes the file that was handed over and a public key from elsewhere, and says what can be said of it. It opens
 * no connection and knows nothing of the vendor.
 */
import { type EvidenceVerified, openEvidence, verifyEvidence } from "goodfaith/evidence"
import { ed25519Verifier } from "goodfaith/journal"
import type { GateAnswer } from "goodfaith/promise"
import { sentence } from "goodfaith/schema"

export interface Findings {
  readonly holds: boolean
  readonly lines: ReadonlyArray<string>
}

/** `asks`: what the auditor wants to know besides, of the same client. */
export const audit = async (
  file: string,
  publicKey: string,
  asks: ReadonlyArray<{ readonly engagement: string; readonly at: string }> = []
): Promise<Findings> => {
  const evidence = parsed(file)
  const found = await verifyEvidence(evidence, { verifier: await ed25519Verifier(publicKey) })
  if (found._tag === "NotEvidence") return { holds: false, lines: found.problems.map(sentence) }
  const { of } = found
  const further =
    found.flaws.length > 0 || !("client" in of)
      ? []
      : await asked(
          evidence,
          asks.map((it) => ({ ...it, client: of.client }))
        )
  return { holds: found.holds, lines: [...told(found), ...further] }
}

/** Whoever sends a file that is no JSON has sent no evidence. */
const parsed = (file: string): unknown => {
  try {
    return JSON.parse(file)
  } catch {
    return undefined
  }
}

const told = ({ holds, log, of, at, events, flaws, against, answers, elsewhere, unshown }: EvidenceVerified) => [
  `${holds ? "It holds" : "It does not hold"}: ${Object.entries(of).flat().join(" ")} of ${log}, ${events} events, gathered ${at}.`,
  ...flaws.map(({ ref, message }) => `Flaw: ${ref}: ${message}.`),
  ...(against._tag === "Compared"
    ? [
        `Signed ${against.checkpoint.at}: ${against.same.length} streams stand as they stood, ${against.grown.length} of them go on.`,
        ...against.lost.map(({ was, became }) => `Lost since: ${was.stream} is ${became}.`),
        ...against.unproven.map((stream) => `Not shown to have been signed: ${stream}.`)
      ]
    : [`Not compared with a checkpoint: ${against.why}.`]),
  ...answers.map(({ asked, now, same }) =>
    same
      ? `Asked again (${asked.ask}): ${inShort(now)}.`
      : `Asked again (${asked.ask}): NOT what is said to have been answered.`
  ),
  ...elsewhere.map((ref) => `Rests on ${ref}, which is not in it.`),
  ...unshown.map((it) => `Not shown: ${it}.`)
]

const asked = async (
  evidence: unknown,
  asks: ReadonlyArray<{ readonly engagement: string; readonly client: string; readonly at: string }>
): Promise<ReadonlyArray<string>> => {
  const record = await openEvidence(evidence)
  const lines: Array<string> = []
  for (const question of asks) lines.push(`Asked by me (${question.at}): ${inShort(await record.gate(question))}.`)
  await record.close()
  return lines
}

const inShort = (answer: unknown): string => {
  const { answer: said, because } = answer as GateAnswer
  return `${said}, for “${because[0].clause.quote.replace(/\.$/, "")}”`
}
