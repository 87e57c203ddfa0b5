/** Writers in another process, and what they said before they were killed. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import type { Outcome } from "goodfaith/promise"
import type { Said } from "./commands.ts"
import type { Job, Told } from "./writer.ts"

/** A command that was sent, and its outcome when one was heard. */
export interface Attempt {
  readonly said: Said
  outcome?: Outcome
}

export interface Writing {
  /** Gives it its work, as soon as its modules are there. */
  readonly begin: (job: Job) => Promise<void>
  readonly opening: Promise<void>
  /** The first outcome; rejects when it ends without one. */
  readonly answered: Promise<void>
  /** The end of its work. */
  readonly done: Promise<void>
  /** Ends it at once, and answers all that it said before. */
  readonly kill: () => Promise<Heard>
}

export interface Heard {
  readonly attempts: ReadonlyArray<Attempt>
  /** What went wrong before it was killed, as it told it. */
  readonly failed: ReadonlyArray<string>
}

export const startWriting = (): Writing => {
  const program = fileURLToPath(new URL("./writer.ts", import.meta.url))
  const child = spawn(process.execPath, [...process.execArgv, program], { stdio: ["pipe", "pipe", "pipe"] })
  const ended = once(child, "close")
  // What it has not read when it is killed is of no interest.
  child.stdin.on("error", () => {})
  let complaints = ""
  child.stderr.on("data", (chunk: Buffer) => (complaints = `${complaints}${chunk.toString()}`.slice(-4000)))

  const attempts = new Map<string, Attempt>()
  const failed: Array<string> = []
  const [ready, opening, answered, done] = [signal(), signal(), signal(), signal()]
  const hear = (told: Told): void => {
    switch (told._tag) {
      case "Ready":
        return ready.ring()
      case "Opening":
        return opening.ring()
      case "Done":
        return done.ring()
      case "Sent":
        return void attempts.set(told.said.id, { said: told.said })
      case "Answered":
        attempts.get(told.id)!.outcome = told.outcome
        return answered.ring()
      case "Failed":
        return void failed.push(told.why)
    }
  }
  // A line that it was killed in the middle of was never said.
  let rest = ""
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = `${rest}${chunk}`.split("\n")
    rest = lines.pop()!
    for (const line of lines) hear(JSON.parse(line) as Told)
  })
  const tooLong = setTimeout(() => {
    complaints += "they had not ended after five minutes"
    child.kill("SIGKILL")
  }, 300_000)
  const over = ended.then(() => {
    clearTimeout(tooLong)
    const why = new Error(`the writers ended: ${[complaints, ...failed].join("\n")}`)
    for (const { fail } of [ready, opening, answered, done]) fail(why)
  })
  return {
    begin: async (job) => {
      await ready.rung
      child.stdin.write(`${JSON.stringify(job)}\n`)
    },
    opening: opening.rung,
    answered: answered.rung,
    done: done.rung,
    kill: async () => {
      child.kill("SIGKILL")
      await over
      return { attempts: [...attempts.values()], failed }
    }
  }
}

/** A bell that rings once, or never. */
const signal = () => {
  let [ring, fail] = [(): void => {}, (_why: Error): void => {}]
  const rung = new Promise<void>((take, reject) => ([ring, fail] = [take, reject]))
  rung.catch(() => {})
  return { rung, ring, fail }
}
