/** Evidence, checked and asked by the package itself. With it come its codecs, so it is fetched when there is something to check. */
import { type Evidence, type EvidenceVerified, openEvidence, verifyEvidence } from "goodfaith/evidence"
import { ed25519Verifier, type Verifier } from "goodfaith/journal"
import type { EventRef } from "goodfaith/language"
import type { GateAnswer, Goodfaith } from "goodfaith/promise"
import { sentence } from "goodfaith/schema"
import * as Listing from "goodfaith/listing"
import { ended } from "../frame/words.ts"
import type { Happened } from "../stage/stage.ts"
import type { Wrong } from "./file.ts"
import { inOneLine } from "./findings.ts"

export interface Checked {
  readonly evidence: Evidence
  readonly found: EvidenceVerified
  /** What there is to say first. */
  readonly line: string
}

/** `key`: the public key that is trusted, as text; empty for none. */
export const check = async (text: string, key = ""): Promise<Checked | Wrong> => {
  const evidence = parsed(text)
  if ("wrong" in evidence) return evidence
  const trusted = await verifierOf(key)
  if ("wrong" in trusted) return trusted
  const found = await verifyEvidence(evidence.value, trusted)
  if (found._tag === "NotEvidence")
    return { ...noEvidence(evidence.value), lines: found.problems.map((it) => ended(sentence(it))) }
  const whole = evidence.value as Evidence
  return { evidence: whole, found, line: inOneLine(found) }
}

// -- Is it evidence? --

const parsed = (text: string): { readonly value: unknown } | Wrong => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return {
      wrong: "This file is no JSON.",
      help: "Evidence is text that begins with `{`. A document, a picture or an archive is something else, and a file that was cut off on its way, or saved by a word processor, is no JSON any more: ask for it once more."
    }
  }
}

const noEvidence = (value: unknown): Wrong => {
  const format = typeof value === "object" && value !== null && "format" in value ? value.format : undefined
  if (typeof format === "string" && format.startsWith("goodfaith/checkpoint/"))
    return {
      wrong: "This is a checkpoint, and no evidence.",
      help: "A checkpoint says where the record ended when it was signed; it comes along inside evidence. Ask for the evidence itself."
    }
  if (typeof format === "string" && /^goodfaith\/evidence\/(?!1$)/.test(format))
    return {
      wrong: `This is evidence of a form that this page does not know: \`${format}\`.`,
      help: "This page reads `goodfaith/evidence/1`. A newer version of the package can check it."
    }
  if (format === "goodfaith/evidence/1")
    return {
      wrong: "This has the form of evidence, and is none as it stands.",
      help: "It is evidence as `gather` of `goodfaith/evidence` made it, whole, with events of the client or report that it is about. This is what keeps it from being any:"
    }
  return {
    wrong: "This is JSON, and no evidence.",
    help: 'Evidence is what `gather` of `goodfaith/evidence` made, whole and as it was made; it says `"format": "goodfaith/evidence/1"`. This is what keeps it from being any:'
  }
}

// -- Whose signature is trusted? --

const verifierOf = async (key: string): Promise<{ readonly verifier?: Verifier } | Wrong> => {
  if (key.trim() === "") return {}
  if (key.includes("PRIVATE KEY"))
    return {
      wrong: "This is a private key, and must be shown to nobody.",
      help: "Whoever has it can sign as its owner. Give the public key; and tell its owner that this one got out."
    }
  if (globalThis.crypto?.subtle === undefined)
    return {
      wrong: "This browser checks no signatures on a page that was not fetched over https.",
      help: "Open the page over https or from this machine, or leave the key out: everything else is checked without it."
    }
  try {
    return { verifier: await ed25519Verifier(asPublished(key)) }
  } catch {
    return {
      wrong: "This is no public key that this page can use.",
      help: "It reads Ed25519 keys, as `publicKeyText` writes them (60 letters, digits and signs that begin with `MCow`) or as a file in PEM. Older browsers know no Ed25519. Leave the key out, and everything but the signature is checked."
    }
  }
}

/** Without the lines around it, line breaks and padding: the key is named by the hash of this text, so one sign more is another key. */
const asPublished = (key: string): string =>
  key
    .replaceAll(/-----[A-Z ]+-----|\s|=/g, "")
    .replaceAll("+", "-")
    .replaceAll("/", "_")

// -- What stands in it --

/** Every event that can be read, by its name. */
export const happenedIn = ({ events }: Evidence): ReadonlyMap<EventRef, Happened> =>
  new Map(
    events.flatMap(({ stream, revision, text }): ReadonlyArray<readonly [EventRef, Happened]> => {
      const ref: EventRef = `${stream}@${revision}`
      try {
        const { event, header } = JSON.parse(text)
        return [[ref, { ref, stream, at: header.occurredAt, event }]]
      } catch {
        return []
      }
    })
  )

// -- Ask it yourself --

/** A question about the client of the evidence. An empty product asks for everything that the client uses. */
export interface Asked {
  readonly listing: string
  readonly engagement: string
  readonly product: string
  readonly at: string
}

/** The record in evidence that holds together, and what there is to ask it about. */
export interface Opened {
  readonly listings: ReadonlyArray<string>
  readonly engagements: ReadonlyArray<string>
  readonly products: ReadonlyArray<string>
  readonly gate: (asked: Asked) => Promise<GateAnswer | Wrong>
}

export const openedRecord = async (evidence: Evidence): Promise<Opened> => {
  const record = await openEvidence(evidence)
  const listings = namesOf(evidence, "listing/")
  const states = await Promise.all(listings.map(async (id) => (await record.listing(id).state()).state))
  const engagements = states.flatMap((state) => Listing.engagements(state).map(({ printed }) => printed.value.id))
  const { of } = evidence
  const uses = "client" in of ? (await record.client(of.client).state()).state.uses : []
  const products = uses.flatMap(({ began: { value } }) => (value.of === "product" ? [value.id] : []))
  return { listings, engagements, products: [...new Set(products)], gate: (asked) => gateOf(record, evidence, asked) }
}

const namesOf = ({ events }: Evidence, before: string): ReadonlyArray<string> => [
  ...new Set(events.flatMap(({ stream }) => (stream.startsWith(before) ? [stream.slice(before.length)] : [])))
]

const gateOf = async (record: Goodfaith, { of }: Evidence, asked: Asked): Promise<GateAnswer | Wrong> => {
  if (!("client" in of))
    return { wrong: "The gate is asked about a client's data.", help: "This evidence is of a report." }
  const { listing, engagement, product, at } = asked
  try {
    return await record.gate({
      engagement: engagement.trim(),
      client: of.client,
      at,
      ...(listing !== "" && { listing }),
      ...(product.trim() !== "" && { use: { product: product.trim() } })
    })
  } catch (fault) {
    const problems =
      fault instanceof Error && "problems" in fault ? (fault.problems as Parameters<typeof sentence>[0][]) : []
    return {
      wrong: "This question makes no sense as it stands.",
      help: problems.length > 0 ? ended(problems.map(sentence).join("; ")) : "Choose an engagement, a day and a time."
    }
  }
}
