/**
 * The door for hosts with Effect: the same handle as a service, in a layer that closes its store.
 *
 * One implementation stands behind both doors (`promise.ts`). Refusals are values here too; a fault is a `GoodfaithFault`.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Opened } from "./language/persons.ts"
import { type Goodfaith as Handle, open, type OpenOptions, type Stream } from "./promise.ts"

/** The store, the keys or a codec did not do their work, though the question may be fine. */
export class GoodfaithFault extends Error {
  readonly _tag = "GoodfaithFault"
}

type Lifted<F> = F extends (...args: infer Args) => Promise<infer A>
  ? (...args: Args) => Effect.Effect<A, GoodfaithFault>
  : F extends (...args: infer Args) => Stream<infer C, infer S>
    ? (...args: Args) => { readonly [K in keyof Stream<C, S>]: Lifted<Stream<C, S>[K]> }
    : never

/** What the service offers: every question of the promise door, as an Effect. */
export type Shape = { readonly [K in Exclude<keyof Handle, "close" | "open">]: Lifted<Handle[K]> } & {
  readonly open: <A>(view: A) => Effect.Effect<Opened<A>, GoodfaithFault>
}

/**
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { Goodfaith } from "goodfaith"
 * import { memory } from "goodfaith/memory"
 * const asked = Effect.gen(function* () {
 *   const gf = yield* Goodfaith
 *   return yield* gf.gate({ engagement: "aws-eu", client: "c42", use: {}, at: "2026-06-01T00:00:00.000Z" })
 * })
 * const gate = await Effect.runPromise(asked.pipe(Effect.provide(Goodfaith.layer({ store: memory() }))))
 * gate.answer // => "shut"
 * ```
 */
export class Goodfaith extends Context.Service<Goodfaith, Shape>()("goodfaith/Goodfaith") {
  /** Opens when it is built, closes its store when its scope closes. Time is the `Clock` of the runtime. */
  static layer(options: Omit<OpenOptions, "clock">): Layer.Layer<Goodfaith, GoodfaithFault> {
    return Layer.effect(
      Goodfaith,
      Effect.gen(function* () {
        const clock = yield* Clock.Clock
        const handle = yield* Effect.acquireRelease(
          lifted(() => open({ ...options, clock: () => clock.currentTimeMillisUnsafe() })),
          (handle) => Effect.promise(() => handle.close())
        )
        return Goodfaith.of(lift(handle))
      })
    )
  }
}

const lifted = <A>(ask: () => Promise<A>): Effect.Effect<A, GoodfaithFault> =>
  Effect.tryPromise({
    try: ask,
    catch: (cause) => new GoodfaithFault(cause instanceof Error ? cause.message : String(cause), { cause })
  })

const lift = (handle: Handle): Shape => {
  const follow = <C, S>(it: Stream<C, S>) => ({
    do: (...args: Parameters<Stream<C, S>["do"]>) => lifted(() => it.do(...args)),
    state: (...args: Parameters<Stream<C, S>["state"]>) => lifted(() => it.state(...args)),
    events: () => lifted(() => it.events())
  })
  return {
    listing: (id) => follow(handle.listing(id)),
    client: (id) => follow(handle.client(id)),
    mandates: (client) => follow(handle.mandates(client)),
    consultation: (subject, client) => follow(handle.consultation(subject, client)),
    report: (id) => follow(handle.report(id)),
    policy: (ref) => follow(handle.policy(ref)),
    mayTakeLegalStep: (question) => lifted(() => handle.mayTakeLegalStep(question)),
    mayDiscloseIdentity: (question) => lifted(() => handle.mayDiscloseIdentity(question)),
    mayShareContent: (question) => lifted(() => handle.mayShareContent(question)),
    completeness: (report) => lifted(() => handle.completeness(report)),
    promises: (report) => lifted(() => handle.promises(report)),
    reportForReporter: (report) => lifted(() => handle.reportForReporter(report)),
    reportForDesk: (report) => lifted(() => handle.reportForDesk(report)),
    reportsDesk: () => lifted(() => handle.reportsDesk()),
    reportsDue: (until) => lifted(() => handle.reportsDue(until)),
    readings: (terms) => follow(handle.readings(terms)),
    document: (id) => follow(handle.document(id)),
    acceptance: (document, party) => follow(handle.acceptance(document, party)),
    react: () => lifted(() => handle.react()),
    gate: (question) => lifted(() => handle.gate(question)),
    mayAct: (question) => lifted(() => handle.mayAct(question)),
    powers: (of) => lifted(() => handle.powers(of)),
    mayUse: (question) => lifted(() => handle.mayUse(question)),
    mayBeAffected: (question) => lifted(() => handle.mayBeAffected(question)),
    access: (of) => lifted(() => handle.access(of)),
    agenda: () => lifted(() => handle.agenda()),
    listed: (question) => lifted(() => handle.listed(question)),
    diff: (question) => lifted(() => handle.diff(question)),
    register: (change) => lifted(() => handle.register(change)),
    desk: (of) => lifted(() => handle.desk(of)),
    due: (until) => lifted(() => handle.due(until)),
    verdict: (change, client) => lifted(() => handle.verdict(change, client)),
    open: <A>(view: A) => lifted<Opened<A>>(() => handle.open(view)),
    forget: (owner) => lifted(() => handle.forget(owner)),
    verify: (stream) => lifted(() => handle.verify(stream)),
    verifyAll: () => lifted(() => handle.verifyAll()),
    world: () => lifted(() => handle.world()),
    facts: (of) => lifted(() => handle.facts(of))
  }
}
