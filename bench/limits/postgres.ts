/**
 * The limit for PostgreSQL: one statement, so one round trip and one commit, for as many commands as there are. It writes into the
 * tables that the adapter made; their primary keys are the only guard. The heads of the streams are kept in memory.
 */
import * as chain from "./chain.ts"

interface Pool {
  readonly query: (statement: { name: string; text: string; values: Array<unknown> }) => Promise<unknown>
}

export interface Raw {
  /** These commands in one statement. */
  readonly together: (first: number, after: number) => Promise<unknown>
}

export const raw = (
  pool: Pool,
  schema: string,
  work: chain.Work,
  about: {
    readonly stream: (n: number) => string
    readonly commandId: (n: number) => string
    readonly actor: string
    readonly recordedAt: string
  }
): Raw => {
  const heads = new Map<string, { readonly revision: number; readonly hash: string }>()
  const text = `
    WITH stored AS (
      INSERT INTO ${schema}.events (tenant, stream, revision, text)
      SELECT 'default', * FROM unnest($1::text[], $2::bigint[], $3::text[])
      RETURNING xid, number
    ), receipted AS (
      INSERT INTO ${schema}.receipts (tenant, command_id, fingerprint, stream, first, last)
      SELECT 'default', c, f, s, r, r FROM unnest($4::text[], $5::text[], $1::text[], $2::bigint[]) AS given (c, f, s, r)
    )
    SELECT xid::text, number::text FROM stored`
  return {
    together: (first, after) => {
      const [streams, revisions, texts]: [Array<string>, Array<number>, Array<string>] = [[], [], []]
      const [commands, fingerprints]: [Array<string>, Array<string>] = [[], []]
      for (let n = first; n < after; n++) {
        const stream = about.stream(n)
        const commandId = about.commandId(n)
        const head = heads.get(stream)
        const revision = (head?.revision ?? -1) + 1
        const { actor, recordedAt } = about
        const previous = head?.hash ?? null
        const { text, hash } = chain.write(work, n, { stream, commandId, revision, previous, actor, recordedAt })
        heads.set(stream, { revision, hash })
        streams.push(stream)
        revisions.push(revision)
        texts.push(text)
        commands.push(commandId)
        fingerprints.push(chain.fingerprint(work, n, stream, actor))
      }
      return pool.query({
        name: `raw.${schema}`,
        text,
        values: [streams, revisions, texts, commands, fingerprints]
      })
    }
  }
}
