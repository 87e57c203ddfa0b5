/** Lending a place to one requirement, and clearing up after it. */
import type { Store } from "../store/port.ts"
import { inTime } from "./acts.ts"
import { type Elsewhere, type Failing, type Ground, type Held, type Place, type Subject, Unmet } from "./contract.ts"
import { killedWhileOpening, type Started, started } from "./elsewhere.ts"

/** How long each part of clearing up may take: releasing what is held, closing, removing. */
export const clearingSeconds = (seconds: number): number => Math.min(seconds, 10)

/**
 * Lends a new place of the subject, and clears up: what was held is released, what fails is mended, what was opened is closed, and other
 * processes are ended. What does not end in time is not waited for; it is part of what this rejects with. `seconds` is 60 when left out, and
 * at most 10 of them are given to each part of clearing up.
 */
export const inPlace = async <A>(
  subject: Subject,
  work: (ground: Ground) => Promise<A>,
  { seconds = 60 }: { readonly seconds?: number } = {}
): Promise<A> => {
  const place = await inTime(
    seconds,
    `a new place was not made within ${seconds} seconds`,
    (async () => subject.place())()
  )
  const { ground, clear } = lent(subject, place)
  const [worked] = await Promise.allSettled([(async () => work(ground))()])
  const left = await clear(clearingSeconds(seconds))
  if (worked.status === "fulfilled" && left.length === 0) return worked.value
  if (worked.status === "fulfilled") throw new Unmet(left.join(", and "))
  if (left.length === 0) throw worked.reason
  const why = worked.reason instanceof Error ? worked.reason.message : String(worked.reason)
  throw new Unmet([why, ...left].join(", and "), { cause: worked.reason })
}

interface Lent {
  readonly ground: Ground
  /** Answers what could not be cleared up. */
  readonly clear: (seconds: number) => Promise<ReadonlyArray<string>>
}

const lent = ({ capabilities }: Subject, place: Place): Lent => {
  const opened: Array<Promise<Store>> = []
  const processes: Array<Promise<Started>> = []
  /** What undoes what was begun outside of every handle. */
  const undoing: Array<() => Promise<void>> = []
  let over = false

  /** A requirement that was not waited for may still be at it. */
  const notOver = (): void => {
    if (over) throw new Unmet("this place was cleared up")
  }
  const kept = <Handle extends Store>(opening: Promise<Handle>): Promise<Handle> => {
    opened.push(opening)
    return opening
  }
  const elsewhere = (): Elsewhere => {
    if (place.elsewhere !== undefined) return place.elsewhere
    throw new Unmet("the place does not say how another process opens it: it has no `elsewhere`")
  }
  const begun = (tenant?: string): Promise<Started> => {
    notOver()
    const process = started(elsewhere(), tenant)
    processes.push(process)
    return process
  }
  const once = (undo: () => Promise<void>): (() => Promise<void>) => {
    let undone: Promise<void> | undefined
    const undoOnce = () => (undone ??= undo())
    undoing.push(undoOnce)
    return undoOnce
  }

  const ground: Ground = {
    declares: (capability) => capabilities.includes(capability),
    open: async (tenant) => {
      notOver()
      return kept((async () => place.open(tenant))())
    },
    openElsewhere: async (tenant) => kept(begun(tenant).then(({ store }) => store)),
    killWhileOpening: async (milliseconds) => killedWhileOpening(await begun(), milliseconds),
    hold: async (): Promise<Held> => {
      if (place.hold === undefined) throw new Unmet("the place can't hold a transaction open: it has no `hold`")
      const { release } = await place.hold()
      return { release: once(release) }
    },
    fail: async (): Promise<Failing> => {
      if (place.fail === undefined) throw new Unmet("the place can't make a write fail: it has no `fail`")
      const { end } = await place.fail()
      return { end: once(end) }
    }
  }

  const clear = async (seconds: number): Promise<ReadonlyArray<string>> => {
    over = true
    const left: Array<string> = []
    const part = async (what: string, work: () => Promise<unknown>): Promise<void> => {
      try {
        await inTime(seconds, `${what} did not end within ${seconds} seconds`, work())
      } catch (cause) {
        left.push(cause instanceof Unmet ? cause.message : `${what} failed: ${String(cause)}`)
      }
    }
    await part("releasing what was held", async () => {
      for (const undo of undoing) await undo().catch(() => {})
    })
    await part("closing", async () => {
      for (const opening of opened) await opening.then((store) => store.close()).catch(() => {})
    })
    // Those that were closed have ended; who still opens, or does not close, must not outlive the requirement.
    await part("ending other processes", async () => {
      for (const process of processes) await process.then(({ kill }) => kill()).catch(() => {})
    })
    await part("removing the place", async () => place.remove?.())
    return left
  }
  return { ground, clear }
}
