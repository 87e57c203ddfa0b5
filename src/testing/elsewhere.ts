/** A handle on a place that is held by another process. */
import { type Store, StoreFault } from "../store/port.ts"
import { pause } from "./acts.ts"
import { type DistantStore, type Elsewhere, Unmet } from "./contract.ts"
import type { Call, Opening, Said } from "./worker.ts"

/**
 * Starts a process that opens the place, and does there whatever is asked of the handle. Node only. The process gets the options
 * that this one was started with (conditions, loaders), so that it can load what this one can.
 *
 * ```ts nocheck: the module that opens your store is yours to write
 * import { openElsewhere } from "goodfaith/testing"
 * const store = await openElsewhere({ module: new URL("./open.js", import.meta.url).href, argument: { file: "events.db" } })
 * await store.append([{ stream: "guestbook/lobby", expected: -1, commandId: "c1", fingerprint: "f1", events: ["{}"] }])
 * await store.kill()
 * ```
 */
export const openElsewhere = async (elsewhere: Elsewhere, tenant?: string): Promise<DistantStore> =>
  (await started(elsewhere, tenant)).store

/** Kills a process so many milliseconds after it has begun to open the place. */
export const killedWhileOpening = async ({ begun, store, kill }: Started, milliseconds: number): Promise<void> => {
  store.catch(() => {})
  await Promise.race([begun, store])
  await pause(milliseconds)
  await kill()
}

/** A process that opens a place. */
export interface Started {
  /** When it begins to open. */
  readonly begun: Promise<void>
  readonly store: Promise<DistantStore>
  readonly kill: () => Promise<void>
}

/** Starts a process that opens the place. */
export const started = async ({ module, argument }: Elsewhere, tenant: string | undefined): Promise<Started> => {
  if (!canBeLoaded(module))
    throw new Unmet(
      `the \`module\` of \`elsewhere\` is \`${String(module)}\`, which another process can't load: write \`new URL("./open.js", import.meta.url).href\`, or the name of a package`
    )
  // Loaded here, so that the kit itself can be loaded where there are no processes.
  const [{ spawn }, { fileURLToPath }] = await Promise.all([import("node:child_process"), import("node:url")])
  const program = new URL(
    new URL(import.meta.url).pathname.endsWith(".ts") ? "./worker.ts" : "./worker.js",
    import.meta.url
  )
  const child = spawn(process.execPath, [...passedOn(process.execArgv), fileURLToPath(program)], {
    stdio: ["ignore", "ignore", "pipe", "ipc"]
  })
  let complaints = ""
  child.stderr?.on("data", (chunk: unknown) => (complaints = `${complaints}${String(chunk)}`.slice(-2000)))

  const waiting = new Map<number, { readonly take: (answer: unknown) => void; readonly fail: (cause: Error) => void }>()
  let ended = false
  // Both: what it said before it ended is heard before `disconnect`.
  const over = Promise.all([
    new Promise<void>((goOn) => child.once("disconnect", () => goOn())),
    new Promise<void>((goOn) => child.once("exit", () => goOn()))
  ])
  const neverBegan = new Promise<void>((goOn) =>
    child.on("error", ({ message }) => {
      complaints += message
      if (child.pid === undefined) goOn()
    })
  )
  const gone = Promise.race([over, neverBegan]).then(() => {
    ended = true
    for (const { fail } of waiting.values()) fail(new StoreFault("broken", `the other process ended${because()}`))
    waiting.clear()
  })
  const because = (): string => (complaints.trim() === "" ? "" : `: ${complaints.trim()}`)

  let beginning = (): void => {}
  const begun = new Promise<void>((goOn) => (beginning = goOn))
  child.on("message", (message) => {
    const { id, answer, fault } = message as Said
    if (id === -1) return beginning()
    const one = waiting.get(id)
    waiting.delete(id)
    if (fault === undefined) one?.take(answer)
    else one?.fail(isKind(fault.kind) ? new StoreFault(fault.kind, fault.message) : new Error(fault.message))
  })

  let calls = 0
  const said = (message: Opening | Omit<Call, "id">): Promise<unknown> => {
    const id = calls++
    return new Promise((take, fail) => {
      if (ended || !child.connected) return fail(new StoreFault("closed", "the other process has ended"))
      waiting.set(id, { take, fail })
      // What could not be sent fails with everything else, once the process is gone.
      child.send({ ...message, id }, (cause) => void (cause !== null && child.kill("SIGKILL")))
    })
  }
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL")
    await gone
  }

  const call =
    <Name extends "append" | "readStream" | "readAll" | "revision">(name: Name) =>
    (...of: Parameters<Store[Name]>) =>
      said({ name, with: of }) as ReturnType<Store[Name]>

  const store: DistantStore = {
    append: call("append"),
    readStream: call("readStream"),
    readAll: call("readAll"),
    revision: call("revision"),
    close: async () => {
      if (ended || !child.connected) return
      const closing = said({ name: "close", with: [] }).catch(() => {})
      await Promise.race([closing, new Promise((goOn) => setTimeout(goOn, 2000).unref())])
      await kill()
    },
    kill
  }
  const opening = async (): Promise<DistantStore> => {
    try {
      await said({ module, argument, ...(tenant !== undefined && { tenant }) })
      return store
    } catch (cause) {
      await kill()
      throw new Unmet(`another process could not open the place: ${(cause as Error).message}`)
    }
  }
  return { begun, store: opening(), kill }
}

/** The URL of a file or of a text, or the name of a package: a path would be looked for beside the kit. */
const canBeLoaded = (module: unknown): boolean =>
  typeof module === "string" && /^(file:|data:|@?[a-z0-9~-][\w.~-]*(\/|$))/.test(module)

const isKind = (kind: string | undefined): kind is StoreFault["kind"] =>
  kind === "closed" || kind === "busy" || kind === "misused" || kind === "broken"

/** The options of this process, but for those that say what to run or that can be given to one process only. */
const passedOn = (options: ReadonlyArray<string>): ReadonlyArray<string> =>
  options.filter(
    (option, index) =>
      !/^(-e|-p|-pe|--eval|--print|--input-type|--inspect|--test|--watch|--cpu-prof|--heap-prof)/.test(option) &&
      !/^(-e|-p|-pe|--eval|--print)$/.test(options[index - 1] ?? "")
  )
