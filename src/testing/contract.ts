/** What the kit asks for, and what it answers: plain values. */
import type { Store } from "../store/port.ts"

/** What not every store can do. Declare what yours does; the rest is listed as not declared, never skipped in silence. */
export type Capability =
  /** Several handles on one place at a time, in one process. */
  | "handles"
  /** Several tenants in one place. */
  | "tenants"
  /** What was answered is there after everything was closed and opened again, and after the process was killed. */
  | "durability"
  /** Several processes write to one place at a time. */
  | "processes"
  /** A write that was begun elsewhere and has not ended is neither shown nor skipped. */
  | "heldTransaction"
  /** A write that fails after some of it was written leaves nothing of it, or all of it with its receipt. */
  | "failedWrite"

/** All of them: a `Record`, so that the compiler keeps the list. */
const meant: Readonly<Record<Capability, true>> = {
  handles: true,
  tenants: true,
  durability: true,
  processes: true,
  heldTransaction: true,
  failedWrite: true
}
export const capabilities = Object.keys(meant) as ReadonlyArray<Capability>

/** Where a store keeps things: a file, a database, a piece of memory. New and empty for every requirement. */
export interface Place {
  /** A new handle for a tenant; for one and the same when left out. */
  readonly open: (tenant?: string) => Promise<Store>
  /** How another process opens this place. Asked for by `durability` (a process is killed) and `processes`. */
  readonly elsewhere?: Elsewhere
  /**
   * Begins, outside of every handle, to write one event to the stream `guestbook/held` under the command id `held`, and leaves its
   * transaction open. Asked for by `heldTransaction`. The tenant is the one that `open` means when it is given none.
   */
  readonly hold?: () => Promise<Held>
  /**
   * Sees to it, outside of every handle, that the next write of this place fails after some of it was written, as when the disk is full:
   * that one write, or each one until `end`. Asked for by `failedWrite`, and only after something was appended. Reading goes on.
   */
  readonly fail?: () => Promise<Failing>
  /** Clears up, after all handles were closed. */
  readonly remove?: () => Promise<void>
}

/** How another process opens the same place: it loads the module and calls its `open`. */
export interface Elsewhere {
  /** The URL of a module that exports `open`, of type `OpenElsewhere`, as `new URL("./open.js", import.meta.url).href` gives it. */
  readonly module: string
  /** What `open` gets: where the place is. It travels as JSON. */
  readonly argument: Json
}

/** What the module of an `Elsewhere` exports under the name `open`. */
export type OpenElsewhere = (argument: Json, tenant?: string) => Promise<Store> | Store

/** A value that JSON can carry. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [name: string]: Json }

/** A write that has begun and not ended. */
export interface Held {
  /** Commits it. */
  readonly release: () => Promise<void>
}

/** Writes that fail. */
export interface Failing {
  /** Lets writes succeed again. */
  readonly end: () => Promise<void>
}

/** A store to be checked. */
export interface Subject {
  readonly name: string
  readonly capabilities: ReadonlyArray<Capability>
  readonly place: () => Promise<Place>
}

/** A store whose work is done by another process. */
export interface DistantStore extends Store {
  /** Ends that process at once, wherever it is (SIGKILL). Calls that were not answered reject. */
  readonly kill: () => Promise<void>
}

/** One place, lent to one requirement. What was opened is closed afterwards, what was held is released, what fails is mended. */
export interface Ground {
  readonly open: Place["open"]
  /** A handle in a process of its own. Rejects with `Unmet` when the place does not say how. */
  readonly openElsewhere: (tenant?: string) => Promise<DistantStore>
  /** Starts a process that opens the place, and kills it so many milliseconds after it has begun to. */
  readonly killWhileOpening: (milliseconds: number) => Promise<void>
  /** Rejects with `Unmet` when the place has no `hold`. */
  readonly hold: () => Promise<Held>
  /** Rejects with `Unmet` when the place has no `fail`. */
  readonly fail: () => Promise<Failing>
  /** Whether the subject declares it: for what can be asked of a store that can do several things. */
  readonly declares: (capability: Capability) => boolean
}

/** How hard to try where chance decides. */
export interface Effort {
  /** How often a process is killed, and how many lists each of several writers sends (ten times as many). 3 when left out. */
  readonly rounds?: number
  /** Where chance begins: the same seed asks for the same things, though processes never take turns the same way twice. 1 when left out. */
  readonly seed?: number
}

export interface Requirement {
  readonly id: string
  readonly sentence: string
  readonly needs?: Capability
  /** Rejects with `Unmet` when the store does not do it. */
  readonly run: (ground: Ground, effort: Required<Effort>) => Promise<void>
}

/** How it went with one requirement. */
export interface Finding {
  readonly id: string
  readonly sentence: string
  readonly outcome: "kept" | "broken" | "not declared"
  /** What went wrong, or which capability is not declared. */
  readonly why?: string
}

/** A requirement is not met; the message is a sentence that says what was so and what should have been. */
export class Unmet extends Error {
  readonly _tag = "Unmet"
}
