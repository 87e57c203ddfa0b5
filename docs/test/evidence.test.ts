/** What the page that checks evidence shows is what the package finds in Node, of whole files, of cut ones and of changed ones. */
import { readFileSync } from "node:fs"
import { type Evidence, type EvidenceVerified, gather, openEvidence, verifyEvidence } from "goodfaith/evidence"
import { checkpoint, ed25519Signer, ed25519Verifier, type KeyPair, publicKeyText } from "goodfaith/journal"
import { memory, memoryKeys, newMemory } from "goodfaith/memory"
import { open } from "goodfaith/promise"
import { eventCodecs, sentence } from "goodfaith/schema"
import { commercial, connective, specific } from "goodfaith/terms/ready"
import { dutchStatutory, Instant, nlOffice } from "goodfaith/time"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { instants } from "../../examples/demo/expected.ts"
import { use } from "../../examples/demo/findings.ts"
import { play, storyClock } from "../../examples/demo/play.ts"
import { policy } from "../../examples/demo/report/story.ts"
import { workingDays } from "../../examples/demo/terms.ts"
import { largest } from "../living/evidence/file.ts"
import { check, happenedIn } from "../living/evidence/checking.ts"
import { askedTold, compared, inOneLine, isShown } from "../living/evidence/findings.ts"
import { oneLetterChanged } from "../living/evidence/letter.ts"
import { absent, violations, type Visit, type Visitor, visitor } from "./browser.ts"

// -- The record of the demo, both acts, and what is handed over of it. --

const kept = newMemory()
const clock = storyClock()
const gf = await open({
  store: memory({ in: kept }),
  keys: memoryKeys(),
  terms: [connective, commercial, specific, workingDays],
  disclosure: [policy],
  calendars: [nlOffice, dutchStatutory],
  clock: () => clock.now
})
await play(gf, clock)
const now = Instant.fromMillis(clock.now)
const signedAt = Instant.fromMillis(clock.now + 1000)

const newKey = async () => {
  const pair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as KeyPair
  return { signer: await ed25519Signer(pair), publicKey: await publicKeyText(pair.publicKey) }
}
const [{ signer, publicKey }, other] = [await newKey(), await newKey()]
const signed = await checkpoint(memory({ in: kept }), signer, { log: "demo", at: signedAt, codecs: eventCodecs })

const change = "postduif-for-tripolis"
const client = "carve-out-client"
const report = "r-2026-31"
const ofClient = await gather(memory({ in: kept }), {
  of: { client },
  log: "demo",
  at: now,
  asks: [
    ...instants.map(({ at }) => ({ ask: "gate", engagement: "postduif-mail", use, at }) as const),
    { ask: "verdict", change }
  ],
  checkpointed: signed
})
const ofReport = await gather(memory({ in: kept }), {
  of: { report },
  log: "demo",
  at: now,
  asks: [{ ask: "promises" }],
  checkpointed: signed
})
await gf.close()

const consultation = `consultation/${change}/${client}`
const { checkpoint: _, proofs: __, ...unsigned } = ofClient
const begins = ofClient.events.find(({ stream }) => stream === consultation)!

/** What may be handed over, and with which key it is looked at. */
const files: Readonly<Record<string, { readonly evidence: Evidence; readonly key?: string }>> = {
  "as it was handed over": { evidence: ofClient, key: publicKey },
  "without a key": { evidence: ofClient },
  "without a checkpoint": { evidence: unsigned, key: publicKey },
  "with the key of somebody else": { evidence: ofClient, key: other.publicKey },
  "with another signature": {
    evidence: { ...ofClient, checkpoint: { ...signed.checkpoint, events: signed.checkpoint.events + 1 } },
    key: publicKey
  },
  "cut off at the end of the case": {
    evidence: { ...ofClient, events: ofClient.events.filter((it) => it.stream !== consultation || it.revision < 2) },
    key: publicKey
  },
  "without the case": {
    evidence: { ...ofClient, events: ofClient.events.filter(({ stream }) => stream !== consultation) },
    key: publicKey
  },
  "without a proof for the case": {
    evidence: { ...ofClient, proofs: (ofClient.proofs ?? []).filter(({ head }) => head.stream !== consultation) },
    key: publicKey
  },
  "with one event left out": {
    evidence: { ...ofClient, events: ofClient.events.filter((it) => it !== begins) },
    key: publicKey
  },
  "with another answer": {
    evidence: {
      ...ofClient,
      answers: ofClient.answers.map((it, n) =>
        n === 0 ? { ...it, answer: { ...(it.answer as object), answer: "open" } } : it
      )
    },
    key: publicKey
  },
  "with an answer that is none": {
    evidence: { ...ofClient, answers: ofClient.answers.map((it, n) => (n === 1 ? { ...it, answer: ["yes"] } : it)) },
    key: publicKey
  },
  "of a report": { evidence: ofReport, key: publicKey }
}

const inNode = async ({ evidence, key }: (typeof files)[string]): Promise<EvidenceVerified> => {
  const found = await verifyEvidence(
    JSON.parse(JSON.stringify(evidence)),
    key === undefined ? {} : { verifier: await ed25519Verifier(key) }
  )
  if (found._tag === "NotEvidence") throw new Error(found.problems.map(sentence).join("; "))
  return found
}

/** The package's findings, as the page has to show them. */
const asFound = (found: EvidenceVerified, { events }: Evidence) => {
  const { against } = found
  const lost = against._tag === "Compared" ? against.lost.filter(({ became }) => became === "gone") : []
  return {
    holds: String(found.holds),
    flaws: found.flaws.slice(0, 40).map(({ ref, kind, message }) => [ref, kind, message.replaceAll("`", "")]),
    streams: [...new Set(events.map(({ stream }) => stream)), ...lost.map(({ was }) => was.stream)],
    bad: [
      ...new Set([
        ...found.flaws.map(({ ref }) => ref.slice(0, ref.lastIndexOf("@"))),
        ...(against._tag === "Compared" ? [...against.lost.map(({ was }) => was.stream), ...against.unproven] : [])
      ])
    ].toSorted(),
    asked: found.answers.map(({ asked, now, same }) => ({
      same: String(same),
      clauses: (asked.ask === "promises"
        ? (now as ReadonlyArray<{ status: Deciding }>).map(({ status }) => status)
        : [now as Deciding]
      ).map(({ because }) => [because[0].clause.id, because[0].clause.quote])
    })),
    elsewhere: found.elsewhere,
    unshown: found.unshown
  }
}
interface Deciding {
  readonly because: readonly [{ readonly clause: { readonly id: string; readonly quote: string } }]
}

const shown = (page: Page) =>
  page.evaluate(() => {
    const all = (selector: string, within: ParentNode = document) => [...within.querySelectorAll<HTMLElement>(selector)]
    const text = (it: Element | null) => (it?.textContent ?? "").replaceAll(/\s+/g, " ").trim()
    return {
      holds: document.querySelector<HTMLElement>(".line p")!.dataset["holds"],
      flaws: all(".flaws li").map((it) => [
        it.dataset["ref"],
        it.dataset["kind"],
        text(it).split(`${it.dataset["kind"]}: `)[1]!.replace(/\.$/, "")
      ]),
      streams: all("[data-stream]").map((it) => it.dataset["stream"]),
      bad: all("[data-stream].bad")
        .map((it) => it.dataset["stream"]!)
        .toSorted(),
      asked: all(".asked").map((it) => ({
        same: it.dataset["same"],
        clauses: all(".answer:not(.said)", it).map((answer) => [
          answer.dataset["clause"],
          text(answer.querySelector("blockquote"))
        ])
      })),
      elsewhere: all('[aria-labelledby="elsewhere"] li').map(text),
      unshown: all(".unshown li").map(text)
    }
  })

const give = async (page: Page, evidence: unknown, name = "evidence.json"): Promise<void> => {
  const text = typeof evidence === "string" ? evidence : JSON.stringify(evidence)
  await page.getByLabel("pick it").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) })
}
const line = async (page: Page): Promise<string> => {
  await page.locator(".line [data-holds]").waitFor()
  return (await page.locator(".line p").innerText()).replace(/^[✓✕]\s*/, "")
}

describe("one letter changed", () => {
  it("whichever event it is in, it is one letter, and the file does not hold", async () => {
    const whole = JSON.stringify(ofClient)
    for (const { stream, revision } of ofClient.events) {
      const { text } = oneLetterChanged(ofClient, `${stream}@${revision}`)!
      expect([...text].filter((letter, n) => letter !== whole[n])).toHaveLength(1)
      expect(text).toHaveLength(whole.length)
      const found = await inNode({ evidence: JSON.parse(text) })
      expect(found.flaws.map(({ ref }) => ref)).toContain(`${stream}@${revision}`)
    }
    expect(oneLetterChanged(ofClient, "client/nobody@0")).toBeUndefined()
  })
})

describe("what is told of an answer that does not come out again", () => {
  it("where only its reasons are others, the page says so instead of showing the same twice", async () => {
    const [first, ...rest] = ofClient.answers
    const { because, ...answer } = first!.answer as { readonly because: ReadonlyArray<unknown> }
    const answers = [{ ...first!, answer: { ...answer, because: because.slice(0, -1) } }, ...rest]
    const evidence = { ...ofClient, answers }
    const told = askedTold(await inNode({ evidence }), happenedIn(evidence))
    expect(told.map(({ same, inReasonsOnly }) => [same, inReasonsOnly])).toEqual([
      [false, true],
      ...rest.map(() => [true, false])
    ])
  })
})

describe("evidence with nothing in it", () => {
  it("is told as none, and why", async () => {
    const told = await check(JSON.stringify({ ...unsigned, events: [], answers: [] }))
    expect(told).toMatchObject({
      wrong: "This has the form of evidence, and is none as it stands.",
      lines: [`\`events\`: expected events of client \`${client}\`, found none.`]
    })
  })
})

describe("a checkpoint of which nothing in a file is shown to be part", () => {
  it("is not told as one that shows anything", async () => {
    const found = await inNode({ evidence: { ...ofClient, proofs: [] }, key: publicKey })
    expect([isShown(found), found.holds]).toEqual([false, false])
    expect(compared(found, ofClient).join()).toMatch(/but none of the streams in this file is shown to stand in it\.$/)
  })

  it("made up and dated before everything, it is told as signed by nobody", async () => {
    const made = { ...signed.checkpoint, at: "2020-01-01T00:00:00.000Z" as const }
    const found = await inNode({ evidence: { ...ofClient, proofs: [], checkpoint: made }, key: publicKey })
    expect(inOneLine(found)).toBe("It does not hold: the signature under its checkpoint is wrong.")
  })
})

describe.skipIf(absent !== undefined)(
  `evidence is checked on a page${absent === undefined ? "" : ` (left out: ${absent})`}`,
  () => {
    let here: Visitor
    beforeAll(async () => {
      here = await visitor()
    })
    afterAll(() => here.close())

    describe("a file shows what the package finds in Node", () => {
      let visit: Visit
      beforeAll(async () => {
        visit = await here.visit("living/evidence.html")
      })
      afterAll(() => visit.close())

      it.each(Object.entries(files))("%s", async (_, file) => {
        const { page, wrong } = visit
        await page.reload()
        await page.waitForFunction(() => "__vue_app__" in document.querySelector("#app")!)
        await page.locator("[name=key]").fill(file.key ?? "")
        await give(page, file.evidence)
        await line(page)
        await page.locator("#unshown").waitFor()
        expect(await shown(page)).toEqual(asFound(await inNode(file), file.evidence))
        expect(wrong).toEqual([])
      })
    })

    it("what is said first tells whether it holds, why not, and whether a signature shows it", async () => {
      const { page, close } = await here.visit("living/evidence.html")
      const said: Array<string> = []
      for (const { evidence, key } of Object.values(files).slice(0, 8)) {
        await page.reload()
        await page.waitForFunction(() => "__vue_app__" in document.querySelector("#app")!)
        await page.locator("[name=key]").fill(key ?? "")
        await give(page, evidence)
        said.push(await line(page))
      }
      const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" }).format(new Date(signedAt))
      const signedOn = `${day.replace(",", "")}, ${signedAt.slice(11, 16)} UTC`
      expect(said).toEqual([
        `It holds, and it stands as it was signed on ${signedOn}.`,
        "It holds by itself; no signature shows when it was so.",
        "It holds by itself; no signature shows when it was so.",
        "It does not hold: its checkpoint is signed with another key than yours.",
        "It does not hold: the signature under its checkpoint is wrong.",
        expect.stringMatching(
          /^It does not hold: 1 stream does not hold what was signed and \d answers do not come out again\.$/
        ),
        expect.stringMatching(/^It does not hold: .*1 stream does not hold what was signed/),
        "It does not hold: 1 stream is not shown to have been signed."
      ])
      await close()
    })

    it("the example is made in the browser, can be saved, and says in Node what the page says", async () => {
      const { page, wrong, close } = await here.visit("living/evidence.html")
      await page.getByRole("button", { name: "Try an example" }).click()
      expect(await line(page)).toBe("It holds, and it stands as it was signed on Sunday 31 May 2026, 22:00 UTC.")
      await page.locator("#unshown").waitFor()
      expect(page.url()).toMatch(/#file=example$/)
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Save it as a file" }).click()
      ])
      const evidence: Evidence = JSON.parse(readFileSync((await download.path())!, "utf8"))
      const found = await inNode({ evidence, key: await page.locator("[name=key]").inputValue() })
      expect(found).toMatchObject({ holds: true, against: { _tag: "Compared", lost: [], unproven: [], newer: [] } })
      expect(await shown(page)).toEqual(asFound(found, evidence))
      expect(wrong).toEqual([])
      await close()
    })

    it("asked by the reader, it answers as the record does in Node", async () => {
      const { page, wrong, close } = await here.visit("living/evidence.html")
      await give(page, ofClient)
      const record = await openEvidence(ofClient)
      const ask = page.getByRole("region", { name: "Ask it yourself" })
      for (const [engagement, product, at] of [
        ...instants.map(({ at }) => ["postduif-mail", use.product, at] as const),
        ["tripolis-mail", "", "2026-05-20T12:00:00.000Z"],
        ["nobody", "", "2026-05-20T12:00:00.000Z"]
      ] as const) {
        await ask.getByLabel("Engagement").fill(engagement)
        await ask.getByLabel("Product").fill(product)
        await ask.getByLabel("Day").fill(at.slice(0, 10))
        await ask.getByLabel("Time, UTC").fill(at.slice(11, 16))
        await ask.getByRole("button", { name: "Ask" }).click()
        const what = product === "" ? {} : { use: { product } }
        const { answer, because } = await record.gate({ client, engagement, ...what, at: `${at.slice(0, 16)}:00Z` })
        await expect.poll(() => ask.locator(".answer blockquote").allInnerTexts()).toEqual([because[0].clause.quote])
        expect(await ask.locator(".chip").getAttribute("class")).toContain(answer)
      }
      await ask.getByLabel("Engagement").fill("No Such Id")
      await ask.getByRole("button", { name: "Ask" }).click()
      await ask.getByText("This question makes no sense as it stands.").waitFor()
      expect(await ask.getByRole("status").innerText()).toMatch(/engagement: expected an id/)
      expect(wrong).toEqual([])
      await record.close()
      await close()
    })

    it("one letter is changed and put back with the keyboard alone, and what changed is told where the focus goes", async () => {
      const { page, wrong, close } = await here.visit("living/evidence.html")
      await page.getByRole("button", { name: "Try an example" }).focus()
      await page.keyboard.press("Enter")
      await line(page)
      await page.getByRole("button", { name: "Change one letter" }).focus()
      await page.keyboard.press("Enter")
      await page.locator('[data-holds="false"]').waitFor()
      const focused = () => page.evaluate(() => document.activeElement!.textContent!.replaceAll(/\s+/g, " "))
      await expect
        .poll(focused)
        .toContain("It does not hold: 1 flaw in its events and 1 stream does not hold what was signed.")
      await page.keyboard.press("Tab")
      expect(await focused()).toBe("Put it back")
      expect(await page.locator(".flaws li").getAttribute("data-ref")).toBe("consultation/kluis-2026/noordwijk@3")
      expect(await page.locator("#ask").count()).toBe(0)
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme })
        await page.waitForFunction(
          (dark) => document.documentElement.classList.contains("dark") === dark,
          colorScheme === "dark"
        )
        expect(await violations(page)).toEqual([])
      }
      await page.keyboard.press("Enter")
      await page.locator('[data-holds="true"]').waitFor()
      await expect.poll(focused).toContain("It holds, and it stands as it was signed")
      expect(wrong).toEqual([])
      await close()
    })

    it("a file that is dropped is checked", async () => {
      const { page, wrong, close } = await here.visit("living/evidence.html")
      const dropped = await page.evaluateHandle((text) => {
        const dropped = new DataTransfer()
        dropped.items.add(new File([text], "evidence.json", { type: "application/json" }))
        return dropped
      }, JSON.stringify(ofClient))
      await page.dispatchEvent(".living", "drop", { dataTransfer: dropped })
      expect(await line(page)).toBe("It holds by itself; no signature shows when it was so.")
      await page.locator("[name=key]").fill(`-----BEGIN PUBLIC KEY-----\n${publicKey}=\n-----END PUBLIC KEY-----\n`)
      await expect.poll(() => line(page)).toMatch(/^It holds, and it stands as it was signed/)
      expect(wrong).toEqual([])
      await close()
    })

    it("once it has checked, it needs no network, and it never sends anything", async () => {
      const { page, wrong, close } = await here.visit("living/evidence.html")
      const asked: Array<string> = []
      page.on("request", (request) => {
        asked.push(request.method(), request.postData() ?? "")
        if (!/\/assets\/[\w/.-]+\.(?:js|css)$/.test(request.url())) asked.push(request.url())
      })
      await give(page, ofClient)
      await line(page)
      await page.locator("#unshown").waitFor()
      expect([...new Set(asked)].toSorted()).toEqual(["", "GET"])
      asked.length = 0
      await page.context().setOffline(true)
      await give(page, ofReport)
      await page.getByText(`report ${report}`).first().waitFor()
      await page.locator("[name=key]").fill(publicKey)
      await expect.poll(() => line(page)).toMatch(/^It holds, and it stands as it was signed/)
      expect(asked).toEqual([])
      expect(wrong).toEqual([])
      await close()
    })

    it("what cannot be checked is told in words, with what would help", async () => {
      const { page, wrong, close } = await here.visit("living/evidence.html")
      const alert = page.getByRole("alert")
      const told = async (expected: RegExp) => {
        await expect.poll(() => alert.allInnerTexts()).toEqual([expect.stringMatching(expected)])
        expect(await alert.innerText()).not.toMatch(/\bat \w+ \(|undefined|\[object/)
        expect(await page.locator(".found").count()).toBe(0)
      }
      await give(page, "%PDF-1.7 and so on")
      await told(/^This file is no JSON\.[^]*ask for it once more/)
      await give(page, "", "empty.json")
      await told(/^“empty.json” is empty\./)
      await give(page, [1, 2])
      await told(/^This is JSON, and no evidence\.[^]*expected an object/)
      await give(page, signed.checkpoint)
      await told(/^This is a checkpoint, and no evidence\./)
      await give(page, { ...ofClient, format: "goodfaith/evidence/2" })
      await told(/^This is evidence of a form that this page does not know: goodfaith\/evidence\/2\./)
      await give(page, { ...ofClient, events: [{ stream: "Client", revision: -1, text: "" }] })
      await told(/events\[0\]\.stream: expected the name of a stream/)
      await page.getByLabel("pick it").setInputFiles({
        name: "all.json",
        mimeType: "application/json",
        buffer: Buffer.alloc(largest + 1, " ")
      })
      await told(/^“all.json” is 20\.0 MB; this page reads up to 20\.0 MB\.[^]*in Node/)

      await give(page, ofClient)
      await line(page)
      await page.locator("[name=key]").fill("no key")
      await told(/^This is no public key/)
      await page.locator("[name=key]").fill("-----BEGIN PRIVATE KEY-----")
      await told(/^This is a private key, and must be shown to nobody\./)
      expect(await violations(page)).toEqual([])
      await page.locator("[name=key]").fill("")
      expect(await line(page)).toBe("It holds by itself; no signature shows when it was so.")
      expect(wrong).toEqual([])
      await close()
    })

    it("what was found fits a telephone and a sheet of paper, in light and in dark", async () => {
      const { page, wrong, close } = await here.visit("living/evidence.html")
      await page.locator("[name=key]").fill(publicKey)
      await give(page, ofClient)
      await line(page)
      await page.locator("#unshown").waitFor()
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme })
        await page.waitForFunction(
          (dark) => document.documentElement.classList.contains("dark") === dark,
          colorScheme === "dark"
        )
        expect(await violations(page)).toEqual([])
      }
      await page.setViewportSize({ width: 390, height: 844 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      const lost = await page
        .locator(".living :is(p, li, dd, td, th, h2, h3, input, select, button)")
        .evaluateAll((all) => all.filter((it) => it.getBoundingClientRect().right > 390).map((it) => it.outerHTML))
      expect(lost).toEqual([])
      await page.emulateMedia({ media: "print", colorScheme: "light" })
      await page.setViewportSize({ width: 794, height: 1123 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(794)
      const controls = await page
        .locator(".living :is(button, input, select, textarea)")
        .evaluateAll((all) => all.filter((it) => it.getClientRects().length > 0).map((it) => it.outerHTML))
      expect(controls).toEqual([])
      expect(await page.locator(".line").isVisible()).toBe(true)
      expect(await page.locator("#ask").isVisible()).toBe(false)
      // A sheet of paper says which file it is about, and by which key.
      const paper = await page.getByRole("region", { name: "What was checked" }).innerText()
      expect(paper).toContain("evidence.json")
      expect(paper).toContain(signed.checkpoint.keyId)
      expect(wrong).toEqual([])
      await close()
    })
  }
)
