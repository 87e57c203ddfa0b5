import { Pool, type PoolClient } from "pg"
import { afterAll, describe, expect, it } from "vitest"
import { noPostgres, startPostgres } from "../../scripts/postgres.ts"
import {
  type Append,
  type Page,
  type Position,
  type Store,
  type StoredEvent,
  StoreFault
} from "../../src/store/port.ts"
import { postgres, type PostgresPool } from "../../src/store/postgres.ts"
import { appendOne } from "../../src/store/request.ts"
import { storeContract } from "../../src/testing/index.ts"
import { inPostgres, newSchema, poolOf, quoted } from "./inPostgres.ts"
import { goesOn, schemaOf } from "./released.ts"

const server = await startPostgres()
if (server === undefined) console.log(noPostgres)
const pools: Array<Pool> = []
const pooled = (options?: string): Pool => {
  const pool = poolOf(server, options)
  pools.push(pool)
  return pool
}
const pool = pooled()
const serializable = pooled("-c default_transaction_isolation=serializable")
const made: Array<string> = []
const fresh = (): string => {
  const schema = newSchema()
  made.push(schema)
  return schema
}
afterAll(async () => {
  if (server?.own === false)
    for (const schema of made) await pool.query(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`)
  for (const each of pools) await each.end()
  await server?.stop()
})

const whenThere = server === undefined ? describe.skip : describe

storeContract({ describe: whenThere, it }, inPostgres("PostgreSQL", { pool, server }))
storeContract(
  { describe: whenThere, it },
  inPostgres("PostgreSQL without prepared statements", { pool, server, prepared: false })
)
storeContract(
  { describe: whenThere, it },
  inPostgres("PostgreSQL, serializable by default,", {
    pool: serializable,
    server,
    settings: "-c default_transaction_isolation=serializable"
  })
)

// -- Asking --

let commands = 0
const request = (of: Partial<Append> = {}): Append => {
  const commandId = of.commandId ?? `c${commands++}`
  return { stream: "guestbook/lobby", expected: -1, commandId, fingerprint: "f", events: [`["${commandId}"]`], ...of }
}

const page = async (store: Store, after?: Position, limit?: number): Promise<Page> => {
  const answer = await store.readAll({ ...(after !== undefined && { after }), ...(limit !== undefined && { limit }) })
  if (answer._tag === "Page") return answer
  throw new Error("another epoch")
}

const texts = (events: ReadonlyArray<StoredEvent>): ReadonlyArray<string> => events.map(({ text }) => text)

const tally = (answers: ReadonlyArray<{ readonly _tag: string }>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...new Set(answers.map(({ _tag }) => _tag))]
      .toSorted()
      .map((tag) => [tag, answers.filter(({ _tag }) => _tag === tag).length])
  )

const faultOf = async (work: Promise<unknown>): Promise<StoreFault> => {
  const fault = await work.then(
    () => undefined,
    (cause: unknown) => cause
  )
  expect(fault).toBeInstanceOf(StoreFault)
  return fault as StoreFault
}

/** A transaction of somebody else, open for as long as the work takes. */
const during = async <A>(begin: (client: PoolClient) => Promise<unknown>, work: () => Promise<A>): Promise<A> => {
  const client = await pool.connect()
  try {
    await client.query("BEGIN")
    await begin(client)
    return await work()
  } finally {
    await client.query("COMMIT").finally(() => client.release())
  }
}

const shuffled = <A>(list: ReadonlyArray<A>): ReadonlyArray<A> =>
  list
    .map((value) => [Math.random(), value] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, value]) => value)

whenThere("nobody skips an event that is committed late", () => {
  it("what a transaction that is still open might come before is withheld, and given when it has ended", async () => {
    const schema = fresh()
    const store = postgres(pool, { schema })
    await appendOne(store, request({ commandId: "before" }))
    const { position } = await page(store)
    await during(
      (client) =>
        client.query(
          `INSERT INTO ${quoted(schema)}.events (tenant, stream, revision, text) VALUES ('default', 'guestbook/late', 0, '["late"]')`
        ),
      async () => {
        for (const name of ["garden", "attic", "cellar"])
          await store.append([request({ stream: `guestbook/${name}`, commandId: name })])
        expect(await page(store, position)).toEqual({ _tag: "Page", events: [], position, more: false, withheld: 3 })
        expect(await page(store, undefined, 1)).toMatchObject({ position, more: false, withheld: 3 })
        // A stream has no gaps: it is read whole.
        expect((await store.readStream("guestbook/attic")).revision).toBe(0)
      }
    )
    const after = await page(store, position)
    expect(texts(after.events)).toEqual(['["late"]', '["garden"]', '["attic"]', '["cellar"]'])
    expect(after).toMatchObject({ more: false, withheld: 0 })
  })

  for (const [name, through] of [
    ["read committed", pool],
    ["serializable", serializable]
  ] as const) {
    it(`who follows while 16 write sees every event once, in the order in which all are read afterwards (${name})`, async () => {
      const schema = fresh()
      const handles = Array.from({ length: 4 }, () => postgres(through, { schema }))
      const streams = ["a", "b", "c", "d", "e", "f"].map((id) => `room/${id}` as const)
      let writing = true
      const seen: Array<StoredEvent> = []
      const follow = async () => {
        for (let last = false, position: Position | undefined; ; ) {
          const next = await page(handles[0]!, position, 7)
          seen.push(...next.events)
          position = next.position
          if (last && !next.more && next.withheld === 0) return
          last = !writing
        }
      }
      const write = async (writer: number) => {
        const store = handles[writer % handles.length]!
        for (let round = 0; round < 12; round++) {
          const list = await Promise.all(
            shuffled(streams)
              .slice(0, 1 + (round % 3))
              .map(async (stream) =>
                request({ stream, expected: await store.revision(stream), events: [`[${writer}]`, `[${round}]`] })
              )
          )
          await store.append(list)
        }
      }
      const following = follow()
      await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)))
      writing = false
      await following
      const all = await page(handles[1]!)
      expect(all.events.length).toBeGreaterThan(100)
      expect(seen).toEqual(all.events)
      expect(all.events.map(({ position }) => position)).toEqual(
        all.events.map(({ position }) => position).toSorted((a, b) => (a < b ? -1 : 1))
      )
      for (const stream of streams) {
        const own = all.events.filter((event) => event.stream === stream)
        expect(own).toEqual((await handles[2]!.readStream(stream)).events)
        expect(own.map(({ revision }) => revision)).toEqual(own.map((_, index) => index))
      }
    })
  }
})

whenThere("writers in PostgreSQL get along", () => {
  it("lists over the same streams in different orders do not stand in each other's way", async () => {
    const schema = fresh()
    const handles = Array.from({ length: 8 }, () => postgres(pool, { schema }))
    const streams = Array.from({ length: 10 }, (_, index) => `room/${index}` as const)
    let appended = 0
    for (let round = 0; round < 10; round++) {
      const revisions = await Promise.all(streams.map((stream) => handles[0]!.revision(stream)))
      const answers = await Promise.all(
        handles.map((store) =>
          store.append(
            shuffled(streams).map((stream) =>
              request({ stream, expected: revisions[streams.indexOf(stream)]!, events: ["1"] })
            )
          )
        )
      )
      // Each list is one transaction behind all of its locks: the first takes everything.
      expect(tally(answers.flat())).toEqual({ Appended: 10, Conflict: 70 })
      appended += 10
    }
    expect((await page(handles[0]!)).events.length).toBe(appended)
  })

  it("one command that comes on two streams at once is carried out once", async () => {
    const schema = fresh()
    const handles = Array.from({ length: 6 }, () => postgres(pool, { schema }))
    for (let round = 0; round < 10; round++) {
      const [one, two] = [`one-${round}`, `two-${round}`]
      const answers = await Promise.all(
        handles.map((store, index) =>
          store.append(
            // In both orders, each on a stream of its own, so that only the command ids are in common.
            (index % 2 === 0 ? [one, two] : [two, one]).map((commandId) =>
              request({ stream: `room/${round}-${index}-${commandId}`, commandId })
            )
          )
        )
      )
      expect(tally(answers.flat())).toEqual({ Appended: 2, Replayed: 10 })
    }
  })

  it("a list longer than one statement is answered as if it were one", async () => {
    const store = postgres(pool, { schema: fresh() })
    const list = Array.from({ length: 450 }, (_, index) =>
      request({ stream: `room/${index % 3}`, expected: Math.floor(index / 3) - 1 })
    )
    list[4] = request({ stream: "room/1", expected: 7 })
    const answers = await store.append(list)
    expect(tally(answers)).toEqual({ Appended: 301, Conflict: 1, Untried: 148 })
    expect(answers[4]).toEqual({ _tag: "Conflict", revision: 0, missed: [] })
    expect(await Promise.all([0, 1, 2].map((room) => store.revision(`room/${room}`)))).toEqual([149, 0, 149])
    expect(await store.append([])).toEqual([])
  })

  it("a stream that somebody holds for too long is a fault of kind busy, and the command may come again", async () => {
    const schema = fresh()
    const store = postgres(pool, { schema, busyMilliseconds: 50 })
    await store.revision("guestbook/lobby")
    await during(
      (client) =>
        client.query(
          `SELECT ${quoted(schema)}.append('default', '0', 'guestbook/lobby', -1, 'held', 'f', 1, '["held"]')`
        ),
      async () => {
        expect((await faultOf(appendOne(store, request()))).kind).toBe("busy")
        expect((await faultOf(store.append([request({ stream: "a/b" }), request()]))).kind).toBe("busy")
        expect(await store.revision("a/b")).toBe(-1)
        expect((await appendOne(store, request({ stream: "a/c" })))._tag).toBe("Appended")
      }
    )
    expect(await appendOne(store, request({ expected: 0, commandId: "held" }))).toMatchObject({ _tag: "Replayed" })
  })

  it("a connection that is lost before the answer is a fault, and the same command tells what became of it", async () => {
    const schema = fresh()
    const store = postgres(pool, { schema })
    await store.revision("guestbook/lobby")
    const command = request()
    await during(
      (client) =>
        client.query(
          `SELECT ${quoted(schema)}.append('default', '0', 'guestbook/lobby', -1, 'held', 'f', 1, '["held"]')`
        ),
      async () => {
        const appending = faultOf(appendOne(store, command))
        for (let killed = 0; killed === 0; )
          killed = (
            await pool.query(
              "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            )
          ).rows.length
        const fault = await appending
        expect([fault.kind, fault.cause !== undefined]).toEqual(["broken", true])
      }
    )
    expect(await appendOne(store, { ...command, expected: 0 })).toMatchObject({ _tag: "Appended" })
  })
})

whenThere("a schema in PostgreSQL", () => {
  it("is made once, however many open it at once, and is the host's to name", async () => {
    const schema = fresh()
    const handles = Array.from({ length: 12 }, () => postgres(pool, { schema }))
    expect(await Promise.all(handles.map((store) => store.revision("a/b")))).toEqual(handles.map(() => -1))
    const { rows } = await pool.query(`SELECT version FROM ${quoted(schema)}.steps`)
    expect(rows).toEqual([{ version: 1 }])
    for (const wrong of ["", "x".repeat(41), "a\0b"])
      expect(() => postgres(pool, { schema: wrong })).toThrow("the name of a schema")
  })

  it("of a newer version is not touched", async () => {
    const schema = fresh()
    await postgres(pool, { schema }).revision("a/b")
    await pool.query(`INSERT INTO ${quoted(schema)}.steps VALUES (99)`)
    const fault = await faultOf(postgres(pool, { schema }).revision("a/b"))
    expect([fault.kind, fault.message]).toEqual([
      "broken",
      "this schema is of version 99, and this library knows up to 1: use a newer one"
    ])
  })

  it("that cannot be reached is a fault, and is looked for again at the next use", async () => {
    const nowhere = new Pool({ host: "127.0.0.1", port: 1 })
    let reached: Pick<Pool, "query" | "connect"> = nowhere
    const store = postgres(
      { query: (statement) => reached.query(statement as never), connect: () => reached.connect() },
      { schema: fresh() }
    )
    const fault = await faultOf(store.revision("a/b"))
    expect(fault.kind).toBe("broken")
    expect(fault.message).toContain("ECONNREFUSED")
    reached = pool
    expect(await store.revision("a/b")).toBe(-1)
    await nowhere.end()
  })

  it("that is dropped under a handle is not made again by it, for a copy may be on its way", async () => {
    const schema = fresh()
    const store = postgres(pool, { schema })
    await appendOne(store, request())
    await pool.query(`DROP SCHEMA ${quoted(schema)} CASCADE`)
    expect((await faultOf(appendOne(store, request({ expected: 0 })))).message).toContain("does not exist")
    expect((await faultOf(appendOne(store, request({ expected: 0 })))).message).toContain("are gone")
    expect(await postgres(pool, { schema }).revision("guestbook/lobby")).toBe(-1)
    expect(await store.revision("guestbook/lobby")).toBe(-1)
  })

  it("can be looked into with any tool, in columns copied from the text, whatever the text", async () => {
    const schema = fresh()
    const store = postgres(pool, { schema })
    const odd = ["not JSON", '"\\u0000"', "[".repeat(40_000), '{"header":[]}', "1e400000"]
    await appendOne(
      store,
      request({ events: ['{"event":{"_tag":"Signed"},"header":{"actor":"ann","type":"guestbook/Signed"}}', ...odd] })
    )
    const { rows } = await pool.query(
      `SELECT tenant, stream, revision::int, type, actor, event, text FROM ${quoted(schema)}.readable_events ORDER BY revision`
    )
    expect(rows[0]).toMatchObject({
      tenant: "default",
      stream: "guestbook/lobby",
      type: "guestbook/Signed",
      actor: "ann",
      event: { _tag: "Signed" }
    })
    expect(rows.slice(1).map(({ type, event, text }) => [type, event, text])).toEqual(
      odd.map((text) => [null, null, text])
    )
  })

  it("takes no name or text that it could not give back", async () => {
    const schema = fresh()
    const store = postgres(pool, { schema })
    for (const wrong of [
      { events: ['"\u0000"'] },
      { events: ['"\u001e"'] },
      { events: [""] },
      { commandId: "a\u0000" },
      { stream: "a/\u0000" as const }
    ]) {
      expect((await faultOf(appendOne(store, request(wrong)))).kind).toBe("misused")
      expect((await faultOf(store.append([request(), request(wrong)]))).kind).toBe("misused")
    }
    expect((await page(store)).events).toEqual([])
  })

  it("stands in a pool that stays open when a handle is closed", async () => {
    const store = postgres(pool, { schema: fresh() })
    await store.revision("a/b")
    await store.close()
    expect((await faultOf(store.append([]))).kind).toBe("closed")
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }])
  })
})

whenThere("a list that was stored", () => {
  it("is not sent again because a question about what was missed met somebody who came first", async () => {
    const schema = fresh()
    let refused = 0
    const refusing: PostgresPool = {
      connect: () => pool.connect(),
      query: async (statement) => {
        if (statement.name?.endsWith(".stream") === true && refused++ === 0)
          throw Object.assign(new Error("could not serialize access"), { code: "40001" })
        return pool.query(statement as never)
      }
    }
    const store = postgres(refusing, { schema })
    const to = (stream: Append["stream"], expected: number, commandId: string): Append => ({
      stream,
      expected,
      commandId,
      fingerprint: "f",
      events: ['"x"']
    })
    await store.append([to("guestbook/b", -1, "b0")])
    const answers = await store.append([
      to("guestbook/a", -1, "a0"),
      to("guestbook/a", 0, "a1"),
      to("guestbook/b", -1, "b1")
    ])
    expect(refused).toBe(2)
    expect(answers.map(({ _tag }) => _tag)).toEqual(["Appended", "Appended", "Conflict"])
    expect(answers[2]).toMatchObject({ revision: 0, missed: [{ revision: 0 }] })
  })
})

whenThere("tables of version 1", () => {
  it("are brought to the present version, and go on from what was in them", async () => {
    const released = "released_1"
    const now = fresh()
    made.push(released)
    await pool.query(`DROP SCHEMA IF EXISTS ${released} CASCADE`)
    await pool.query(schemaOf("postgres-1").replaceAll('"goodfaith"', `"${released}"`))
    await goesOn(postgres(pool, { schema: released }))
    await postgres(pool, { schema: now }).revision("guestbook/lobby")
    const tables = async (schema: string) => {
      const columns = await pool.query(
        `SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name, is_identity
         FROM information_schema.columns WHERE table_schema = $1 ORDER BY 1, 2`,
        [schema]
      )
      const functions = await pool.query(
        `SELECT proname, pg_get_function_arguments(oid) AS arguments, replace(prosrc, $2, 'here') AS source
         FROM pg_proc WHERE pronamespace = to_regnamespace($1) ORDER BY 1`,
        [quoted(schema), quoted(schema)]
      )
      return {
        columns: columns.rows,
        functions: functions.rows.map(({ source, ...rest }) => ({ ...rest, words: words(source) }))
      }
    }
    /** The name of a schema stands in texts inside of texts too, with other marks around it. */
    const words = (source: string) => source.replace(/E'.*?', 0/g, "E'here', 0")
    expect(await tables(released)).toEqual(await tables(now))
  })
})

whenThere("events that were moved to another database", () => {
  /** As a restored copy has them: transaction ids that this cluster will not reach for long, or has given to others. */
  const moved = async (schema: string, how: string) => {
    await pool.query(`UPDATE ${quoted(schema)}.events
      SET xid = (18446744073709551000 + (SELECT count(*) FROM ${quoted(schema)}.events f WHERE f.xid < events.xid))::text::xid8`)
    await pool.query(`UPDATE ${quoted(schema)}.log SET ${how}`)
  }

  const kept = async (through: Pool, schema: string, how: string) => {
    const store = postgres(through, { schema })
    const command = request({ commandId: "known", stream: "a/c", events: ["3", "4"] })
    await store.append([request({ stream: "a/b", events: ["1", "2"] }), command])
    await store.append([request({ stream: "a/b", expected: 1, events: ["5"] })])
    const other = postgres(through, { schema, tenant: "other" })
    await appendOne(other, request({ events: ["6"] }))
    const before = await page(store)
    await moved(schema, how)
    expect((await page(store)).events).toEqual([]) // the handle that was open does not know

    const again = postgres(through, { schema })
    const answer = await again.readAll({ after: before.position })
    expect(answer._tag).toBe("OtherEpoch")
    const after = await page(again)
    expect(texts(after.events)).toEqual(["1", "2", "3", "4", "5"])
    expect(after).toMatchObject({ more: false, withheld: 0 })
    const replayed = await appendOne(again, command)
    expect(replayed).toMatchObject({ _tag: "Replayed", receipt: { position: after.events[3]!.position } })
    await appendOne(again, request({ stream: "a/b", expected: 2, events: ["7"] }))
    expect(texts((await page(again, after.position)).events)).toEqual(["7"])
    expect(texts((await page(other)).events)).toEqual(["6"])
    // And every handle goes on in the new epoch, also those that were open; opening again begins no other one.
    expect(await page(store)).toEqual(await page(postgres(through, { schema })))
  }

  it("begin a new epoch in another cluster or on another timeline, in their old order", () =>
    kept(pool, fresh(), "cluster = '7000000000000000000/00000001'"))
  it("begin a new epoch in another database, or when their table was made anew, in their old order", () =>
    kept(pool, fresh(), "place = '1/2'"))

  it.skipIf(server?.own !== true)(
    "begin a new epoch also when the role may not ask for the cluster: its transactions are not of here",
    async () => {
      await pool.query(`
        CREATE ROLE limited LOGIN; GRANT CREATE ON DATABASE postgres TO limited;
        REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC`)
      const limited = new Pool({ connectionString: server!.url.replace("goodfaith@", "limited@"), max: 4 })
      pools.push(limited)
      await kept(limited, fresh(), "cluster = NULL")
    }
  )
})
