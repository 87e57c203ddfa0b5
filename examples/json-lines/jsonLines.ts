/**
 * A store in a file of JSON lines, made with `fromPromises`: one line for each command, with its events and its receipt.
 *
 * What it promises: an answered append is on the disk, also when the process is killed or the power is cut. What it does not: several
 * handles or several processes on one file at the same time. All of the file is in memory, so it is for logs that fit there.
 */
import { type FileHandle, open, readFile } from "node:fs/promises"
import { fromPromises, type Kept, type KeptReceipt, type Store, StoreFault, type ToKeep } from "goodfaith/store"

/** A line of the file. The first one names the epoch, each later one is a command. */
type Line = { readonly epoch: string } | ToKeep

/** Opens the file, or makes it. A line that was only begun when the process died is taken off: nobody was answered for it. */
export const jsonLines = async (path: string): Promise<Store> => {
  let file: FileHandle | undefined
  try {
    file = await open(path, "a+")
    return await storeIn(file, path)
  } catch (cause) {
    await file?.close()
    if (cause instanceof StoreFault) throw cause
    throw new StoreFault("broken", `\`${path}\` can't be opened as a store: ${(cause as Error).message}`, cause)
  }
}

const storeIn = async (file: FileHandle, path: string): Promise<Store> => {
  const [lines, size] = whole(await readFile(path, "utf8"), path)
  await file.truncate(size)

  const all: Array<Kept> = []
  const streams = new Map<string, Array<Kept>>()
  const receipts = new Map<string, KeptReceipt>()
  let end = size
  /** Set when the file may hold something else than we know of: then nothing more is written. */
  let torn: unknown

  const remember = ({ texts, ...command }: ToKeep): KeptReceipt => {
    const { stream, first } = command
    const events = streams.get(stream) ?? []
    streams.set(stream, events)
    for (const [index, text] of texts.entries()) {
      const kept = { stream, revision: first + index, place: all.length + 1, text }
      all.push(kept)
      events.push(kept)
    }
    const receipt = { ...command, last: first + texts.length - 1, place: all.length }
    receipts.set(command.commandId, receipt)
    return receipt
  }

  /** On the disk, or not in the file at all. */
  const write = async (line: Line): Promise<void> => {
    if (torn !== undefined)
      throw new StoreFault("broken", `\`${path}\` could not be written to before; open it anew`, torn)
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
    try {
      await file.appendFile(bytes)
      await file.datasync()
      end += bytes.length
    } catch (cause) {
      // What is there of the line must not stand before the next one. If that can't be had, this handle writes no more.
      await file.truncate(end).catch((worse: unknown) => (torn = worse))
      throw cause
    }
  }

  const [head, ...commands] = lines
  const epoch = head !== undefined && "epoch" in head ? head.epoch : crypto.randomUUID()
  if (head === undefined) await write({ epoch })
  for (const command of commands) remember(command as ToKeep)

  return fromPromises({
    epoch,
    receipt: async (commandId) => receipts.get(commandId),
    revision: async (stream) => (streams.get(stream)?.length ?? 0) - 1,
    stream: async (stream, from, limit) => (streams.get(stream) ?? []).slice(from, from + limit),
    all: async (after, limit) => all.slice(after, after + limit),
    keep: async (command) => {
      await write(command)
      return remember(command).place
    },
    close: () => file.close()
  })
}

/** The lines that were written to their end, and how many bytes they take. */
const whole = (text: string, path: string): readonly [ReadonlyArray<Line>, number] => {
  const upTo = text.lastIndexOf("\n") + 1
  const lines = text.slice(0, upTo).split("\n").slice(0, -1)
  return [lines.map((line, index) => parsed(line, `${path}:${index + 1}`)), Buffer.byteLength(text.slice(0, upTo))]
}

const parsed = (line: string, where: string): Line => {
  try {
    return JSON.parse(line) as Line
  } catch (cause) {
    throw new StoreFault("broken", `\`${where}\` is no line of ours; restore the file from a copy`, cause)
  }
}
