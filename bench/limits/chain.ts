/**
 * The limit for a journal: the same two hashes and the same text, put together by hand from what is known beforehand. Nothing is
 * checked, sorted, sealed or looked up.
 */
import { hash } from "node:crypto"

/** What happens, written by hand. */
export interface Work {
  readonly type: string
  readonly at: (n: number) => string
  /** The canonical text of the n-th command. */
  readonly command: (n: number) => string
  /** The canonical text of the event that comes of it. */
  readonly event: (n: number) => string
}

export const fingerprint = (work: Work, n: number, stream: string, actor: string): string =>
  `sha256-${hash("sha256", `{"actor":"${actor}","command":${work.command(n)},"stream":"${stream}"}`, "hex")}`

export interface Written {
  readonly text: string
  readonly hash: string
}

export const write = (
  work: Work,
  n: number,
  about: {
    readonly stream: string
    readonly revision: number
    readonly previous: string | null
    readonly commandId: string
    readonly actor: string
    readonly recordedAt: string
  }
): Written => {
  const event = work.event(n)
  const { stream, revision, commandId, actor, recordedAt } = about
  const previous = about.previous === null ? "null" : `"${about.previous}"`
  const header =
    `{"actor":"${actor}","commandId":"${commandId}","correlation":"${commandId}","occurredAt":"${work.at(n)}",` +
    `"previous":${previous},"recordedAt":"${recordedAt}","ref":"${stream}@${revision}","type":"${work.type}","version":1}`
  const digest = `sha256-${hash("sha256", `{"event":${event},"header":${header}}`, "hex")}`
  return { text: `{"event":${event},"hash":"${digest}","header":${header}}`, hash: digest }
}
