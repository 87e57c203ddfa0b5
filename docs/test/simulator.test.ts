import { amsterdam, Zone } from "goodfaith/time"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  begin,
  brought,
  type ChangeAt,
  clientNames,
  dayAt,
  days,
  fromHash,
  replaced,
  scenarioOf,
  toHash,
  use
} from "../living/simulator/change.ts"
import { absent, type Visitor, visitor } from "./browser.ts"
import { played } from "./host.ts"
import { at, stretchesIn } from "./lanes.ts"

const noon = (n: number) => Zone.at(amsterdam, dayAt(n), 12)
const everyNoon = Array.from({ length: days }, (_, n) => noon(n))

const hashOf = (page: Page) => page.evaluate(() => location.hash)

/** Every noon of every lane: what is drawn. */
const drawn = async (page: Page) => {
  const found: Record<string, unknown> = {}
  for (const client of clientNames) {
    const tracks = page.locator(`[data-client="${client}"] .track`)
    for (const [index, engagement] of [brought, replaced].slice(0, await tracks.count()).entries()) {
      const lane = await stretchesIn(tracks.nth(index))
      found[`${engagement} for ${client}`] = everyNoon.map((moment) => at(lane, moment))
    }
  }
  return found
}

/** The same as a host is answered, who played the story with a store. */
const answered = async (change: ChangeAt) => {
  const { gf, refused } = await played(scenarioOf(change))
  const found: Record<string, unknown> = {}
  for (const client of clientNames) {
    for (const engagement of change.what === "Replace" ? [brought, replaced] : [brought]) {
      const answers: Array<readonly [string, string]> = []
      for (const at of everyNoon) {
        const { answer, because } = await gf.gate({ engagement, client, use, at })
        answers.push([answer, because[0].clause.id])
      }
      found[`${engagement} for ${client}`] = answers
    }
  }
  await gf.close()
  return { found, refused }
}

describe.skipIf(absent !== undefined)(
  `the simulator's lanes are what a host is answered${absent === undefined ? "" : ` (left out: ${absent})`}`,
  () => {
    let here: Visitor
    beforeAll(async () => {
      here = await visitor()
    })
    afterAll(() => here.close())

    it("as the page begins: two open, one shut for good, one waits for a person", async () => {
      const { page, wrong, close } = await here.visit("living/simulator.html")
      expect(await drawn(page)).toEqual((await answered(begin)).found)
      const [last] = everyNoon.slice(-1)
      const ends = await Promise.all(
        clientNames.map(
          async (client) => at(await stretchesIn(page.locator(`[data-client="${client}"] .track`).first()), last!)![0]
        )
      )
      expect(ends).toEqual(["open", "shut", "open", "undetermined"])
      expect(wrong).toEqual([])
      await close()
    })

    it("dates are dragged with the mouse and moved with the arrow keys; the lanes follow", async () => {
      const { page, close } = await here.visit("living/simulator.html")
      const effective = page.getByRole("slider", { name: "To hold from" })
      await effective.scrollIntoViewIfNeeded()
      const box = (await effective.boundingBox())!
      // The thumb stands in the middle of its day; the rail is as wide as the days are, and a thumb.
      const x = (n: number) => box.x + 12 + ((box.width - 24) * n) / (days - 1)
      await page.mouse.move(x(21), box.y + box.height / 2)
      await page.mouse.down()
      await page.mouse.move(x(40), box.y + box.height / 2, { steps: 6 })
      await page.mouse.up()
      expect(fromHash(await hashOf(page)).effective).toBe(40)

      const objection = page.getByRole("region", { name: "The bank" }).getByRole("slider", { name: "Objection" })
      await objection.focus()
      for (let n = 0; n < 20; n += 1) await page.keyboard.press("ArrowRight")
      expect(await objection.getAttribute("aria-valuetext")).toBe("Monday 4 May 2026")
      const change: ChangeAt = {
        ...begin,
        effective: 40,
        clients: { ...begin.clients, bank: { ...begin.clients.bank, objects: 35 } }
      }
      expect(fromHash(await hashOf(page))).toEqual(change)
      expect(await drawn(page)).toEqual((await answered(change)).found)
      await close()
    })

    it("letters bounce and are sent again, contracts are read, clients object and agree", async () => {
      const { page, wrong, close } = await here.visit("living/simulator.html")
      const hospital = page.getByRole("region", { name: "The hospital" })
      await hospital.getByLabel("it bounces").check()
      await hospital.getByLabel("another letter").check()
      await hospital.getByLabel("Its contract").selectOption("scc2021-914")
      await hospital.getByLabel("how it reads the contract").check()
      const school = page.getByRole("region", { name: "The school" })
      await school.getByLabel("how it reads the contract").check()
      await school.getByLabel("another letter").check()
      await school.getByRole("slider", { name: "Another letter" }).fill("39")
      const bank = page.getByRole("region", { name: "The bank" })
      await bank.getByLabel("its grounds are found").selectOption("notJudged")
      await bank.locator('[name="bank-solution"]').selectOption("Acceptance")
      await page.getByLabel("Postduif, which sends mails").selectOption("Engage")
      const change = fromHash(await hashOf(page))
      expect(change.clients.hospital).toMatchObject({ contract: "scc2021-914", bounces: true, again: 8, reads: 37 })
      expect(await drawn(page)).toEqual((await answered(change)).found)
      expect(wrong).toEqual([])
      await close()
    })

    it("every ready-made contract", { timeout: 60_000 }, async () => {
      const contracts = [
        "danish",
        "emergency",
        "eu2021-915-general",
        "eu2021-915-specific",
        "exit-only",
        "long-notice",
        "subscribers",
        "working-days"
      ]
      for (let n = 0; n < contracts.length; n += 4) {
        const clients = Object.fromEntries(
          clientNames.map((name, index) => [
            name,
            { ...begin.clients.bank, contract: contracts[n + index]!, again: 20, bounces: index % 2 === 0 }
          ])
        ) as ChangeAt["clients"]
        const change = { ...begin, clients }
        const { page, close } = await here.visit(`living/simulator.html${toHash(change)}`)
        expect(await drawn(page)).toEqual((await answered(change)).found)
        await close()
      }
    })

    it("a touch on a lane shows why it says so on that day, in the words of the rule", async () => {
      const { page, close } = await here.visit("living/simulator.html")
      const { gf } = await played(scenarioOf(begin))
      const lane = page.locator('[data-client="bank"] .track').first()
      const box = (await lane.boundingBox())!
      for (const n of [5, 25, 40, 90]) {
        await lane.click({ position: { x: (box.width * (n + 0.5)) / days, y: 10 } })
        expect(fromHash(await hashOf(page)).look).toBe(n)
        for (const client of clientNames) {
          const { answer, because, opens } = await gf.gate({ engagement: brought, client, use, at: noon(n) })
          const why = page.locator(`[data-why="${client}"]`)
          expect(await why.getAttribute("data-answer")).toBe(answer)
          expect(await why.locator("blockquote").innerText()).toBe(because[0].clause.quote)
          expect((await why.innerText()).includes("opens by itself")).toBe(opens !== undefined)
        }
      }
      await gf.close()
      await close()
    })

    it("what is declined is said in the package's words, and the rest goes on", async () => {
      const change = {
        ...begin,
        announced: 10,
        clients: { ...begin.clients, city: { ...begin.clients.city, letter: 4 } }
      }
      const { page, close } = await here.visit(`living/simulator.html${toHash(change)}`)
      const { found, refused } = await answered(change)
      expect(refused.length).toBeGreaterThan(0)
      const said = await page.locator(".refused li").allInnerTexts()
      expect(said.toSorted()).toEqual(refused.map((message) => `Declined: ${message}.`).toSorted())
      expect(await drawn(page)).toEqual(found)
      await close()
    })

    it("an address that says nonsense is as the page begins", async () => {
      const { page, wrong, close } = await here.visit(
        "living/simulator.html#announced=2031-01-01&bank=x_y&what=Eat&look=never"
      )
      expect(await drawn(page)).toEqual((await answered(begin)).found)
      expect(wrong).toEqual([])
      await close()
    })
  }
)
