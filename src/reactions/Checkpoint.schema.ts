import * as Schema from "effect/Schema"
import { conceptCodec, Instant } from "../language/codec.schema.ts"
import type { CheckpointMoved, MoveCheckpoint } from "./Checkpoint.ts"

const fields = { after: Schema.String, at: Instant }

export const checkpoint = conceptCodec<MoveCheckpoint, CheckpointMoved>()({
  name: "reaction",
  commands: { MoveCheckpoint: fields },
  events: { CheckpointMoved: { version: 1, fields } }
})
