/** What is handed over about one client or one report, and what somebody who holds nothing else can say of it. */
import * as fc from "fast-check"
import { type Evidence, gather, nothingOfOthers, openEvidence, verifyEvidence } from "goodfaith/evidence"
import { askedAgain, missingIsNamed, standsAlone } from "goodfaith/evidence"
import {
  checkpoint,
  ed25519Signer,
  ed25519Verifier,
  erasureLeavesProof,
  type KeyPair,
  publicKeyText
} from "goodfaith/journal"
import { memory, memoryKeys, newMemory } from "goodfaith/memory"
import { NotAcceptable, open } from "goodfaith/promise"
import { eventCodecs } from "goodfaith/schema"
import { commercial, connective, specific } from "goodfaith/terms/ready"
import { dutchStatutory, Instant, nlOffice } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { clients, forgotten } from "../examples/demo/clients.ts"
import { instants } from "../examples/demo/expected.ts"
import { play, storyClock } from "../examples/demo/play.ts"
import { policy } from "../examples/demo/report/story.ts"
import { workingDays } from "../examples/demo/terms.ts"
import { tamperings } from "./journal/tampering.ts"

// -- The record of the demo: both acts, with a person forgotten at its end. --

const kept = newMemory()
const keys = memoryKeys()
const clock = storyClock()
const gf = await open({
  store: memory({ in: kept }),
  keys,
  terms: [connective, commercial, specific, workingDays],
  disclosure: [policy],
  calendars: [nlOffice, dutchStatutory],
  clock: () => clock.now
})
await play(gf, clock)
const store = memory({ in: kept })
const now = Instant.fromMillis(clock.now)

const pair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as KeyPair
const signer = await ed25519Signer(pair)
const verifier = await ed25519Verifier(await publicKeyText(pair.publicKey))

const change = "postduif-for-tripolis"
const engagements = ["postduif-mail", "tripolis-mail", "nobody"]
const report = "r-2026-31"
const signedAt = Instant.fromMillis(clock.now + 1000)
const kept1 = await checkpoint(store, signer, {
  log: "demo",
  at: signedAt,
  codecs: eventCodecs,
  secret: "a long secret"
})
const checkpointed = { checkpointed: kept1, secret: "a long secret" }

const gates = instants.flatMap(({ at }) =>
  ["postduif-mail", "tripolis-mail"].map((engagement) => ({ ask: "gate", engagement, at }) as const)
)
const ofClient = (client: string, more: Partial<Parameters<typeof gather>[1]> = {}) =>
  gather(store, { of: { client }, log: "demo", at: now, asks: [...gates, { ask: "verdict", change }], ...more })
const ofReport = () => gather(store, { of: { report }, log: "demo", at: now, asks: [{ ask: "promises" }] })

/** As it comes out of a file. */
const handedOver = <A>(evidence: A): A => JSON.parse(JSON.stringify(evidence))

const verified = async (evidence: unknown, how: Parameters<typeof verifyEvidence>[1] = {}) => {
  const found = await verifyEvidence(handedOver(evidence), how)
  if (found._tag !== "Verified") throw new Error(JSON.stringify(found.problems))
  return found
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe(standsAlone.clause.quote, () => {
  it.each(clients.map(({ id }) => id))("of %s: it holds, asked without store, keys and network", async (client) => {
    const found = await verified(await ofClient(client))
    expect(found).toMatchObject({ holds: true, flaws: [], against: { _tag: "NotCompared", why: "no checkpoint" } })
    const live = await Promise.all([
      ...gates.map(({ engagement, at }) => gf.gate({ engagement, at, client })),
      gf.verdict(change, client)
    ])
    expect(found.answers.map(({ now }) => now)).toEqual(asJson(live))
  })

  it("of a report: it holds, and says how its promises were kept", async () => {
    const found = await verified(await ofReport())
    expect(found).toMatchObject({ holds: true, flaws: [] })
    const owed = found.answers[0]?.now as ReadonlyArray<{ promise: string }>
    expect(new Set(owed.map(({ promise }) => promise))).toEqual(new Set(policy.promises.map(({ id }) => id)))
  })

  it("without a checkpoint it says what only one could show", async () => {
    expect((await verified(await ofClient("seed-client"))).unshown).toEqual([
      "a record that was cut off at its end, or made up as a whole: only a signed checkpoint can show it",
      "a stream about this client or report that was left out as a whole and is cited nowhere",
      "whether what was recorded is true: that is for whoever recorded it"
    ])
  })

  it("with one, each stream is shown to stand where it was signed", async () => {
    const evidence = await ofClient("seed-client", checkpointed)
    const found = await verified(evidence, { verifier })
    const streams = new Set(evidence.events.map(({ stream }) => stream))
    expect(found).toMatchObject({
      holds: true,
      against: { _tag: "Compared", grown: [], lost: [], unproven: [], newer: [] }
    })
    expect(found.against._tag === "Compared" && new Set(found.against.same)).toEqual(streams)
  })

  it("nobody's signature is trusted unless whoever holds it says whose", async () => {
    const evidence = await ofClient("seed-client", checkpointed)
    expect((await verified(evidence)).against).toEqual({ _tag: "NotCompared", why: "no trusted key" })
    const another = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as KeyPair
    const stranger = await ed25519Verifier(await publicKeyText(another.publicKey))
    const found = await verified(evidence, { verifier: stranger })
    expect(found).toMatchObject({ holds: false, against: { _tag: "Unsigned", why: "unknown key" } })
  })

  it("a checkpoint that nobody signed shows nothing, also where nothing is said to stand in it", async () => {
    const { proofs: _, checkpoint: signed, ...evidence } = await ofClient("seed-client", checkpointed)
    const made = { ...signed!, at: "2020-01-01T00:00:00.000Z" as const }
    for (const proofs of [[], undefined]) {
      const found = await verified({ ...evidence, checkpoint: made, ...(proofs && { proofs }) }, { verifier })
      expect(found).toMatchObject({ holds: false, against: { _tag: "Unsigned", why: "bad signature" } })
    }
  })

  it("a checkpoint that somebody kept is read as strictly as the evidence", async () => {
    const evidence = await ofClient("seed-client", checkpointed)
    const own = handedOver(kept1.checkpoint)
    expect((await verified(evidence, { verifier, checkpoint: own })).holds).toBe(true)
    const found = await verifyEvidence(handedOver(evidence), { verifier, checkpoint: { ...own, root: "none" } })
    expect(found._tag === "NotEvidence" && found.problems.map(({ path }) => path)).toEqual(["checkpoint.root"])
  })

  it("a public key is the same key with a line break after it, or with padding", async () => {
    const evidence = await ofClient("seed-client", checkpointed)
    const key = await publicKeyText(pair.publicKey)
    const padded = key
      .replaceAll("-", "+")
      .replaceAll("_", "/")
      .padEnd(Math.ceil(key.length / 4) * 4, "=")
    for (const text of [`${key}\n`, padded])
      expect(await verified(evidence, { verifier: await ed25519Verifier(text) })).toMatchObject({ holds: true })
  })

  it("evidence in which nothing is of its subject is none", async () => {
    const evidence = await ofClient("seed-client", { asks: [] })
    for (const [of, events] of [
      [evidence.of, []],
      [evidence.of, evidence.events.filter(({ stream }) => stream.startsWith("listing/"))],
      [{ client: "late-client" }, evidence.events],
      [{ report }, evidence.events]
    ] as const) {
      const found = await verifyEvidence(handedOver({ ...evidence, of, events }))
      expect(found._tag === "NotEvidence" && found.problems.map(({ path }) => path)).toEqual(["events"])
      await expect(openEvidence(handedOver({ ...evidence, of, events }))).rejects.toBeInstanceOf(NotAcceptable)
    }
  })

  it("what goes on after the checkpoint goes on from what was signed", async () => {
    const evidence = await ofClient("seed-client", checkpointed)
    const earlier = handedOver(evidence)
    await gf.client("seed-client").do({ _tag: "BeginUse", of: "option", id: "archive", at: now }, { actor: "dpo-1" })
    const later = await ofClient("seed-client", checkpointed)
    expect(later.events.length).toBe(earlier.events.length + 1)
    expect((await verified(later, { verifier })).against).toMatchObject({ grown: ["client/seed-client"], lost: [] })
  })

  it("a record that was cut off since it was signed is found out", async () => {
    const evidence = await ofClient("late-client", checkpointed)
    const last = evidence.events.findLastIndex(({ stream }) => stream === `consultation/${change}/late-client`)
    const cut = { ...evidence, events: evidence.events.toSpliced(last, 1), answers: [] }
    expect((await verified(cut)).holds).toBe(true)
    const found = await verified(cut, { verifier })
    expect(found.holds).toBe(false)
    expect(found.against).toMatchObject({
      lost: [{ was: { stream: `consultation/${change}/late-client`, revision: 5 }, became: "shorter" }]
    })
  })

  it("a text that was changed is not what was signed, whatever hash is written in it", async () => {
    const evidence = await ofClient("late-client", { ...checkpointed, asks: [] })
    const which = evidence.events.findIndex(({ stream }) => stream === "client/late-client")
    const changed = { ...evidence.events[which]!, text: evidence.events[which]!.text.replace("2026", "2025") }
    const found = await verified({ ...evidence, events: evidence.events.with(which, changed) }, { verifier })
    expect(found.against).toMatchObject({ lost: [{ was: { stream: "client/late-client" }, became: "rewritten" }] })
    expect(found.against._tag === "Compared" && found.against.same).not.toContain("client/late-client")
  })

  it("a stream that was left out is found out by its proof, and without one by whatever cites it", async () => {
    const evidence = await ofClient("late-client", checkpointed)
    const without = evidence.events.filter(({ stream }) => stream !== "client/late-client")
    const found = await verified({ ...evidence, events: without, answers: [] }, { verifier })
    expect(found).toMatchObject({
      holds: false,
      against: { lost: [{ was: { stream: "client/late-client" }, became: "gone" }] }
    })
    expect(found.elsewhere).toContain("client/late-client@0")
  })

  it("a stream that began before the checkpoint, by its own words, and is not shown to stand in it counts as unproven", async () => {
    const evidence = await ofClient("late-client", checkpointed)
    const proofs = evidence.proofs!.filter(({ head }) => head.stream !== "client/late-client")
    expect(await verified({ ...evidence, proofs }, { verifier })).toMatchObject({
      holds: false,
      against: { unproven: ["client/late-client"], newer: [] }
    })
  })

  it("a proof of another stream, or of another checkpoint, shows nothing", async () => {
    const evidence = await ofClient("late-client", checkpointed)
    const [first, second, ...rest] = evidence.proofs!
    const swapped = [{ ...first!, head: second!.head }, { ...second!, head: first!.head }, ...rest]
    const found = await verified({ ...evidence, proofs: swapped }, { verifier })
    expect(found).toMatchObject({
      holds: false,
      against: { unproven: [second!.head.stream, first!.head.stream] }
    })
    const { checkpoint: other } = await checkpoint(memory(), signer, { log: "demo", at: signedAt, codecs: eventCodecs })
    expect((await verified(evidence, { verifier, checkpoint: other })).holds).toBe(false)
  })

  it("law: whatever is done to a text of it, it is found out", async () => {
    const evidence = await ofClient("commercial-client")
    const rows = (stream: string) =>
      evidence.events.filter((it) => it.stream === stream).map((it) => ({ ...it, position: "" }))
    const [mine, others] = [rows(`consultation/${change}/commercial-client`), rows("listing/main")]
    await fc.assert(
      fc.asyncProperty(tamperings(mine, others), async ({ rows }) => {
        const events = [...evidence.events.filter(({ stream }) => stream !== mine[0]!.stream), ...rows].map(
          ({ stream, revision, text }) => ({ stream, revision, text })
        )
        const found = await verifyEvidence(handedOver({ ...evidence, events }))
        expect(found._tag === "Verified" && found.holds).toBe(false)
      })
    )
  })
})

describe(askedAgain.clause.quote, () => {
  it("law: at any instant, for any engagement and use, evidence answers as the whole record does", async () => {
    const records = new Map(
      await Promise.all(clients.map(async ({ id }) => [id, await openEvidence(await ofClient(id))] as const))
    )
    const uses = fc.record({ product: fc.constantFrom("esignatures", "identity", "never-sold") }, { requiredKeys: [] })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...records.keys()),
        fc.constantFrom(...engagements),
        fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true }),
        uses,
        async (client, engagement, date, use) => {
          const question = { client, engagement, at: date.toISOString(), use }
          expect(asJson(await records.get(client)!.gate(question))).toEqual(asJson(await gf.gate(question)))
        }
      ),
      { numRuns: 300 }
    )
  })

  it("what a client's agreement demanded, and what is owed to a reporter, come out the same", async () => {
    for (const { id } of clients) {
      const record = await openEvidence(await ofClient(id))
      expect(await record.verdict(change, id)).toEqual(await gf.verdict(change, id))
    }
    const record = await openEvidence(await ofReport())
    expect(await record.promises(report)).toEqual(await gf.promises(report))
  })

  it("an answer that the record does not give is found out", async () => {
    const evidence = await ofClient("late-client")
    const [first, ...rest] = evidence.answers as ReadonlyArray<{ asked: never; answer: { answer: string } }>
    const better = { ...first!, answer: { ...first!.answer, answer: "open" } }
    const found = await verified({ ...evidence, answers: [better, ...rest] })
    expect(found.holds).toBe(false)
    expect(found.answers.map(({ same }) => same)).toEqual([false, ...rest.map(() => true)])
    expect(found.answers[0]!.now).toEqual(first!.answer)
  })

  it("a reason that is not the one is found out as well", async () => {
    const evidence = await ofClient("late-client", { asks: gates.slice(0, 1) })
    const answer = evidence.answers[0]?.answer as { because: ReadonlyArray<object> }
    const other = { ...answer, because: answer.because.slice(1) }
    expect((await verified({ ...evidence, answers: [{ asked: gates[0], answer: other }] })).holds).toBe(false)
  })

  it("a question that can't be asked of it was answered by nobody", async () => {
    const evidence = await ofClient("late-client", { asks: [] })
    const found = await verified({ ...evidence, answers: [{ asked: { ask: "promises" }, answer: [] }] })
    expect(found).toMatchObject({ holds: false, answers: [{ same: false }] })
    expect(found.answers[0]!.now).toBeUndefined()
  })

  it("a record with flaws is asked nothing, and says so", async () => {
    const evidence = await ofClient("late-client")
    const events = evidence.events.with(0, { ...evidence.events[0]!, text: "{}" })
    const found = await verified({ ...evidence, events })
    expect(found).toMatchObject({ holds: false, answers: [], elsewhere: [] })
    expect(found.unshown).toContain("the answers: a record with flaws is asked nothing")
    await expect(openEvidence(handedOver({ ...evidence, events }))).rejects.toThrow(/the evidence makes no sense/)
  })

  it("it is asked for a client's answers only of a client, for a reporter's only of a report", async () => {
    const wrong = { log: "demo", at: now } as const
    const ofThat = (path: string) => (fault: unknown) =>
      fault instanceof NotAcceptable && fault.problems[0]?.path === path
    for (const [of, ask] of [
      [{ report }, gates[0]!],
      [{ report }, { ask: "verdict", change }],
      [{ client: "late-client" }, { ask: "promises" }]
    ] as const)
      await expect(gather(store, { ...wrong, of, asks: [ask] })).rejects.toSatisfy(ofThat("of"))
    // What is misspelt is told, and not answered with nothing.
    const misspelt = {
      ...wrong,
      of: { client: "late-client" },
      asks: [{ ask: "gate", engagment: "postduif-mail", at: now }]
    }
    await expect(gather(store, misspelt as never)).rejects.toThrow("did you mean `engagement`?")
    await expect(gather(store, { ...wrong, of: { client: "C 42" } })).rejects.toSatisfy(ofThat("of.client"))
    await expect(gather(store, { ...wrong, of: undefined } as never)).rejects.toSatisfy(ofThat("of"))
    await expect(gather(store, { ...wrong, of: { client: "nobody" } })).rejects.toThrow(
      "`of.client`: expected a client that something is on record of, found `nobody`"
    )
    await expect(gather(store, { ...wrong, of: { report: "nothing" } })).rejects.toThrow(/a report that something is/)
  })
})

describe(nothingOfOthers.clause.quote, () => {
  it("no stream of another client, and no contract of another, is in it", async () => {
    for (const { id } of clients) {
      const { events } = await ofClient(id)
      const about = events.filter(({ stream }) => /^(?:client|mandates|consultation|report|reaction)\//.test(stream))
      expect(about.filter(({ stream }) => stream !== `client/${id}` && !stream.endsWith(`/${id}`))).toEqual([])
    }
    const contracts = (evidence: Evidence) =>
      evidence.events.filter(({ text }) => text.includes('"pinned/TermsPinned"')).length
    expect(contracts(await ofClient("no-dpa-client"))).toBe(0)
    expect(contracts(await ofClient("commercial-client"))).toBe(1)
  })

  it("whoever is named beside the client is listed, and nobody else is named", async () => {
    const others = new Map(await Promise.all(clients.map(async ({ id }) => [id, await ofClient(id)] as const)))
    for (const [id, { events, alsoNames }] of others) {
      const all = events.map(({ text }) => text).join("\n")
      const named = clients.map((it) => it.id).filter((other) => other !== id && all.includes(`"${other}"`))
      expect(alsoNames).toEqual(named.toSorted())
    }
  })

  it("a change that was announced for named clients names them", async () => {
    const small = memory()
    const two = await open({ store: small, terms: [commercial], clock: () => clock.now })
    const at = now
    const by = { actor: "dpo-1" }
    const terms = { listing: "main", title: "Sub-processors", vendor: "Acme", zone: "Europe/Amsterdam", scope: "all" }
    await two.listing("main").do({ _tag: "OpenListing", ...terms, at } as never, by)
    await two.listing("main").do({ _tag: "NameEntity", entity: "kluis", name: "Kluis", at }, by)
    for (const id of ["a1", "b2"]) await two.client(id).do({ _tag: "BeginUse", of: "product", id: "sign", at }, by)
    const change = { change: "c-1", what: { _tag: "Retire", engagement: "kluis" }, effectiveOn: "2026-12-01" } as const
    const engagement = {
      id: "kluis",
      entity: "kluis",
      service: "storage",
      role: "processor",
      touchesPersonalData: true,
      section: "Infra",
      use: "inUse",
      products: ["sign"],
      regions: "all",
      options: "all",
      dataCategories: "all",
      certifications: [],
      places: [{ id: "lu", name: "Luxembourg", country: "LU" }],
      purposes: [{ id: "s", text: "Storage" }]
    } as const
    await two.listing("main").do({ _tag: "ListEngagement", engagement, at }, by)
    const outcome = await two.listing("main").do({ _tag: "AnnounceChange", ...change, for: ["b2"], at }, by)
    expect(outcome._tag).toBe("Receipt")
    expect((await gather(small, { of: { client: "a1" }, log: "l", at })).alsoNames).toEqual(["b2"])
    expect((await gather(small, { of: { client: "b2" }, log: "l", at })).alsoNames).toEqual([])
  })
})

describe(missingIsNamed.clause.quote, () => {
  it("evidence of the demo's clients rests on nothing outside it", async () => {
    for (const { id } of clients) expect((await verified(await ofClient(id))).elsewhere).toEqual([])
  })

  it("a stream that is cited and not there is named event by event", async () => {
    const evidence = await ofClient("seed-client")
    const without = evidence.events.filter(({ stream }) => !stream.startsWith("listing/"))
    const { elsewhere } = await verified({ ...evidence, events: without, answers: [] })
    expect(elsewhere.length).toBeGreaterThan(0)
    expect(elsewhere.every((ref) => ref.startsWith("listing/main@"))).toBe(true)
  })
})

describe(erasureLeavesProof.clause.quote, () => {
  it("evidence about a client whose contact was forgotten holds, and names nobody", async () => {
    const evidence = await ofClient(forgotten.client)
    expect((await verified(evidence, {})).holds).toBe(true)
    for (const { id, contacts } of clients) {
      const texts = JSON.stringify(await ofClient(id))
      for (const { name, address } of contacts) {
        expect(texts).not.toContain(name)
        expect(texts).not.toContain(address)
      }
    }
  })
})

describe("what is no evidence is said to be none", () => {
  it.each([
    ["nothing", undefined, ""],
    ["a text", "evidence", ""],
    ["another format", { format: "goodfaith/evidence/2" }, "format"],
    ["a list", [], ""]
  ])("%s", async (_, handed, path) => {
    const found = await verifyEvidence(handed)
    expect(found._tag).toBe("NotEvidence")
    expect(found._tag === "NotEvidence" && found.problems.some((it) => it.path === path)).toBe(true)
    await expect(openEvidence(handed)).rejects.toBeInstanceOf(NotAcceptable)
  })

  it("law: no file makes it fail", async () => {
    const evidence = handedOver(await ofClient("no-dpa-client"))
    const anything = fc.anything({ withBigInt: false, maxDepth: 3 })
    const broken = fc
      .tuple(fc.constantFrom(...Object.keys(evidence)), anything)
      .map(([key, value]) => ({ ...evidence, [key]: value }))
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, broken), async (handed) => {
        expect((await verifyEvidence(handed))._tag).toMatch(/^(?:Verified|NotEvidence)$/)
      })
    )
  })
})
