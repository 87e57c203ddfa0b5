/**
 * A program, not a module to import: it opens a place and does there what it is told, so that a test can write from several
 * processes and kill one of them. `openElsewhere` starts it and speaks to it over Node's channel between processes.
 */
import type { Store } from "../store/port.ts"
import type { Json, OpenElsewhere } from "./contract.ts"

/** The first word of whoever started it. */
export interface Opening {
  readonly module: string
  readonly argument: Json
  readonly tenant?: string
}

/** Every other word: a call of the store. */
export interface Call {
  readonly id: number
  readonly name: keyof Store
  readonly with: ReadonlyArray<unknown>
}

/** What is said back. The opening has the id `0`; that it begins is said under `-1`. */
export interface Said {
  readonly id: number
  readonly answer?: unknown
  readonly fault?: { readonly kind?: string; readonly message: string }
}

const say = (said: Said): void => void process.send?.(said)

const faultOf = (cause: unknown): NonNullable<Said["fault"]> => {
  const { _tag, kind, message } = cause as { _tag?: string; kind?: string; message?: string }
  return { message: message ?? String(cause), ...(_tag === "StoreFault" && kind !== undefined && { kind }) }
}

const answering = (id: number, work: () => Promise<unknown>): void =>
  void work().then(
    (answer) => say({ id, answer }),
    (cause: unknown) => say({ id, fault: faultOf(cause) })
  )

process.once("message", ({ module, argument, tenant }: Opening) =>
  answering(0, async () => {
    const { open } = (await import(module)) as { readonly open?: OpenElsewhere }
    if (typeof open !== "function") throw new Error(`the module \`${module}\` exports no \`open\``)
    say({ id: -1 })
    const store = await open(argument, tenant)
    process.on("message", (call: Call) =>
      answering(call.id, () => (store[call.name] as (...of: ReadonlyArray<unknown>) => Promise<unknown>)(...call.with))
    )
  })
)

// Whoever started it is gone: nobody would ever end it.
process.once("disconnect", () => process.exit())
