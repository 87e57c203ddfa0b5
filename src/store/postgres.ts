/**
 * A store in PostgreSQL (13 or later), over anything shaped like the `Pool` of the package `pg`: for hosts with several processes.
 *
 * A list of appends is one statement, so it costs one round trip and one commit. How events are ordered and why nobody skips one
 * is told in docs/decisions/store-and-journal.md.
 */
import type { Revision, StreamId } from "../language/ids.ts"
import { type Answer, type Append, pageSize, type Position, type Store, type StoredEvent, StoreFault } from "./port.ts"
import { checkAppends, checkFrom, checkLimit, spoils, untried } from "./request.ts"

/** What is used of a `Pool`. It is the host's: its size, its timeouts, its errors while idle and its end are not ours. */
export interface PostgresPool {
  query(statement: PostgresStatement): Promise<PostgresResult>
  connect(): Promise<PostgresClient>
}
/** What is used of a client of the pool. */
export interface PostgresClient {
  query(statement: PostgresStatement): Promise<PostgresResult>
  release(broken?: boolean): void
}
interface PostgresStatement {
  readonly text: string
  readonly name?: string
  /** Texts only, so that nothing depends on how a driver writes numbers or arrays. */
  values?: Array<string | null>
}
interface PostgresResult {
  readonly rows: ReadonlyArray<any>
}

export interface PostgresOptions {
  /** Whose events these are. One schema may hold several tenants; a handle sees one. */
  readonly tenant?: string
  /** The schema that holds the tables, made when it is missing: `goodfaith` when left out, at most 40 bytes. */
  readonly schema?: string
  /** `false` behind a pooler that hands every transaction to another connection and keeps no prepared statements for them. */
  readonly prepared?: boolean
  /** How long an append waits for others who write to the same streams. 5,000 when left out. */
  readonly busyMilliseconds?: number
}

/**
 * A handle, at once: the tables are looked for, made or brought up to date at its first use, and again at the next one when that
 * failed. So a host can make its stores where it makes its pool, and starts also while the database does not answer yet.
 *
 * The pool is the host's: closing the handle leaves it open. An append survives what a commit of the database survives; a host that
 * sets `synchronous_commit` to `off` has chosen otherwise. A name or text with U+0000 or U+001E in it is `misused`, as is an empty text:
 * PostgreSQL holds no U+0000, U+001E stands between the texts on their way, and none of these is a JSON value of the port.
 *
 * ```ts nocheck: needs a database
 * import { postgres } from "goodfaith/postgres"
 * import { Pool } from "pg"
 * const pool = new Pool({ connectionString: process.env.DATABASE_URL })
 * pool.on("error", () => {}) // a connection that is lost while nobody uses it
 * const store = postgres(pool)
 * await store.append([{ stream: "guestbook/lobby", expected: -1, commandId: "c1", fingerprint: "f1", events: ["{}"] }])
 * await store.revision("guestbook/lobby") // => 0
 * await store.close()
 * await pool.end()
 * ```
 */
export const postgres = (pool: PostgresPool, options: PostgresOptions = {}): Store => {
  const { tenant = "default", schema = "goodfaith", prepared = true, busyMilliseconds = 5000 } = options
  const s = quotedSchema(schema)
  const statements = statementsIn(s)
  // To PostgreSQL 0 means for ever.
  const wait = String(Math.min(Math.max(Math.ceil(busyMilliseconds), 1), 2 ** 31 - 1))
  let closed = false
  let ready: Promise<void> | undefined
  let wasThere = false

  /**
   * Runs one statement, which is a transaction of its own; again, when others came first. Never more than one: a list that was stored and
   * is sent again because a later question failed would be answered as if it had come twice.
   */
  const run = async (name: keyof typeof statements, values: Array<string>): Promise<PostgresResult["rows"]> => {
    if (values.some((value) => value.includes("\0"))) throw new StoreFault("misused", "PostgreSQL holds no U+0000")
    const named = prepared ? { name: `goodfaith.${schema}.${name}` } : {}
    const { rows } = await patiently(busyMilliseconds, () =>
      pool.query({ ...named, text: statements[name], values: [...values] })
    )
    return rows
  }

  const open = async <A>(work: () => Promise<A>): Promise<A> => {
    if (closed) throw new StoreFault("closed", "this handle was closed")
    try {
      await (ready ??= patiently(busyMilliseconds, () => opened(pool, s, wasThere)).catch((cause: unknown) => {
        ready = undefined
        throw cause
      }))
      wasThere = true
      return await work()
    } catch (cause) {
      // A restart, or another database in the old one's place, may be behind it: look again.
      if ((cause as StoreFault).kind === "broken") ready = undefined
      throw cause
    }
  }

  const append = async (requests: ReadonlyArray<Append>): Promise<ReadonlyArray<Answer>> => {
    const [one] = requests
    const rows: ReadonlyArray<AnswerRow> =
      requests.length === 1
        ? await run("append", [tenant, wait, ...parametersOf(one!)])
        : await run("appendList", [tenant, wait, ...parametersOfList(requests)])
    if (rows[0]?.tag === "All") return allAppended(requests, rows[0])
    return Promise.all(
      rows.map(async (row, index): Promise<Answer> => {
        const { stream, expected, commandId, events } = requests[index]!
        switch (row.tag) {
          case "Appended": {
            const position = positionOf(row.epoch, row.xid!, row.number!)
            const [first, last] = [expected + 1, expected + events.length]
            return { _tag: row.tag, receipt: { commandId, stream, first, last, position } }
          }
          case "Replayed": {
            const position = positionOf(row.epoch, row.xid!, row.number!)
            const [first, last] = [Number(row.first), Number(row.last)]
            return { _tag: row.tag, receipt: { commandId, stream: row.stream!, first, last, position } }
          }
          case "Conflict": {
            const revision = Number(row.revision)
            const missed = revision > expected ? await missedBy(requests[index]!, revision) : []
            return { _tag: row.tag, revision, missed }
          }
          case "Untried":
            return untried
          default:
            return { _tag: row.tag as "OtherCommand" | "Confirmed" }
        }
      })
    )
  }

  /** Nothing that is stored changes, so a second question can't contradict the first. */
  const missedBy = async (request: Append, revision: Revision): Promise<ReadonlyArray<StoredEvent>> =>
    eventsOf(
      await run("stream", [tenant, request.stream, whole(request.expected + 1), whole(revision), whole(pageSize)])
    )

  return {
    append: async (requests) => {
      if (!closed) checkAppends(requests)
      // A long list goes in parts: a lock for each stream has to find room in the memory that all sessions share.
      const answers: Array<Answer> = []
      const spoilt = new Set<StreamId>()
      for (let from = 0; from < requests.length || from === 0; from += longest) {
        const part = requests.slice(from, from + longest)
        const tried = part.filter(({ stream }) => !spoilt.has(stream))
        const given = await open(async () => (tried.length === 0 ? [] : append(tried)))
        let next = 0
        for (const request of part) answers.push(spoilt.has(request.stream) ? untried : given[next++]!)
        tried.forEach((request, index) => {
          if (spoils(request, given[index]!)) spoilt.add(request.stream)
        })
      }
      return answers
    },
    readStream: async (stream, page = {}) => {
      const [from, limit] = [checkFrom(page.from), checkLimit(page.limit)]
      return open(async () => {
        const rows = await run("stream", [tenant, stream, whole(from), whole(Infinity), whole(limit)])
        return { events: eventsOf(rows), revision: Number(rows[0].head) }
      })
    },
    readAll: async (page = {}) => {
      const limit = checkLimit(page.limit)
      const after = page.after === undefined ? start : placeOf(page.after)
      return open(async () => {
        const rows: ReadonlyArray<PageRow> = await run("all", [
          tenant,
          after?.xid ?? "0",
          after?.number ?? "0",
          whole(limit + 1)
        ])
        const { epoch, withheld, known } = rows[0]!
        const found = eventsOf(rows)
        // A place that this log has not reached was given by another one, of which this is an older copy.
        const reached = found.length > 0 || known === "true" || (after?.xid === "0" && after.number === "0")
        if (after === undefined || !reached || (after.epoch !== undefined && after.epoch !== epoch))
          return { _tag: "OtherEpoch", epoch }
        const events = found.slice(0, limit)
        return {
          _tag: "Page",
          events,
          position: events.at(-1)?.position ?? positionOf(epoch, after.xid, after.number),
          more: found.length > limit,
          withheld: Number(withheld)
        }
      })
    },
    revision: (stream) => open(async () => Number((await run("revision", [tenant, stream]))[0].head)),
    close: async () => {
      closed = true
    }
  }
}

// -- What is asked and answered --

/** Stands between texts on their way: the port's texts hold no control character. */
const separator = "\u001e"

/** As many requests go into one statement. */
const longest = 200

/** No text is empty, so that one text and none can be told apart. */
const joinedTexts = (texts: ReadonlyArray<string>): string => {
  texts.forEach(checkText)
  if (texts.includes("")) throw new StoreFault("misused", "an event is one JSON value, and this text is empty")
  return texts.join(separator)
}

/** Each name behind a separator, for names may be empty; the first part is dropped in the database. */
const joined = (names: ReadonlyArray<string>): string => {
  names.forEach(checkText)
  return names.map((name) => separator + name).join("")
}

const checkText = (text: string): void => {
  if (text.includes(separator))
    throw new StoreFault(
      "misused",
      "a name or text holds U+001E, which stands between texts on their way to PostgreSQL"
    )
}

/** A whole number that a `bigint` can hold; beyond what counts exactly, one is as far as another. */
const whole = (number: number): string => String(Math.min(number, Number.MAX_SAFE_INTEGER))
const wholes = (numbers: ReadonlyArray<number>): string => `{${numbers.map(whole).join(",")}}`

const parametersOf = ({ stream, expected, commandId, fingerprint, events }: Append): ReadonlyArray<string> => [
  stream,
  whole(expected),
  commandId,
  fingerprint,
  String(events.length),
  joinedTexts(events)
]

const parametersOfList = (requests: ReadonlyArray<Append>): ReadonlyArray<string> => [
  joined(requests.map(({ stream }) => stream)),
  wholes(requests.map(({ expected }) => expected)),
  joined(requests.map(({ commandId }) => commandId)),
  joined(requests.map(({ fingerprint }) => fingerprint)),
  wholes(requests.map(({ events }) => events.length)),
  joinedTexts(requests.flatMap(({ events }) => events)),
  ...parametersOfPlainList(requests)
]

/** For a list that goes in as a whole when its streams are where it thinks they are and none of its commands is known. */
const parametersOfPlainList = (requests: ReadonlyArray<Append>): ReadonlyArray<string> => {
  const [ends, commands] = [new Map<StreamId, Revision>(), new Set<string>()]
  const [streams, revisions, bases]: [Array<StreamId>, Array<Revision>, Array<Revision>] = [[], [], []]
  for (const { stream, expected, commandId, events } of requests) {
    const end = ends.get(stream)
    if (events.length === 0 || commands.has(commandId) || (end !== undefined && end !== expected))
      return ["", "{}", "{}"]
    // What the stream must be at before the list; nothing is to be asked about a stream that the list has been at.
    bases.push(end === undefined ? expected : -2)
    ends.set(stream, expected + events.length)
    commands.add(commandId)
    events.forEach((_, index) => {
      streams.push(stream)
      revisions.push(expected + 1 + index)
    })
  }
  return [joined(streams), wholes(revisions), wholes(bases)]
}

interface AnswerRow {
  readonly epoch: string
  readonly tag: Answer["_tag"] | "All"
  /** Stream, first and last of a receipt that was there before. */
  readonly stream: StreamId | null
  readonly first: string | null
  readonly last: string | null
  readonly xid: string | null
  /** Of the last event; of every event, when all were appended. */
  readonly number: string | null
  readonly revision: string | null
}
interface EventRow {
  readonly epoch: string
  readonly xid: string | null
  readonly number: string
  readonly stream: StreamId
  readonly revision: string
  readonly text: string
}
interface PageRow extends EventRow {
  readonly withheld: string
  /** Whether the place that was asked from is one of this log. */
  readonly known: "true" | "false"
}

const allAppended = (requests: ReadonlyArray<Append>, { epoch, xid, number }: AnswerRow): ReadonlyArray<Answer> => {
  const numbers = number!.split(",")
  let count = 0
  return requests.map(({ stream, expected, commandId, events }) => {
    count += events.length
    const position = positionOf(epoch, xid!, numbers[count - 1]!)
    const [first, last] = [expected + 1, expected + events.length]
    return { _tag: "Appended", receipt: { commandId, stream, first, last, position } }
  })
}

/** A page without events is one row without an event, for what else was asked. */
const eventsOf = (rows: ReadonlyArray<EventRow>): ReadonlyArray<StoredEvent> =>
  rows.flatMap(({ epoch, xid, number, stream, revision, text }) =>
    xid === null ? [] : [{ stream, revision: Number(revision), position: positionOf(epoch, xid, number), text }]
  )

/** Ordered as text inside an epoch: 20 digits hold any `xid8`, 19 any `bigint`. */
const positionOf = (epoch: string, xid: string, number: string): Position =>
  `${epoch}.${xid.padStart(20, "0")}.${number.padStart(19, "0")}`

interface Place {
  readonly epoch?: string
  readonly xid: string
  readonly number: string
}
const start: Place = { xid: "0", number: "0" }

/** `undefined` for what is no position of any log in PostgreSQL. */
const placeOf = (position: Position): Place | undefined => {
  const [, epoch, xid = "", number = ""] = /^([^.]+)\.(\d{20})\.(\d{19})$/.exec(position) ?? []
  return epoch === undefined || xid > "18446744073709551615" || number > "9223372036854775807"
    ? undefined
    : { epoch, xid: String(BigInt(xid)), number: String(BigInt(number)) } // PostgreSQL reads `010` as the `xid8` 8
}

// -- The statements --

/** The revision of a stream, by one step into the index: as `max` it is planned as a walk through the stream while statistics are young. */
const headOf = (s: string, tenant: string, stream: string): string =>
  `coalesce((SELECT h.revision FROM ${s}.events h
    WHERE h.tenant = ${tenant} AND h.stream = ${stream} ORDER BY h.revision DESC LIMIT 1), -1)`

const statementsIn = (s: string) => ({
  append: `SELECT * FROM ${s}.append($1, $2, $3, $4, $5, $6, $7, $8)`,
  appendList: `SELECT * FROM ${s}.append_list($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  revision: `SELECT ${headOf(s, "$1", "$2")}::text AS head`,
  stream: `
    SELECT l.epoch, ${headOf(s, "$1", "$2")}::text AS head,
      e.xid::text, e.number::text, e.stream, e.revision::text, e.text
    FROM ${s}.log l
    LEFT JOIN LATERAL (
      SELECT * FROM ${s}.events
      WHERE tenant = $1 AND stream = $2 AND revision >= $3::bigint AND revision <= $4::bigint
      ORDER BY revision LIMIT $5::bigint
    ) e ON true
    ORDER BY e.revision`,
  // Below `xmin` every transaction has ended. What is at or above it may still get a neighbour before it, so it is held back.
  all: `
    SELECT l.epoch, w.withheld::text, k.known::text, e.xid::text, e.number::text, e.stream, e.revision::text, e.text
    FROM ${s}.log l
    CROSS JOIN (
      SELECT count(*) AS withheld FROM ${s}.events
      WHERE tenant = $1 AND xid >= pg_snapshot_xmin(pg_current_snapshot())
        AND (xid, number) > ($2::text::xid8, $3::bigint)
    ) w
    CROSS JOIN (
      SELECT EXISTS (
        SELECT FROM ${s}.events WHERE tenant = $1 AND xid = $2::text::xid8 AND number = $3::bigint
      ) AS known
    ) k
    LEFT JOIN LATERAL (
      SELECT * FROM ${s}.events
      WHERE tenant = $1 AND (xid, number) > ($2::text::xid8, $3::bigint)
        AND xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY xid, number LIMIT $4::bigint
    ) e ON true
    ORDER BY e.xid, e.number`
})

// -- The tables --

/**
 * Each step is what a released version of this library added; a step is never changed afterwards. `text` is what counts: the columns
 * of a view are copied from it for people who look into the database, and are never read by us.
 */
const steps: ReadonlyArray<(s: string) => string> = [
  (s) => `
  -- cluster, place: where the data was when its epoch began. The first opening finds that it was nowhere, and begins one.
  CREATE TABLE ${s}.log (epoch text NOT NULL, cluster text, place text NOT NULL);
  INSERT INTO ${s}.log VALUES ('', NULL, '');

  CREATE TABLE ${s}.events (
    tenant text COLLATE "C" NOT NULL,
    stream text COLLATE "C" NOT NULL,
    revision bigint NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    number bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY,
    text text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, stream, revision)
  );
  CREATE INDEX events_of_tenant ON ${s}.events (tenant, xid, number);

  CREATE TABLE ${s}.receipts (
    tenant text COLLATE "C" NOT NULL,
    command_id text COLLATE "C" NOT NULL,
    fingerprint text COLLATE "C" NOT NULL,
    stream text COLLATE "C" NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    PRIMARY KEY (tenant, command_id)
  );

  CREATE FUNCTION ${s}.append(
    p_tenant text, p_wait text,
    p_stream text, p_expected bigint, p_command text, p_fingerprint text, p_size bigint, p_texts text,
    OUT epoch text, OUT tag text, OUT stream text, OUT first text, OUT last text, OUT xid text, OUT number text,
    OUT revision text
  ) LANGUAGE plpgsql VOLATILE AS ${literal(appendOneBody(s))};

  CREATE FUNCTION ${s}.append_list(
    p_tenant text, p_wait text,
    p_streams text, p_expected bigint[], p_commands text, p_fingerprints text, p_sizes bigint[], p_texts text,
    p_streams_of_events text, p_revisions bigint[], p_bases bigint[]
  ) RETURNS TABLE (
    epoch text, tag text, stream text, first text, last text, xid text, number text, revision text
  ) LANGUAGE plpgsql VOLATILE AS ${literal(appendListBody(s))};

  CREATE FUNCTION ${s}.as_json(value text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS ${literal(`
  BEGIN
    RETURN value::jsonb;
  EXCEPTION WHEN OTHERS THEN
    RETURN NULL;
  END`)};

  CREATE VIEW ${s}.readable_events AS
    SELECT e.xid, e.number, e.tenant, e.stream, e.revision,
      j.value #>> '{header,type}' AS type,
      j.value #>> '{header,occurredAt}' AS occurred_at,
      j.value #>> '{header,recordedAt}' AS recorded_at,
      j.value #>> '{header,actor}' AS actor,
      j.value -> 'event' AS event,
      e.text
    FROM ${s}.events e CROSS JOIN LATERAL (SELECT ${s}.as_json(e.text) AS value OFFSET 0) j;
  `
]

/**
 * The stream is locked before anything is written. A lock assigns no transaction id: it is taken with the first row, so that of two
 * transactions on one stream the later one has the higher id. Each statement in here sees what was committed before it began (under
 * READ COMMITTED), so what is read behind the lock is the newest there is.
 */
const appendOneBody = (s: string): string => `
#variable_conflict use_column
DECLARE
  v_done text;
  v_head bigint;
  v_known text;
  v_stream text;
  v_last bigint;
BEGIN
  -- Assigned to nobody's use: an assignment costs a tenth of a statement.
  v_done := set_config('lock_timeout', p_wait, true);
  IF p_size > 0 THEN
    v_done := pg_advisory_xact_lock(${lockOf(s, "p_stream")});
  END IF;
  -- One statement, so a probe is answered from one moment.
  SELECT (SELECT l.epoch FROM ${s}.log l), ${headOf(s, "p_tenant", "p_stream")},
    (SELECT k.fingerprint FROM ${s}.receipts k WHERE k.tenant = p_tenant AND k.command_id = p_command)
  INTO epoch, v_head, v_known;
  IF v_known IS NOT NULL THEN
    IF v_known <> p_fingerprint COLLATE "C" THEN
      tag := 'OtherCommand';
      RETURN;
    END IF;
    tag := 'Replayed';
    SELECT k.stream, k.first, k.last INTO v_stream, first, v_last
    FROM ${s}.receipts k WHERE k.tenant = p_tenant AND k.command_id = p_command;
    SELECT e.xid, e.number INTO xid, number
    FROM ${s}.events e WHERE e.tenant = p_tenant AND e.stream = v_stream AND e.revision = v_last;
    stream := v_stream; last := v_last;
  ELSIF v_head <> p_expected THEN
    tag := 'Conflict';
    revision := v_head;
  ELSIF p_size = 0 THEN
    tag := 'Confirmed';
  ELSE
    tag := 'Appended';
    IF p_size = 1 THEN
      WITH kept AS (
        INSERT INTO ${s}.receipts (tenant, command_id, fingerprint, stream, first, last)
        VALUES (p_tenant, p_command, p_fingerprint, p_stream, v_head + 1, v_head + 1)
      )
      INSERT INTO ${s}.events AS e (tenant, stream, revision, text)
      VALUES (p_tenant, p_stream, v_head + 1, p_texts)
      RETURNING e.xid::text, e.number::text INTO xid, number;
    ELSE
      WITH added AS (
        INSERT INTO ${s}.events (tenant, stream, revision, text)
        SELECT p_tenant, p_stream, v_head + t.ordinal, t.text
        FROM unnest(string_to_array(p_texts, chr(30))) WITH ORDINALITY AS t(text, ordinal)
        RETURNING number
      ), kept AS (
        INSERT INTO ${s}.receipts (tenant, command_id, fingerprint, stream, first, last)
        VALUES (p_tenant, p_command, p_fingerprint, p_stream, v_head + 1, v_head + p_size)
      )
      SELECT pg_current_xact_id()::text, max(a.number)::text INTO xid, number FROM added a;
    END IF;
  END IF;
END`

/**
 * All streams are locked first, in one order for all sessions, so that no two lists wait for each other. A list in which each request is
 * in its place is written as a whole and answered with one row; otherwise one request after the other is looked at.
 */
const appendListBody = (s: string): string => `
#variable_conflict use_column
DECLARE
  v_done text;
  v_streams text[] := (string_to_array(p_streams, chr(30)))[2:];
  v_commands text[] := (string_to_array(p_commands, chr(30)))[2:];
  v_fingerprints text[] := (string_to_array(p_fingerprints, chr(30)))[2:];
  v_texts text[] := string_to_array(p_texts, chr(30));
  v_spoilt text[] := '{}';
  v_upto bigint := 0;
BEGIN
  v_done := set_config('lock_timeout', p_wait, true);
  PERFORM pg_advisory_xact_lock(k.key) FROM (
    SELECT DISTINCT ${lockOf(s, "r.stream")} AS key
    FROM unnest(v_streams, p_sizes) AS r(stream, size) WHERE r.size > 0 ORDER BY 1
  ) k;

  IF cardinality(p_bases) > 0 AND NOT EXISTS (
    SELECT FROM unnest(v_streams, p_bases, v_commands) AS r(stream, base, command)
    WHERE (r.base <> -2 AND r.base <> ${headOf(s, "p_tenant", "r.stream")})
      OR (SELECT true FROM ${s}.receipts k WHERE k.tenant = p_tenant AND k.command_id = r.command)
  ) THEN
    RETURN QUERY
      WITH added AS (
        INSERT INTO ${s}.events (tenant, stream, revision, text)
        SELECT p_tenant, t.stream, t.revision, t.text
        FROM unnest((string_to_array(p_streams_of_events, chr(30)))[2:], p_revisions, v_texts) AS t(stream, revision, text)
        RETURNING number
      ), kept AS (
        INSERT INTO ${s}.receipts (tenant, command_id, fingerprint, stream, first, last)
        SELECT p_tenant, r.command, r.fingerprint, r.stream, r.expected + 1, r.expected + r.size
        FROM unnest(v_commands, v_fingerprints, v_streams, p_expected, p_sizes)
          AS r(command, fingerprint, stream, expected, size)
        ORDER BY r.command COLLATE "C"
      )
      SELECT (SELECT l.epoch FROM ${s}.log l), 'All', NULL::text, NULL::text, NULL::text,
        pg_current_xact_id()::text, string_agg(a.number::text, ',' ORDER BY a.number), NULL::text
      FROM added a;
    RETURN;
  END IF;

  FOR i IN 1..cardinality(v_streams) LOOP
    v_upto := v_upto + p_sizes[i];
    IF v_streams[i] = ANY (v_spoilt) THEN
      epoch := NULL; tag := 'Untried'; stream := NULL; first := NULL; last := NULL;
      xid := NULL; number := NULL; revision := NULL;
    ELSE
      SELECT a.* INTO epoch, tag, stream, first, last, xid, number, revision
      FROM ${s}.append(p_tenant, p_wait, v_streams[i], p_expected[i], v_commands[i], v_fingerprints[i], p_sizes[i],
        array_to_string(v_texts[v_upto - p_sizes[i] + 1 : v_upto], chr(30))) a;
      IF p_sizes[i] > 0 AND tag <> 'Appended' THEN
        v_spoilt := v_spoilt || v_streams[i];
      END IF;
    END IF;
    RETURN NEXT;
  END LOOP;
END`

const quotedSchema = (schema: string): string => {
  // PostgreSQL would cut a longer name in silence, and the names of prepared statements hold it as well.
  const bytes = new TextEncoder().encode(schema).length
  if (bytes >= 1 && bytes <= 40 && !schema.includes("\0")) return `"${schema.replaceAll('"', '""')}"`
  throw new StoreFault("misused", `the name of a schema has 1 to 40 bytes and no U+0000, not ${bytes} bytes`)
}

const literal = (text: string): string => `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`

/** The schema is in it, so that two schemas of one database do not wait for each other. */
const lockOf = (s: string, stream: string): string =>
  `hashtextextended(p_tenant || '/' || ${stream}, hashtextextended(${literal(s)}, 0))`

// -- Opening --

interface Log {
  readonly version: number
  readonly cluster: string | null
  readonly place: string
  /** Where the data is now. */
  readonly placeNow: string
  /** Events of transactions that this cluster has not begun yet: they came from another one. */
  readonly foreign: boolean
}

/** Looks whether the tables are there, of the present version, and where they were left; does what is to be done otherwise. */
const opened = async (pool: PostgresPool, s: string, wasThere: boolean): Promise<void> => {
  const { rows } = await pool.query({
    text: "SELECT current_setting('server_encoding') AS encoding, to_regclass($1)::text AS steps",
    values: [`${s}.steps`]
  })
  const { encoding, steps: there } = rows[0]
  if (encoding !== "UTF8")
    throw new StoreFault(
      "broken",
      `this database is encoded in ${encoding}, and texts are kept to the letter in UTF8 only`
    )
  // Somebody may be about to put an older copy in their place.
  if (there === null && wasThere)
    throw new StoreFault("broken", `the tables in ${s} are gone; only a handle that is opened anew makes them again`)
  const cluster = await clusterOf(pool)
  if (there !== null) {
    const log = await logOf(pool, s, cluster)
    if (log.version === steps.length && !hasMoved(log, cluster) && (cluster === null || log.cluster !== null)) return
  }
  const client = await pool.connect()
  try {
    // A level of our own choice: behind the lock the newest is to be seen, whatever the session's default is.
    await client.query({ text: "BEGIN ISOLATION LEVEL READ COMMITTED" })
    await client.query({
      text: "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
      values: [`goodfaith opening ${s}`]
    })
    await migrated(client, s)
    const log = await logOf(client, s, cluster)
    if (hasMoved(log, cluster)) await begunAnew(client, s)
    await client.query({
      text: `UPDATE ${s}.log SET cluster = coalesce($1, cluster), place = $2`,
      values: [cluster, log.placeNow]
    })
    await client.query({ text: "COMMIT" })
    client.release()
  } catch (cause) {
    // A connection in an open transaction is of no use to anybody: the pool throws it away.
    client.release(true)
    throw cause
  }
}

/** Brings the tables to the present version, one step after the other. */
const migrated = async (client: PostgresClient, s: string): Promise<void> => {
  const { rows } = await client.query({
    text: "SELECT to_regnamespace($1)::text AS schema, to_regclass($2)::text AS steps",
    values: [s, `${s}.steps`]
  })
  if (rows[0].schema === null) await client.query({ text: `CREATE SCHEMA ${s}` })
  if (rows[0].steps === null)
    await client.query({ text: `CREATE TABLE ${s}.steps (version integer NOT NULL PRIMARY KEY)` })
  const version = await versionOf(client, s)
  for (let next = version; next < steps.length; next++) {
    await client.query({ text: steps[next]!(s) })
    await client.query({ text: `INSERT INTO ${s}.steps VALUES (${next + 1})` })
  }
}

const versionOf = async (client: Pick<PostgresClient, "query">, s: string): Promise<number> => {
  const { rows } = await client.query({ text: `SELECT coalesce(max(version), 0)::text AS version FROM ${s}.steps` })
  const version = Number(rows[0].version)
  if (version <= steps.length) return version
  throw new StoreFault(
    "broken",
    `this schema is of version ${version}, and this library knows up to ${steps.length}: use a newer one`
  )
}

const logOf = async (client: Pick<PostgresClient, "query">, s: string, cluster: string | null): Promise<Log> => {
  const version = await versionOf(client, s)
  // Only asked for when the cluster does not tell its name: it reads all events.
  const foreign = `EXISTS (SELECT FROM ${s}.events WHERE xid >= pg_snapshot_xmax(pg_current_snapshot()))`
  const { rows } = await client.query({
    text: `SELECT l.cluster, l.place, (${cluster === null ? foreign : "false"})::text AS foreign,
        (SELECT oid FROM pg_database WHERE datname = current_database()) || '/' || to_regclass($1)::oid AS place_now
      FROM ${s}.log l`,
    values: [`${s}.events`]
  })
  const row = rows[0]
  if (row === undefined) throw new StoreFault("broken", `the table ${s}.log is empty, and holds one row in every log`)
  return {
    version,
    cluster: row.cluster,
    place: row.place,
    placeNow: row.place_now,
    foreign: row.foreign === "true"
  }
}

/**
 * The identifier of the cluster and its timeline, which grows with each recovery from a backup and with each failover. `null` when this
 * role may not ask for it or the service does not tell: then the database, the table and the events themselves have to say.
 */
const clusterOf = async (pool: PostgresPool): Promise<string | null> => {
  try {
    const { rows } = await pool.query({
      text: `SELECT (SELECT system_identifier FROM pg_control_system())::text || '/' ||
          left(pg_walfile_name(pg_current_wal_lsn()), 8) AS cluster`
    })
    return rows[0].cluster
  } catch (cause) {
    // insufficient_privilege, feature_not_supported, undefined_function, object_not_in_prerequisite_state (a standby)
    if (["42501", "0A000", "42883", "55000"].includes(codeOf(cause))) return null
    throw cause
  }
}

const hasMoved = ({ cluster, place, placeNow, foreign }: Log, now: string | null): boolean =>
  place !== placeNow || foreign || (cluster !== null && now !== null && cluster !== now)

/**
 * A new epoch. Transaction ids of another cluster mean nothing here, and might be above all of its own for good: all events get
 * the lowest one, and new numbers in their old order. Nobody appends meanwhile; who reads sees all before or all after.
 */
const begunAnew = async (client: PostgresClient, s: string): Promise<void> => {
  for (const text of [
    `LOCK TABLE ${s}.events IN EXCLUSIVE MODE`,
    `UPDATE ${s}.events e SET xid = '0', number = o.number
      FROM (SELECT tenant, stream, revision, row_number() OVER (ORDER BY xid, number) AS number FROM ${s}.events) o
      WHERE (e.tenant, e.stream, e.revision) = (o.tenant, o.stream, o.revision)`,
    `SELECT setval(pg_get_serial_sequence(${literal(`${s}.events`)}, 'number'), count(*) + 1, false) FROM ${s}.events`,
    `UPDATE ${s}.log SET epoch = gen_random_uuid()::text`
  ])
    await client.query({ text })
}

// -- Others, and faults --

/** The code of an error of PostgreSQL or of the network; empty when there is none. */
const codeOf = (cause: unknown): string => String((cause as { readonly code?: unknown } | undefined)?.code ?? "")

/** unique_violation, serialization_failure, deadlock_detected: another one came first, and it is to be looked at again. */
const cameSecond: ReadonlyArray<string> = ["23505", "40001", "40P01"]

/** lock_not_available, query_canceled, too_many_connections, cannot_connect_now */
const held: ReadonlyArray<string> = ["55P03", "57014", "53300", "57P03"]

/**
 * Does the work, again and again while others come first. Sending appends again is safe, for their receipts tell what was done; yet
 * it is done only where PostgreSQL says that nothing was. When a connection is lost nobody knows, and the caller asks again.
 */
const patiently = async <A>(milliseconds: number, work: () => Promise<A>): Promise<A> => {
  let waited = 0
  for (let pause = 2; ; pause = Math.min(pause * 2, 100)) {
    try {
      return await work()
    } catch (cause) {
      if (cause instanceof StoreFault) throw cause
      const code = codeOf(cause)
      if (held.includes(code)) throw new StoreFault("busy", `PostgreSQL: ${told(cause)}`, cause)
      if (!cameSecond.includes(code)) throw new StoreFault("broken", `PostgreSQL: ${told(cause)}`, cause)
      if (waited >= milliseconds)
        throw new StoreFault("busy", `others came first for more than ${milliseconds} milliseconds`, cause)
    }
    const jittered = pause * (0.5 + Math.random() / 2)
    await new Promise((goOn) => setTimeout(goOn, jittered))
    waited += jittered
  }
}

/** Refused connections come as an error without a message that holds one for each address. */
const told = (cause: unknown): string => (cause as Error | undefined)?.message || codeOf(cause) || String(cause)
