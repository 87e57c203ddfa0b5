import * as Schema from "effect/Schema"
import { decoder, Id, Instant, matching, Revision, StreamId, Text } from "../language/codec.schema.ts"
import type { SignedCheckpoint } from "../journal/checkpoint.ts"
import type { Hash } from "../journal/hash.ts"
import { type Evidence, format } from "./Evidence.ts"

const Hash = matching<Hash>("a hash: `sha256-…`", /^sha256-[0-9a-f]{64}$/)

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0, { expected: "a number from 0 on" }))

const Use = Schema.Struct({
  product: Schema.optionalKey(Id),
  region: Schema.optionalKey(Id),
  option: Schema.optionalKey(Id),
  place: Schema.optionalKey(Text),
  purpose: Schema.optionalKey(Text),
  dataCategories: Schema.optionalKey(Schema.Array(Text))
})

const Question = Schema.Union([
  Schema.Struct({
    ask: Schema.Literal("gate"),
    engagement: Id,
    listing: Schema.optionalKey(Id),
    use: Schema.optionalKey(Use),
    at: Text
  }),
  Schema.Struct({ ask: Schema.Literal("verdict"), change: Id }),
  Schema.Struct({ ask: Schema.Literal("promises") })
])

const Checkpoint = Schema.Struct({
  format: Schema.Literal("goodfaith/checkpoint/1"),
  log: Text,
  at: Instant,
  position: Text,
  events: Count,
  streams: Count,
  flaws: Count,
  root: Hash,
  salted: Schema.optionalKey(Hash),
  keyId: Text,
  signature: Text
})

const Proof = Schema.Struct({
  head: Schema.Struct({ stream: StreamId, revision: Revision, hash: Hash }),
  salt: Schema.optionalKey(Hash),
  index: Count,
  path: Schema.Array(Hash)
})

const Evidence = Schema.Struct({
  format: Schema.Literal(format),
  log: Text,
  of: Schema.Union([Schema.Struct({ client: Id }), Schema.Struct({ report: Id })]),
  at: Instant,
  events: Schema.Array(Schema.Struct({ stream: StreamId, revision: Revision, text: Text })),
  alsoNames: Schema.Array(Id),
  answers: Schema.Array(Schema.Struct({ asked: Question, answer: Schema.Unknown })),
  checkpoint: Schema.optionalKey(Checkpoint),
  proofs: Schema.optionalKey(Schema.Array(Proof))
})

/** Evidence from outside, or everything that keeps it from being any. */
export const decodeEvidence = decoder<Evidence>(Evidence)

/** A checkpoint that somebody kept, or everything that keeps it from being any. */
export const decodeCheckpoint = decoder<SignedCheckpoint>(Checkpoint)
