import { readFileSync } from "node:fs"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as expected from "../../examples/demo/expected.ts"
import * as ofReport from "../../examples/demo/report/expected.ts"
import { begin, scenarioOf } from "../living/simulator/change.ts"
import type { Scenario } from "../living/stage/stage.ts"
import reportOfDemo from "../living/timeline/demo-report.json"
import demo from "../living/timeline/demo.json"
import type { ReportStory } from "../living/timeline/report.ts"
import { absent, violations, type Visitor, visitor } from "./browser.ts"
import { played, reported } from "./host.ts"
import { at, stretchesIn } from "./lanes.ts"

const theDemo = demo as unknown as Scenario
const theReport = reportOfDemo as unknown as ReportStory

const paste = async (page: Page, text: string): Promise<void> => {
  await page.getByText("Draw a story of your own").click()
  await page.getByLabel("The story as JSON").fill(text)
  await page.getByRole("button", { name: "Draw it" }).click()
}

describe.skipIf(absent !== undefined)(
  `the timeline draws what is on record and what the gate says${absent === undefined ? "" : ` (left out: ${absent})`}`,
  () => {
    let here: Visitor
    beforeAll(async () => {
      here = await visitor()
    })
    afterAll(() => here.close())

    it("the demo's clients, at the moments and with the answers that were worked out by hand", async () => {
      const { page, wrong, close } = await here.visit("living/timeline.html")
      expect(await page.locator('[name="client"]').locator("option").allInnerTexts()).toEqual(
        Object.keys(expected.gate)
      )
      for (const [client, answers] of Object.entries(expected.gate)) {
        await page.locator('[name="client"]').selectOption(client)
        const lane = await stretchesIn(page.locator(".drawn .lane"))
        expect(expected.instants.map((it) => at(lane, it.at))).toEqual(
          answers.map(({ answer, clause }) => [answer, clause])
        )
      }
      expect(wrong).toEqual([])
      await close()
    })

    it("each event of the case that a store would hold has its mark, at its moment, and its letters' dates are drawn", async () => {
      const { gf, refused } = await played(theDemo)
      expect(refused).toEqual([])
      const { page, close } = await here.visit("living/timeline.html#client=seed-client")
      const stored = (await gf.consultation("postduif-for-tripolis", "seed-client").events()).map(
        (it) => it.header.occurredAt
      )
      const marks = await page
        .locator('.drawn .mark[data-ref^="consultation/"]')
        .evaluateAll((all) => all.map((it) => (it as HTMLElement).dataset["at"]))
      expect([...marks].toSorted()).toEqual([...new Set(stored)].toSorted())
      const record = await page.locator('.record li[data-ref^="consultation/"]').evaluateAll((all) => all.length)
      expect(record).toBe(stored.length)
      const [accessFrom, objectUntil] = expected.letters["seed-client"]![1]!
      expect(await page.locator(".drawn .span text").allTextContents()).toEqual([
        `letter-2: no access before Thu ${Number(accessFrom.slice(8))} May`,
        `letter-2: objections until Wed ${Number(objectUntil.slice(8))} May`
      ])
      await gf.close()
      await close()
    })

    it("a report's promises stand as was worked out by hand, and what was declined is said in the package's words", async () => {
      const { page, wrong, close } = await here.visit("living/timeline.html#story=report")
      const lanes = page.locator(".drawn .lane")
      await lanes.first().waitFor()
      for (const [n, statuses] of Object.values(ofReport.promises).entries()) {
        const lane = await stretchesIn(lanes.nth(n))
        // Of several occasions the one that asks most of the vendor is drawn.
        const asks = statuses.map((all) => (all.includes("Open") ? "Open" : all.split(" ")[0]))
        expect(ofReport.instants.map((it) => at(lane, it.at)?.[0])).toEqual(asks)
      }
      expect(await lanes.first().textContent()).toContain("met Tue 19 May, due Tue 19 May or Wed 20 May")
      const { refused, events } = await reported(theReport)
      const said = await page.locator(".refused li").allInnerTexts()
      expect(said.map((line) => line.replace(/^Declined, .*?\d\d:\d\d: /, ""))).toEqual(
        refused.map((message) => `${message}.`)
      )
      expect(await page.locator(".record li").count()).toBe(events)
      expect(await violations(page)).toEqual([])
      expect(wrong).toEqual([])
      await close()
    })

    it("the story that the simulator copies can be pasted, and the lanes are the same", async () => {
      const { page, wrong, close } = await here.visit("living/timeline.html")
      const story = scenarioOf(begin)
      await paste(page, JSON.stringify(story))
      await page.locator('[name="client"]').selectOption("bank")
      const { gf } = await played(story)
      const lane = await stretchesIn(page.locator(".drawn .lane"))
      for (const moment of [
        "2026-04-01T10:00:00.000Z",
        "2026-04-21T10:00:00.000Z",
        "2026-05-10T10:00:00.000Z",
        "2026-06-01T10:00:00.000Z"
      ]) {
        const { answer, because } = await gf.gate({
          engagement: "postduif-mail",
          client: "bank",
          use: { product: "sign" },
          at: moment
        })
        expect(at(lane, moment)).toEqual([answer, because[0].clause.id])
      }
      expect(wrong).toEqual([])
      await gf.close()
      await close()
    })

    it("what cannot be drawn is told line by line, and the drawing stays", async () => {
      const { page, close } = await here.visit("living/timeline.html")
      const before = await stretchesIn(page.locator(".drawn .lane"))
      await paste(page, "{ acts")
      await page.getByRole("alert").waitFor()
      expect(await page.getByRole("alert").innerText()).toContain("This is no JSON")
      const story = scenarioOf(begin)
      const broken = {
        ...story,
        acts: [
          { on: "kitchen/1", do: {} },
          { on: "client/c1", do: { _tag: "BeginUse", of: "produkt", id: "x", at: "2026-01-12T10:00:00.000Z" } }
        ]
      }
      await page.getByLabel("The story as JSON").fill(JSON.stringify(broken))
      await page.getByRole("button", { name: "Draw it" }).click()
      await page.getByText("Act 1 is on `kitchen/1`").waitFor()
      expect(await page.getByRole("alert").locator("li").allInnerTexts()).toEqual([
        "Act 1 is on `kitchen/1`: this page knows `listing/…`, `client/…`, `consultation/…/…` and `terms/…`.",
        "Act 2, on `client/c1`: `of`: expected `product`, `region` or `option`, found `produkt`; did you mean `product`?"
      ])
      expect(await stretchesIn(page.locator(".drawn .lane"))).toEqual(before)
      await close()
    })

    it("the drawing is saved as a file that stands alone", async () => {
      const { page, close } = await here.visit("living/timeline.html")
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Save the drawing" }).click()
      ])
      expect(download.suggestedFilename()).toBe("carve-out-client.svg")
      const svg = readFileSync((await download.path())!, "utf8")
      const found = await page.evaluate((text) => {
        const read = new DOMParser().parseFromString(text, "image/svg+xml")
        return {
          wrong: read.querySelector("parsererror")?.textContent ?? null,
          answers: [...read.querySelectorAll("[data-answer]")].map((it) => it.getAttribute("data-answer")),
          elsewhere: text.match(/(?:href|src)=/g),
          bare: text.match(/var\(--[\w-]+\)/g)
        }
      }, svg)
      const answers = (await stretchesIn(page.locator(".drawn .lane"))).map(({ answer }) => answer)
      expect(found).toEqual({ wrong: null, answers, elsewhere: null, bare: null })
      await close()
    })
  }
)
