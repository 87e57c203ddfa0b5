/**
 * A host with Effect: the gate as a step that fails with a typed error, commands that may be tried again, time from the `Clock`.
 *
 * What goodfaith answers stays a value; here it becomes what an Effect program knows how to handle: `NotOpen` for a gate that is not
 * open, `Declined` for a refusal, `Senseless` for what no retry would mend, `GoodfaithFault` for what one may.
 */
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { Goodfaith, type GoodfaithFault } from "goodfaith"
import { type Asked, type GateAnswer, NotAcceptable, type Outcome, type Receipt } from "goodfaith/promise"
import { sentence } from "goodfaith/schema"
import { Instant } from "goodfaith/time"

export class NotOpen extends Data.TaggedError("NotOpen")<{
  readonly answer: GateAnswer["answer"]
  readonly because: string
  readonly opens?: Instant
}> {}

export class Declined extends Data.TaggedError("Declined")<{ readonly says: string; readonly because: string }> {}

export class Senseless extends Data.TaggedError("Senseless")<{ readonly problems: ReadonlyArray<string> }> {}

/** Five times, and a little later each time. A question that makes no sense makes none the next time either. */
const tryAgain = {
  schedule: Schedule.exponential("20 millis"),
  times: 5,
  while: ({ cause }: GoodfaithFault) => !(cause instanceof NotAcceptable)
}

/**
 * Does a command, and does it again when it met a fault: under the same id, with the same words and the same `at`. If the store had
 * written it and only the answer was lost, the next try gets the receipt of the first.
 */
export const record = <C>(
  stream: { readonly do: (command: C, asked: Asked) => Effect.Effect<Outcome, GoodfaithFault> },
  command: C,
  asked: Asked & { readonly commandId: string }
): Effect.Effect<Receipt, Declined | Senseless | GoodfaithFault> =>
  stream.do(command, asked).pipe(
    Effect.retry(tryAgain),
    Effect.flatMap((outcome): Effect.Effect<Receipt, Declined | Senseless> => {
      switch (outcome._tag) {
        case "Receipt":
          return Effect.succeed(outcome)
        case "Refused":
          return Effect.fail(new Declined({ says: outcome.refusal.message, because: outcome.refusal.clause.quote }))
        case "Invalid":
          return Effect.fail(new Senseless({ problems: outcome.problems.map(sentence) }))
      }
    })
  )

/** Goes on when the engagement may handle this client's data now, and fails with the reason when it may not. */
export const mayHandle = Effect.fnUntraced(function* (engagement: string, client: string, product: string) {
  const gf = yield* Goodfaith
  const at = Instant.fromMillis(yield* Clock.currentTimeMillis)
  const gate = yield* gf.gate({ engagement, client, use: { product }, at }).pipe(Effect.retry(tryAgain))
  if (gate.answer !== "open")
    return yield* new NotOpen({
      answer: gate.answer,
      because: gate.because[0].clause.quote,
      ...(gate.opens !== undefined && { opens: gate.opens.at })
    })
})
