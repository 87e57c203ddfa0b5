/**
 * The same work through other people's libraries, as their documentation has it used: the state is read from the stream, a handler
 * decides, and what it answers is appended where the stream was read to. The payload of an event is the same as ours.
 *
 * They come with `npm --prefix bench install`, and only there. Where one is not installed, its lines say so.
 */
import type { Peer, Ready } from "../pairs.ts"

/** One store of a peer's. */
export interface Door {
  /** Carries out the n-th command. */
  readonly one: (n: number) => Promise<unknown>
  /** How many events are stored in these streams. */
  readonly events: (streams: ReadonlyArray<string>) => Promise<number>
  readonly end: () => Promise<unknown>
}

export type OpenDoor = (streamOf: (n: number) => string) => Promise<Door>

const streamsOf = (streamOf: (n: number) => string, commands: number): ReadonlyArray<string> => [
  ...new Set(Array.from({ length: commands }, (_, n) => streamOf(n)))
]

/** One after the other. */
export const oneByOne =
  (open: OpenDoor, streamOf: (n: number) => string): Ready =>
  async (commands) => {
    const door = await open(streamOf)
    return {
      work: async () => {
        for (let n = 0; n < commands; n++) await door.one(n)
      },
      stored: () => door.events(streamsOf(streamOf, commands)),
      end: door.end
    }
  }

/** Writers that each wait for their own answer before they ask again, all at once. */
export const inFlight =
  (open: OpenDoor, streamOf: (n: number) => string, writers: number): Ready =>
  async (commands) => {
    const door = await open(streamOf)
    return {
      work: async () => {
        let next = 0
        const write = async () => {
          while (next < commands) await door.one(next++)
        }
        await Promise.all(Array.from({ length: writers }, write))
      },
      stored: () => door.events(streamsOf(streamOf, commands)),
      end: door.end
    }
  }

/** Counts only what was added from now on. */
export const added = async (door: Door, streamOf: (n: number) => string): Promise<Door> => {
  const before = await door.events([streamOf(0)])
  return { ...door, events: async (streams) => (await door.events(streams)) - before }
}

/** A package, or nothing when it is not installed here. Named by a text, so that the compiler does not look for it. */
export const installed = async <A>(name: string): Promise<A | undefined> => {
  try {
    return (await import(name)) as A
  } catch {
    return undefined
  }
}

/** A peer whose package may be missing. */
export const peer = (
  name: string,
  open: OpenDoor | undefined,
  ready: (open: OpenDoor) => Ready,
  commands?: number
): Peer =>
  open === undefined
    ? { name, leftOut: "not installed: `npm --prefix bench install`" }
    : { name, ready: ready(open), ...(commands !== undefined && { commands }) }
