/** Stores and journals: every row that can be measured here, and why another can't. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { line, short, time } from "./measure.ts"
import { memoryRows } from "./memoryRows.ts"
import { measureStored, type Peer, type StoredFigure, type StoredPair } from "./pairs.ts"
import * as castore from "./peers/castore.ts"
import * as emmett from "./peers/emmett.ts"
import { inFlight, oneByOne, peer } from "./peers/peers.ts"
import { postgresRows, postgresWhat } from "./postgresRows.ts"
import { rebuildRows } from "./rebuildRows.ts"
import { sqliteRows } from "./sqliteRows.ts"
import { over } from "./work.ts"

const lines = (figure: StoredFigure): string =>
  [
    line(figure),
    ...figure.peers.map((peer) =>
      "leftOut" in peer
        ? `    ${peer.name}: left out: ${peer.leftOut}`
        : `    ${peer.name.padEnd(48)} ${short(peer.ratio).padStart(7)}${"".padEnd(43)}  ${time(peer.nanos).padStart(9)}`
    )
  ].join("\n")

const onlyInMemory: Peer = { name: "castore", leftOut: "it has a store in memory, and others only in the cloud" }

/** All in a directory that is thrown away: on a disk, for a store that waits for nothing says nothing. */
export const printStored = async (wanted: string): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), "goodfaith-bench-"))
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1))
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }))
  let made = 0
  const fresh = () => join(directory, `peer-${++made}.db`)
  // A fifth of the streams and a fifth of the commands: each stream grows as long as ours.
  const fifth = over("tally", 200)
  const hundred = over("tally", 100)
  const lobby = () => "tally/storm"
  const long = () => "tally/long"
  const rows: ReadonlyArray<StoredPair> = [
    ...memoryRows({
      plain: [
        peer("emmett", emmett.inMemory, (open) => oneByOne(open, fifth), 20_000),
        peer("castore", castore.inMemory, (open) => oneByOne(open, fifth), 20_000)
      ],
      long: [
        peer("emmett", emmett.longInMemory(100_000), (open) => oneByOne(open, long), 5),
        peer("castore", castore.longInMemory(100_000), (open) => oneByOne(open, long), 5)
      ],
      storm: [
        peer("emmett", emmett.inMemory, (open) => inFlight(open, lobby, 64), 640),
        peer("castore", castore.inMemory, (open) => inFlight(open, lobby, 64), 640)
      ]
    }),
    ...sqliteRows(directory, {
      full: [peer("emmett", emmett.inSqlite(fresh, "full"), (open) => oneByOne(open, hundred), 500), onlyInMemory],
      normal: [peer("emmett", emmett.inSqlite(fresh, "normal"), (open) => oneByOne(open, hundred), 500), onlyInMemory],
      // Asked 100 things at once, it answers most of them with SQLITE_BUSY, so a host has to put them in a row.
      together: [
        peer("emmett, asked one by one", emmett.inSqlite(fresh, "full"), (open) => oneByOne(open, hundred), 500),
        onlyInMemory
      ]
    })
  ]
  for (const row of rows) if (row.what.includes(wanted)) console.log(lines(await measureStored(row)))
  for (const row of rebuildRows(directory)) {
    if (!row.what.includes(wanted)) continue
    const figure = await row.figure()
    console.log(`${line(figure)}\n    held while reading: ${figure.held.toFixed(0)} MB`)
  }
  if (Object.values(postgresWhat).some((what) => what.includes(wanted))) await printPostgres(wanted)
}

const printPostgres = async (wanted: string): Promise<void> => {
  const postgres = await postgresRows()
  if (typeof postgres === "string") return console.log(`PostgreSQL: left out: ${postgres}`)
  try {
    for (const row of postgres.rows) if (row.what.includes(wanted)) console.log(lines(await measureStored(row)))
  } finally {
    await postgres.end()
  }
}
