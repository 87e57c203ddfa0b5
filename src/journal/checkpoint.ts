/**
 * Signed checkpoints: what the record was, so that nobody can make it another one in silence.
 *
 * A checkpoint says, under a signature, where all streams ended at one position. Whoever keeps it outside the store's reach
 * (a client, an auditor, a public page) can tell later whether all that it covers still stands.
 *
 * It names no stream: the heads go in as one hash, the root of a Merkle tree. Ids of clients are confidential, so the heads
 * themselves stay with the vendor, and one head is shown to whom it concerns by a proof that shows no other.
 */
import { sentence } from "../kernel/Verdict.ts"
import type { EventCodecs } from "../language/codec.schema.ts"
import type { StreamId } from "../language/ids.ts"
import type { Position, Store } from "../store/port.ts"
import type { Instant } from "../time/Instant.ts"
import { fromBase64url, toBase64url } from "./base64url.ts"
import { canonical } from "./canonical.ts"
import type { Signer, Verifier } from "./ed25519.ts"
import { type Hash, hash } from "./hash.ts"
import { leafHash, pathTo, rootBy, rootOf } from "./merkle.ts"
import { byStream, type Head, type StoreVerification, verifyStore } from "./verify.ts"

// -- The sentences. They stand in `docs/policy/journal.md`. --

export const checkpointShows = sentence({
  id: "journal.checkpoint-shows",
  quote: "A checkpoint that we signed shows whether anything it covers was cut off, written anew or taken away since."
})
export const oneHeadAlone = sentence({
  id: "journal.one-head-alone",
  quote: "That a stream stands in a checkpoint is shown without naming any other stream."
})

// -- A checkpoint --

/** Plain JSON, to publish or to hand over. It tells how many streams and events there are, and names none. */
export interface SignedCheckpoint {
  readonly format: typeof format
  /** The record that it is of, by a name of the host's. */
  readonly log: string
  readonly at: Instant
  /** Everything up to here is covered. */
  readonly position: Position
  readonly events: number
  readonly streams: number
  /** How many flaws the record had already. */
  readonly flaws: number
  /** The Merkle root of the heads of all streams, ordered by name. */
  readonly root: Hash
  /** Which secret the heads are salted with, where one is. */
  readonly salted?: Hash
  readonly keyId: string
  /** Of the canonical text of all other fields; base64url. */
  readonly signature: string
}

const format = "goodfaith/checkpoint/1"

export interface Checkpointing {
  readonly log: string
  readonly at: Instant
  readonly codecs: EventCodecs
  /**
   * Salts each head, so that nobody can find a stream's name by trying names. Random and long, and kept: the same one is needed
   * to compare and to prove. Left out, a head is as hard to guess as the hash of its last event.
   */
  readonly secret?: string
}

/** A checkpoint, and what stays with the vendor: the heads, which name all streams, and what verifying found. */
export interface Checkpointed {
  readonly checkpoint: SignedCheckpoint
  readonly heads: ReadonlyArray<Head>
  readonly verification: StoreVerification
}

/**
 * Verifies the whole store and signs where all streams end. A record with flaws is signed too, and the checkpoint says how
 * many there were: what is wrong already is no reason to leave the rest unguarded.
 *
 * ```ts
 * import { checkpoint, ed25519Signer, ed25519Verifier, type KeyPair, publicKeyText, verifyAgainst } from "goodfaith/journal"
 * import { memory } from "goodfaith/memory"
 * const [store, codecs] = [memory(), {}]
 * const keys = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as KeyPair
 * const kept = await checkpoint(store, await ed25519Signer(keys), { log: "main", at: "2026-11-23T09:00:00.000Z", codecs })
 * kept.checkpoint.streams // => 0
 * const verifier = await ed25519Verifier(await publicKeyText(keys.publicKey))
 * const now = await verifyAgainst(kept.checkpoint, store, { verifier, codecs, heads: kept.heads })
 * now._tag === "Compared" && now.same // => true
 * ```
 */
export const checkpoint = async (
  store: Store,
  signer: Signer,
  { log, at, codecs, secret }: Checkpointing
): Promise<Checkpointed> => {
  const verification = await verifyStore(store, { codecs })
  const { heads, events, flaws, further, position } = verification
  const said = {
    format,
    log,
    at,
    position,
    events,
    streams: heads.length,
    flaws: flaws.length + further,
    root: rootOfHeads(heads, secret),
    ...(secret !== undefined && { salted: saltOf(secret, "") }),
    keyId: signer.keyId
  } as const
  const signature = toBase64url(await signer.sign(signedBytes(said)))
  return { checkpoint: { ...said, signature }, heads, verification }
}

const signedBytes = (said: Omit<SignedCheckpoint, "signature">) => new TextEncoder().encode(canonical(said))

/** The root of these heads, as a checkpoint has it. */
const rootOfHeads = (heads: ReadonlyArray<Head>, secret: string | undefined): Hash => rootOf(leavesOf(heads, secret))

const leavesOf = (heads: ReadonlyArray<Head>, secret: string | undefined): ReadonlyArray<Hash> =>
  heads.toSorted(byStream).map((head) => leafOf(head, secret === undefined ? undefined : saltOf(secret, head.stream)))

const leafOf = ({ stream, revision, hash }: Head, salt: Hash | undefined): Hash =>
  leafHash(canonical({ stream, revision, hash, ...(salt !== undefined && { salt }) }))

/** Hashed twice, so that nothing can be appended to what a salt was made of. */
const saltOf = (secret: string, stream: string): Hash => hash(hash(canonical([secret, stream])))

// -- Is it signed? --

/** It says nothing, because nobody who is trusted here signed it. */
export interface Unsigned {
  readonly _tag: "Unsigned"
  readonly why: "another format" | "unknown key" | "bad signature"
}

/** Why a checkpoint says nothing; `undefined` when a trusted key signed it. */
export const verifySignature = async (
  checkpoint: SignedCheckpoint,
  { verify }: Verifier
): Promise<Unsigned | undefined> => {
  const { signature, ...said } = checkpoint
  if (said.format !== format) return { _tag: "Unsigned", why: "another format" }
  const good = await verified(said, signature, verify)
  return good === true ? undefined : { _tag: "Unsigned", why: good === false ? "bad signature" : "unknown key" }
}

const verified = async (
  said: Omit<SignedCheckpoint, "signature">,
  signature: string,
  verify: Verifier["verify"]
): Promise<boolean | undefined> => {
  let bytes: Uint8Array<ArrayBuffer>
  let signed: Uint8Array<ArrayBuffer>
  try {
    bytes = signedBytes(said)
    signed = fromBase64url(signature)
  } catch {
    return false // what has no canonical text, or no bytes, was never signed
  }
  return verify(said.keyId, bytes, signed)
}

// -- Does all that it covers still stand? --

export interface Against {
  readonly verifier: Verifier
  readonly codecs: EventCodecs
  /**
   * The heads that were kept with the checkpoint. With them each stream that was lost is named, and also a store that was moved
   * or restored can be compared. Without them the answer is whether everything up to its position is the same.
   */
  readonly heads?: ReadonlyArray<Head>
  readonly secret?: string
}

/** A stream that is not as the checkpoint had it. */
export interface Lost {
  readonly was: Head
  /** `gone`: the whole stream. `shorter`: cut off before its head. `rewritten`: it holds something else up to there. */
  readonly became: "gone" | "shorter" | "rewritten"
}

export interface Compared {
  readonly _tag: "Compared"
  /** Whether every event that the checkpoint covers stands as it stood. */
  readonly same: boolean
  /** The streams that do not; empty when no heads were given. */
  readonly lost: ReadonlyArray<Lost>
  /** Streams that go on after the checkpoint; empty when neither heads were given nor all is the same. */
  readonly grown: ReadonlyArray<StreamId>
  /** Streams that began after the checkpoint; empty in the same case. */
  readonly newer: ReadonlyArray<StreamId>
  /** What verifying the store as it is now found. */
  readonly verification: StoreVerification
  readonly unshown: ReadonlyArray<string>
}

/** These two can't be compared. */
export interface Incomparable {
  readonly _tag: "Incomparable"
  /**
   * `another life of the log`: the store was moved or restored, and its positions are others; give the heads.
   * `other heads`, `another secret`: not those that this checkpoint was made with.
   */
  readonly why: "another life of the log" | "other heads" | "another secret"
}

/** What a comparison can't show. */
export const unshownAgainst: ReadonlyArray<string> = [
  "what was cut off, written anew or taken away of the events after this checkpoint: only a later one can show it",
  "what was wrong before this checkpoint was signed and left a whole chain: only an earlier one can show it",
  "receipts of commands that are lost: the store keeps them beside the events"
]

/** Compares the store with a checkpoint. The signature is looked at first: a checkpoint that nobody signed shows nothing. */
export const verifyAgainst = async (
  checkpoint: SignedCheckpoint,
  store: Store,
  { verifier, codecs, heads, secret }: Against
): Promise<Compared | Unsigned | Incomparable> => {
  const bad = await verifySignature(checkpoint, verifier)
  if (bad !== undefined) return bad
  const { position, root, salted } = checkpoint
  if (salted !== (secret === undefined ? undefined : saltOf(secret, "")))
    return { _tag: "Incomparable", why: "another secret" }
  const isCovered = (heads: ReadonlyArray<Head>) => rootOfHeads(heads, secret) === root
  if (heads !== undefined && !isCovered(heads)) return { _tag: "Incomparable", why: "other heads" }
  if (heads === undefined && (await store.readAll({ after: position, limit: 1 }))._tag === "OtherEpoch")
    return { _tag: "Incomparable", why: "another life of the log" }

  /** The heads as far as the checkpoint goes: by revision where its heads are known, by position where they are not. */
  const then = new Map<StreamId, Head>()
  const upTo = heads === undefined ? undefined : new Map(heads.map(({ stream, revision }) => [stream, revision]))
  const verification = await verifyStore(store, {
    codecs,
    each: (head, place) => {
      const covered = upTo === undefined ? place <= position : head.revision <= (upTo.get(head.stream) ?? -1)
      if (covered) then.set(head.stream, head)
    }
  })

  const standing = [...then.values()]
  const covered = heads ?? (isCovered(standing) ? standing : undefined)
  const lost = heads === undefined ? [] : lostBetween(heads, standing)
  const known = covered === undefined ? undefined : new Map(covered.map((head) => [head.stream, head.revision]))
  const now = known === undefined ? [] : verification.heads
  return {
    _tag: "Compared",
    same: covered !== undefined && lost.length === 0,
    lost,
    grown: now.filter((head) => head.revision > (known?.get(head.stream) ?? head.revision)).map(({ stream }) => stream),
    newer: now.filter(({ stream }) => known?.has(stream) === false).map(({ stream }) => stream),
    verification,
    unshown: unshownAgainst
  }
}

/**
 * What the heads of a later checkpoint contradict in those of an earlier one; empty when they may be of one record. That a
 * stream which goes on further goes on from the same events is not in its head: `verifyAgainst` shows that.
 */
export const lostBetween = (earlier: ReadonlyArray<Head>, later: ReadonlyArray<Head>): ReadonlyArray<Lost> => {
  const now = new Map(later.map((head) => [head.stream, head]))
  return earlier.flatMap((was): ReadonlyArray<Lost> => {
    const is = now.get(was.stream)
    if (is === undefined) return [{ was, became: "gone" }]
    if (is.revision < was.revision) return [{ was, became: "shorter" }]
    return is.revision === was.revision && is.hash !== was.hash ? [{ was, became: "rewritten" }] : []
  })
}

// -- One stream, shown alone --

/** Shows that one head stands in a checkpoint. It holds hashes of other heads, and no name. */
export interface HeadProof {
  readonly head: Head
  readonly salt?: Hash
  readonly index: number
  readonly path: ReadonlyArray<Hash>
}

/** The proof for one stream; `undefined` when it is not among these heads, which are those kept with the checkpoint. */
export const proveHead = (heads: ReadonlyArray<Head>, stream: StreamId, secret?: string): HeadProof | undefined => {
  const ordered = heads.toSorted(byStream)
  const index = ordered.findIndex((head) => head.stream === stream)
  const head = ordered[index]
  return (
    head && {
      head,
      ...(secret !== undefined && { salt: saltOf(secret, stream) }),
      index,
      path: pathTo(leavesOf(ordered, secret), index)
    }
  )
}

export interface HeadShown {
  readonly _tag: "Shown"
  readonly head: Head
}
export interface HeadNotShown {
  readonly _tag: "NotShown"
}

/**
 * Whether the proof's head stands in this checkpoint. Who holds the events of that stream then verifies them (`verifyStream`) and
 * compares the hash of the last one.
 */
export const verifyHead = async (
  checkpoint: SignedCheckpoint,
  proof: HeadProof,
  verifier: Verifier
): Promise<HeadShown | HeadNotShown | Unsigned> =>
  (await verifySignature(checkpoint, verifier)) ??
  (leadsTo(checkpoint, proof) ? { _tag: "Shown", head: proof.head } : { _tag: "NotShown" })

/** Proofs come from outside: one of another shape leads nowhere. */
const leadsTo = ({ root, streams }: SignedCheckpoint, { head, salt, index, path }: HeadProof): boolean => {
  try {
    return rootBy(leafOf(head, salt), index, streams, path) === root
  } catch {
    return false
  }
}
