/**
 * A PostgreSQL for tests and benches: the one that `DATABASE_URL` names, or a throwaway cluster of the binaries on this machine.
 *
 *     node scripts/postgres.ts                      starts one, prints its address and stops it at the end of input or with ctrl-C
 *     node scripts/postgres.ts npm run bench        runs a command with DATABASE_URL set
 *
 * A cluster of our own listens on 127.0.0.1 only, on a free port, and keeps its defaults: what is committed is synced to the disk.
 * A keeper process removes it when it is stopped or when this process ends, however it ends.
 */
import { execFile, execFileSync, spawn, type SpawnOptions } from "node:child_process"
import { once } from "node:events"
import { accessSync, chownSync, constants, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"

export interface Server {
  readonly url: string
  /** Whether it was started here, so that nobody else writes to it. */
  readonly own: boolean
  /** How it is ended and started while others use it. Only of one of our own. */
  readonly power?: Power
  readonly stop: () => Promise<void>
}

/** What was committed is there when it starts again: PostgreSQL recovers from its log. */
export interface Power {
  /** Ends all of its processes with SIGKILL. */
  readonly kill: () => Promise<void>
  /** Ends it without a checkpoint, as `pg_ctl stop -m immediate` does. */
  readonly halt: () => Promise<void>
  /** Starts it again in the same place and answers when it takes connections. */
  readonly start: () => Promise<void>
}

/** What to say when there is none. */
export const noPostgres =
  "PostgreSQL is not on this machine and DATABASE_URL is not set: what needs it is left out (Debian has it as `postgresql`)"

/** `undefined` when there is no PostgreSQL to be had. Rejects when there is one and it does not start. */
export const startPostgres = async (): Promise<Server | undefined> => {
  const url = process.env["DATABASE_URL"]
  if (url !== undefined && url !== "") return { url, own: false, stop: async () => {} }
  const binaries = binariesHere()
  return binaries === undefined ? undefined : started(binaries)
}

/** The newest of Debian's versions, or what is in the PATH. */
const binariesHere = (): string | undefined => {
  const debian = "/usr/lib/postgresql"
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter)
  ]
  return folders.find((folder) => ["initdb", "pg_ctl", "postgres"].every((name) => executable(join(folder, name))))
}

const executable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const started = async (binaries: string): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), "goodfaith-postgres-"))
  const owner = ownerOf(folder)
  const data = join(folder, "data")
  try {
    run(
      owner,
      join(binaries, "initdb"),
      "-D",
      data,
      "-U",
      "goodfaith",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--locale=C",
      "--no-sync"
    )
    for (let attempt = 1; ; attempt++) {
      const port = await freePort()
      const settings = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"]
      try {
        const [log, flags] = [join(folder, "log"), settings.map((setting) => `-c ${setting}`).join(" ")]
        const start = ["start", "-w", "-s", "-D", data, "-l", log, "-o", flags]
        run(owner, join(binaries, "pg_ctl"), ...start)
        const url = `postgres://goodfaith@127.0.0.1:${port}/postgres`
        return { ...kept(binaries, folder, owner, url), power: powerOver(binaries, data, owner, start) }
      } catch (cause) {
        // Somebody else may have taken the port meanwhile.
        if (attempt === 3) {
          const log = existsSync(join(folder, "log")) ? readFileSync(join(folder, "log"), "utf8") : ""
          throw new Error(`PostgreSQL does not start: ${log || String(cause)}`, { cause })
        }
      }
    }
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true })
    throw cause
  }
}

/** A shell that waits for the end of its input, which comes also when this process is killed, and then clears up. */
const kept = (binaries: string, folder: string, owner: Owner, url: string): Server => {
  const script = 'cat > /dev/null; "$1/pg_ctl" stop -s -m immediate -D "$2/data"; cd /; rm -rf "$2"'
  const keeper = spawn("/bin/sh", ["-c", script, "keeper", binaries, folder], {
    ...as(owner),
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"]
  })
  keeper.unref()
  ;(keeper.stdin as unknown as { readonly unref?: () => void }).unref?.()
  return {
    url,
    own: true,
    stop: async () => {
      keeper.ref()
      const ended = once(keeper, "exit")
      keeper.stdin!.end()
      await ended
    }
  }
}

const powerOver = (binaries: string, data: string, owner: Owner, start: ReadonlyArray<string>): Power => ({
  kill: async () => {
    const [postmaster] = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n").map(Number)
    const all = [postmaster!, ...childrenOf(postmaster!)]
    for (const pid of all) signalled(pid, "SIGKILL")
    while (all.some((pid) => signalled(pid, 0))) await new Promise((goOn) => setTimeout(goOn, 5))
  },
  halt: () => runAside(owner, join(binaries, "pg_ctl"), "stop", "-s", "-m", "immediate", "-D", data),
  start: async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await runAside(owner, join(binaries, "pg_ctl"), ...start)
      } catch (cause) {
        // A backend that was just being made when the others were killed holds the shared memory until it notices.
        if (attempt === 5) throw cause
        await new Promise((goOn) => setTimeout(goOn, 500))
      }
    }
  }
})

const childrenOf = (parent: number): ReadonlyArray<number> =>
  execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (ppid === parent ? [pid!] : []))

/** Whether there was such a process. One that has ended and that nobody has asked about yet is none. */
const signalled = (pid: number, signal: "SIGKILL" | 0): boolean => {
  try {
    process.kill(pid, signal)
    return !isEnded(pid)
  } catch {
    return false
  }
}

const isEnded = (pid: number): boolean => {
  try {
    return execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).startsWith("Z")
  } catch {
    return true
  }
}

/** PostgreSQL does not run as root: its own user runs it then, or the one that owns nothing. */
type Owner = { readonly uid: number; readonly gid: number } | undefined

const ownerOf = (folder: string): Owner => {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync("/etc/passwd", "utf8").split("\n")
  const user = users.find((line) => line.startsWith("postgres:")) ?? users.find((line) => line.startsWith("nobody:"))
  if (user === undefined)
    throw new Error("PostgreSQL does not run as root, and there is no user `postgres` or `nobody`")
  const [, , uid, gid] = user.split(":").map(Number)
  chownSync(folder, uid!, gid!)
  return { uid: uid!, gid: gid! }
}

const as = (owner: Owner): SpawnOptions => ({ ...owner, env: { PATH: process.env["PATH"], LC_ALL: "C", HOME: "/" } })

const run = (owner: Owner, file: string, ...args: ReadonlyArray<string>): void => {
  execFileSync(file, args, { ...as(owner), cwd: "/", stdio: ["ignore", "ignore", "pipe"] })
}

/** The same, while everything else goes on. */
const runAside = (owner: Owner, file: string, ...args: ReadonlyArray<string>): Promise<void> =>
  new Promise((goOn, fail) => {
    execFile(file, args, { ...as(owner), cwd: "/" }, (cause) => (cause === null ? goOn() : fail(cause)))
  })

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as { readonly port: number }
  server.close()
  await once(server, "close")
  return port
}

// -- From the command line --

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await startPostgres()
  if (server === undefined) {
    console.error(noPostgres)
    process.exit(1)
  }
  const [command, ...args] = process.argv.slice(2)
  if (command === undefined) {
    console.log(`DATABASE_URL=${server.url}`)
    process.once("SIGINT", () => process.stdin.destroy())
    await once(process.stdin.resume(), "close")
  } else {
    const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, DATABASE_URL: server.url } })
    const [code] = await once(child, "exit")
    process.exitCode = code ?? 1
  }
  await server.stop()
}
