import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  checkpoint,
  type Checkpointed,
  checkpointShows,
  ed25519Signer,
  ed25519Verifier,
  type Head,
  type KeyPair,
  lostBetween,
  memoryKeys,
  oneHeadAlone,
  proveHead,
  publicKeyText,
  unshownAgainst,
  verifyAgainst,
  verifyHead
} from "../../src/journal/index.ts"
import { leafHash, pathTo, rootBy, rootOf } from "../../src/journal/merkle.ts"
import { type Hash, hash } from "../../src/journal/hash.ts"
import { sha256 as onTheWeb } from "../../src/journal/sha256.web.ts"
import { sha256 as inNode } from "../../src/journal/sha256.node.ts"
import type { StreamId } from "../../src/language/ids.ts"
import { memory } from "../../src/store/memory.ts"
import type { Store, StoredEvent } from "../../src/store/port.ts"
import { all, forged, garden, ofStream, rewrittenFrom, shelf, streams, tamperings } from "./tampering.ts"
import { at, close, codecs, guestBook, lobby, morning, opened, sign } from "./toy.ts"

const keyPair = async () => (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as KeyPair
const pair = await keyPair()
const [signer, publicKey] = [await ed25519Signer(pair), await publicKeyText(pair.publicKey)]
const verifier = await ed25519Verifier(publicKey)

const signed = (store: Store, secret?: string): Promise<Checkpointed> =>
  checkpoint(store, signer, { log: "main", at: morning, codecs, ...(secret !== undefined && { secret }) })

/** `same`, or why not, with heads and without. */
const against = async ({ checkpoint, heads }: Checkpointed, store: Store) => {
  const named = await verifyAgainst(checkpoint, store, { verifier, codecs, heads })
  const unnamed = await verifyAgainst(checkpoint, store, { verifier, codecs })
  expect(named._tag).toBe("Compared")
  if (named._tag !== "Compared" || unnamed._tag !== "Compared") throw new Error("not compared")
  expect(unnamed.same).toBe(named.same)
  if (unnamed.same) expect(unnamed).toEqual(named)
  else expect([unnamed.lost, unnamed.grown, unnamed.newer]).toEqual([[], [], []])
  return named
}

const lostIn = (of: { readonly lost: Awaited<ReturnType<typeof against>>["lost"] }) =>
  of.lost.map(({ was, became }) => `${was.stream} ${became}`)

describe(checkpointShows.clause.quote, () => {
  it("it is plain JSON that names no stream, signed as the platform signs", async () => {
    const store = shelf([...forged(lobby, [{}, {}]), ...forged(garden, [{ header: { commandId: "g" } }])])
    const { checkpoint, heads, verification } = await signed(store)
    expect(verification.flaws).toEqual([])
    expect(heads.map(({ stream, revision }) => `${stream}@${revision}`)).toEqual([
      "guestbook/garden@0",
      "guestbook/lobby@1"
    ])
    const { root, keyId, signature, ...said } = checkpoint
    expect(said).toEqual({
      format: "goodfaith/checkpoint/1",
      log: "main",
      at: morning,
      position: "e.0000000000000003",
      events: 3,
      streams: 2,
      flaws: 0
    })
    expect(JSON.parse(JSON.stringify(checkpoint))).toEqual(checkpoint)
    expect(JSON.stringify(checkpoint)).not.toContain("guestbook")
    expect(keyId).toBe(hash(publicKey))
    // Checked once more with nothing of ours: sorted keys, UTF-8, Ed25519.
    const bytes = new TextEncoder().encode(
      JSON.stringify(Object.fromEntries(Object.entries({ ...said, root, keyId }).sort()))
    )
    expect(await crypto.subtle.verify("Ed25519", pair.publicKey, Buffer.from(signature, "base64url"), bytes)).toBe(true)
  })

  it("what was not touched is the same, also when the record has gone on since", async () => {
    await fc.assert(
      fc.asyncProperty(streams, fc.nat(), async (written, n) => {
        const rows = await written()
        const then = rows.slice(0, n % (rows.length + 1))
        const compared = await against(await signed(shelf(then)), shelf(rows, 5))
        expect([compared.same, compared.lost]).toEqual([true, []])
        const [before, after] = [new Set(then.map(({ stream }) => stream)), rows.slice(then.length)]
        const streamsAfter = [...new Set(after.map(({ stream }) => stream))].sort()
        expect(compared.grown).toEqual(streamsAfter.filter((stream) => before.has(stream)))
        expect(compared.newer).toEqual(streamsAfter.filter((stream) => !before.has(stream)))
        expect(compared.unshown).toBe(unshownAgainst)
      }),
      { numRuns: 25 }
    )
  })

  it("any tampering inside a stream", async () => {
    await fc.assert(
      fc.asyncProperty(streams, fc.gen(), async (written, draw) => {
        const rows = await written()
        const [here, there] = [ofStream(rows, lobby), ofStream(rows, garden)]
        const then = await signed(shelf([...here, ...there]))
        for (let time = 0; time < 10; time++) {
          const { rows: meddled, name } = draw(() => tamperings(here, there))
          const store = shelf([...meddled, ...there])
          const named = await verifyAgainst(then.checkpoint, store, { verifier, codecs, heads: then.heads })
          const unnamed = await verifyAgainst(then.checkpoint, store, { verifier, codecs })
          if (named._tag !== "Compared" || unnamed._tag !== "Compared") throw new Error("not compared")
          const { verification, lost, same } = named
          // Events that were put in have moved positions; so without heads less is found to be the same, and never more.
          expect([name, unnamed.same && !same]).toEqual([name, false])
          // A store that gives a row twice has lost nothing, and something new at the end is no loss either.
          const added = here.every(
            ({ text, revision }, n) => meddled[n]?.text === text && meddled[n].revision === revision
          )
          expect([name, verification.flaws.length > 0]).toEqual([name, true])
          if (name === "a row stands twice" || added) continue
          expect([name, same, lostIn({ lost }).every((stream) => stream.startsWith(lobby))]).toEqual([
            name,
            false,
            true
          ])
        }
      }),
      { numRuns: 30, endOnFailure: true }
    )
  })

  it("a tail that was cut off, a stream that was written anew, one that was taken away, an older copy of everything", async () => {
    await fc.assert(
      fc.asyncProperty(streams, fc.nat(), async (written, n) => {
        const rows = await written()
        const [here, there] = [ofStream(rows, lobby), ofStream(rows, garden)]
        const then = await signed(shelf([...here, ...there]))
        const place = n % here.length
        const became = async (meddled: ReadonlyArray<StoredEvent>) => lostIn(await against(then, shelf(meddled)))
        expect(await became([...here.slice(0, place), ...there])).toEqual([
          `guestbook/lobby ${place === 0 ? "gone" : "shorter"}`
        ])
        expect(await became([...rewrittenFrom(here, place), ...there])).toEqual(["guestbook/lobby rewritten"])
        expect(await became(here)).toEqual(["guestbook/garden gone"])
        expect(await became([])).toEqual(["guestbook/garden gone", "guestbook/lobby gone"])
      }),
      { numRuns: 20 }
    )
  })

  it("written anew and gone on further than it was", async () => {
    const rows = forged(lobby, [{}, {}])
    const longer = forged(lobby, [{}, { header: { actor: "somebody-else" } }, {}, {}])
    const compared = await against(await signed(shelf(rows)), shelf(longer))
    expect(lostIn(compared)).toEqual(["guestbook/lobby rewritten"])
    expect(compared.verification.flaws).toEqual([])
  })

  it("a record that was flawed already is signed as it stands, and any further change shows", async () => {
    const rows = forged(lobby, [{}, {}, {}, {}])
    const flawed = rows.with(1, { ...rows[1]!, text: rows[1]!.text.replace("clerk-1", "clerk-2") })
    const then = await signed(shelf(flawed))
    expect(then.checkpoint.flaws).toBe(1)
    expect((await against(then, shelf(flawed))).same).toBe(true)
    expect((await against(then, shelf(rows))).same).toBe(false)
    const again = flawed.with(1, { ...rows[1]!, text: rows[1]!.text.replace("clerk-1", "clerk-3") })
    expect(lostIn(await against(then, shelf(again)))).toEqual(["guestbook/lobby rewritten"])
    const unreadable = rows.with(1, { ...rows[1]!, text: "one" })
    const otherwise = rows.with(1, { ...rows[1]!, text: "two" })
    expect((await against(await signed(shelf(unreadable)), shelf(otherwise))).same).toBe(false)
  })

  it("a person who was forgotten changes nothing", async () => {
    const [store, keys] = [memory(), memoryKeys()]
    await opened({ store, keys }).do(lobby, guestBook, sign("ann"), { actor: "clerk-1" })
    const then = await signed(store)
    await keys.forget("person:ann")
    expect((await against(then, store)).same).toBe(true)
  })

  it("a checkpoint that was changed, or that nobody trusted here has signed, shows nothing", async () => {
    const store = shelf(forged(lobby, [{}]))
    const { checkpoint: good } = await signed(store)
    const why = async (checkpoint: unknown, by = verifier) => {
      const answer = await verifyAgainst(checkpoint as never, store, { verifier: by, codecs })
      return answer._tag === "Unsigned" ? answer.why : answer._tag
    }
    expect(await why(good)).toBe("Compared")
    for (const [field, value] of Object.entries(good)) {
      const other = typeof value === "number" ? value + 1 : `${value}A`
      const expected = { format: "another format", keyId: "unknown key" }[field] ?? "bad signature"
      expect([field, await why({ ...good, [field]: other })]).toEqual([field, expected])
      const { [field as keyof typeof good]: _, ...lacking } = good
      expect([field, await why(lacking)]).toEqual([field, expected])
    }
    expect(await why({ ...good, more: 1 })).toBe("bad signature")
    expect(await why({ ...good, signature: "not base64!" })).toBe("bad signature")
    const stranger = await ed25519Verifier(await publicKeyText((await keyPair()).publicKey))
    expect(await why(good, stranger)).toBe("unknown key")
    expect(await why(good, await ed25519Verifier(await publicKeyText((await keyPair()).publicKey), publicKey))).toBe(
      "Compared"
    )
  })

  it("a store that was moved is compared by its heads, because its positions are others", async () => {
    const rows = forged(lobby, [{}, {}])
    const { checkpoint, heads } = await signed(shelf(rows))
    const moved = shelf(rows, 1000, "f")
    expect(await verifyAgainst(checkpoint, moved, { verifier, codecs })).toEqual({
      _tag: "Incomparable",
      why: "another life of the log"
    })
    expect(await verifyAgainst(checkpoint, moved, { verifier, codecs, heads })).toMatchObject({ same: true, lost: [] })
    const restored = shelf(rows.slice(0, 1), 1000, "f")
    expect(await verifyAgainst(checkpoint, restored, { verifier, codecs, heads })).toMatchObject({
      same: false,
      lost: [{ became: "shorter" }]
    })
    expect(await verifyAgainst(checkpoint, moved, { verifier, codecs, heads: heads.slice(1) })).toEqual({
      _tag: "Incomparable",
      why: "other heads"
    })
  })

  it("a later checkpoint contradicts an earlier one where streams are gone, shorter or other", async () => {
    const rows = [...forged(lobby, [{}, {}, {}]), ...forged(garden, [{}])]
    const { heads } = await signed(shelf(rows))
    const later = async (meddled: ReadonlyArray<StoredEvent>) =>
      lostIn({ lost: lostBetween(heads, (await signed(shelf(meddled))).heads) })
    expect(await later([...rows, ...forged("guestbook/hall", [{}])])).toEqual([])
    expect(await later(rows.slice(0, 3))).toEqual(["guestbook/garden gone"])
    expect(await later(rows.toSpliced(2, 1))).toEqual(["guestbook/lobby shorter"])
    expect(await later([...rewrittenFrom(rows.slice(0, 3), 1), rows[3]!])).toEqual(["guestbook/lobby rewritten"])
  })

  it("an empty store has one too", async () => {
    const then = await signed(memory())
    expect(then.checkpoint).toMatchObject({ events: 0, streams: 0, root: hash("") })
    const book = shelf(forged(lobby, [{}]))
    expect(await against(await signed(shelf([])), book)).toMatchObject({ same: true, newer: [lobby] })
  })

  it("the store in memory, with a journal that goes on", async () => {
    const store = memory()
    const book = opened({ store, clock: () => Date.parse(at(1)) })
    await book.do(lobby, guestBook, sign("ann"), { actor: "clerk-1" })
    const then = await signed(store)
    await book.do(lobby, guestBook, close, { actor: "clerk-1" })
    await book.do(garden, guestBook, sign("bob"), { actor: "clerk-1" })
    expect(await against(then, store)).toMatchObject({ same: true, grown: [lobby], newer: [garden] })
    expect((await all(store)).length).toBe(3)
  })
})

describe(oneHeadAlone.clause.quote, () => {
  const many = Array.from({ length: 9 }, (_, n): StreamId => `consultation/chg-7/client-${n}`)
  const store = shelf(many.flatMap((stream, n) => forged(stream, [{ header: { commandId: `c-${n}` } }])))

  it("each stream has a proof, and no proof shows another", async () => {
    const { checkpoint, heads } = await signed(store)
    for (const stream of many) {
      const proof = proveHead(heads, stream)!
      expect(await verifyHead(checkpoint, proof, verifier)).toEqual({
        _tag: "Shown",
        head: heads.find((head) => head.stream === stream)
      })
      const shown = JSON.stringify([checkpoint, proof])
      expect(many.filter((other) => shown.includes(other))).toEqual([stream])
    }
    expect(proveHead(heads, "client/nobody")).toBeUndefined()
  })

  it("a proof of another head, of another place or of another checkpoint shows nothing", async () => {
    const { checkpoint, heads } = await signed(store)
    const proof = proveHead(heads, many[4]!)!
    const other = proveHead(heads, many[5]!)!
    const wrong: ReadonlyArray<unknown> = [
      { ...proof, head: other.head },
      { ...proof, head: { ...proof.head, revision: 1 } },
      { ...proof, head: { ...proof.head, hash: hash("x") } },
      { ...proof, index: 5 },
      { ...proof, index: -1 },
      { ...proof, index: 9 },
      { ...proof, index: 4.5 },
      { ...proof, path: proof.path.slice(1) },
      { ...proof, path: [...proof.path, hash("x")] },
      { ...proof, path: proof.path.with(0, "sha256-x") },
      { ...proof, path: proof.path.map((hash) => `sha256-${hash.slice(7).toUpperCase()}`) },
      { ...proof, path: undefined },
      { ...proof, head: {} },
      { ...proof, salt: hash("x") }
    ]
    for (const each of wrong)
      expect(await verifyHead(checkpoint, each as never, verifier)).toEqual({ _tag: "NotShown" })
    const { checkpoint: smaller } = await signed(shelf(forged(lobby, [{}])))
    expect(await verifyHead(smaller, proof, verifier)).toEqual({ _tag: "NotShown" })
    expect(await verifyHead({ ...checkpoint, streams: 10 }, proof, verifier)).toEqual({
      _tag: "Unsigned",
      why: "bad signature"
    })
  })

  it("with a secret, who knows the hash of a head can't find its stream by trying names", async () => {
    const { checkpoint, heads } = await signed(store, "a long and random secret")
    const plain = await signed(store)
    expect(checkpoint.root).not.toBe(plain.checkpoint.root)
    const proof = proveHead(heads, many[4]!, "a long and random secret")!
    expect(await verifyHead(checkpoint, proof, verifier)).toMatchObject({ _tag: "Shown" })
    expect(await verifyHead(checkpoint, proveHead(heads, many[4]!)!, verifier)).toEqual({ _tag: "NotShown" })
    expect(new Set(many.map((stream) => proveHead(heads, stream, "a long and random secret")!.salt)).size).toBe(9)
    const beside = heads[5]!
    const leaf = ({ stream, revision, hash }: Head) => leafHash(JSON.stringify({ hash, revision, stream }))
    expect(proveHead(plain.heads, many[4]!)!.path).toContain(leaf(beside))
    expect(proof.path).not.toContain(leaf(beside))
    const compare = (secret?: string) =>
      verifyAgainst(checkpoint, store, { verifier, codecs, ...(secret !== undefined && { secret }) })
    expect(await compare("a long and random secret")).toMatchObject({ same: true })
    for (const secret of [undefined, "another"])
      expect(await compare(secret)).toEqual({ _tag: "Incomparable", why: "another secret" })
    expect(await verifyAgainst(plain.checkpoint, store, { verifier, codecs, secret: "x" })).toEqual({
      _tag: "Incomparable",
      why: "another secret"
    })
  })
})

describe("the tree is the one of RFC 9162", () => {
  /** The leaves and roots that implementations of Certificate Transparency are tested with. */
  const leaves = ["", "\u0000", "\u0010", " !", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno"].map(leafHash)
  const roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  ]

  it("its roots are the ones that others compute", () => {
    expect(roots.map((_, size) => rootOf(leaves.slice(0, size)))).toEqual(roots.map((root) => `sha256-${root}`))
  })

  /** The definition in section 2.1.1, word for word: split at the largest power of two below the size. */
  const byDefinition = async (leaves: ReadonlyArray<Hash>): Promise<Uint8Array> => {
    if (leaves.length === 1) return Buffer.from(leaves[0]!.slice(7), "hex")
    let split = 1
    while (split * 2 < leaves.length) split *= 2
    const sides = [await byDefinition(leaves.slice(0, split)), await byDefinition(leaves.slice(split))]
    return new Uint8Array(await crypto.subtle.digest("SHA-256", Buffer.concat([Buffer.of(1), ...sides])))
  }

  it("every leaf of a tree of any size is proven, at its own place only", async () => {
    for (let size = 1; size <= 33; size++) {
      const leaves = Array.from({ length: size }, (_, n) => leafHash(`leaf ${n}`))
      const root = rootOf(leaves)
      expect(root).toBe(`sha256-${Buffer.from(await byDefinition(leaves)).toString("hex")}`)
      leaves.forEach((leaf, index) => {
        const path = pathTo(leaves, index)
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)))
        expect(rootBy(leaf, index, size, path)).toBe(root)
        for (let other = 0; other <= size; other++)
          if (other !== index) expect(rootBy(leaf, other, size, path)).not.toBe(root)
      })
    }
  })

  it("bytes are hashed alike in Node and in a browser", () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, n) => n)
    expect(onTheWeb(bytes)).toBe(inNode(bytes))
    expect(onTheWeb("é")).toBe(inNode("é"))
  })
})
