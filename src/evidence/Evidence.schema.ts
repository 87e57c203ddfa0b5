import * as Schema from "effect/Schema"
import { decoder, Id, Instant, matching, Revision, StreamId, Text } from "../language/codec.schema.ts"
import type { SignedCheckpoint } from "../journal/checkpoint.ts"
import type { Hash } from "../journal/hash.ts"
import type { Instant as InstantText } from "../time/Instant.ts"
import { Use } from "../language/Change.schema.ts"
import type { Question as Asked } from "./asking.ts"
import type { Evidence, Subject as Whose } from "./Evidence.ts"

export const format = "goodfaith/evidence/1"

const Hash = matching<Hash>("a hash: `sha256-…`", /^sha256-[0-9a-f]{64}$/)

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0, { expected: "a number from 0 on" }))

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

const Subject = Schema.Union([Schema.Struct({ client: Id }), Schema.Struct({ report: Id })])

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
  of: Subject,
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

interface ToGather {
  readonly of: Whose
  readonly log: string
  readonly at: InstantText
  readonly asks: ReadonlyArray<Asked>
}
const gathering = (of: Schema.Codec<Whose, any>) =>
  decoder<ToGather>(Schema.Struct({ of, log: Text, at: Instant, asks: Schema.Array(Question) }))
const ofClient = gathering(Schema.Struct({ client: Id }))
const ofReport = gathering(Schema.Struct({ report: Id }))

/** What is to be gathered, or everything that is wrong with it. What it is proven with is a host's own. */
export const decodeGathering = (asked: ToGather) =>
  typeof asked.of === "object" && asked.of !== null && "report" in asked.of ? ofReport(asked) : ofClient(asked)
