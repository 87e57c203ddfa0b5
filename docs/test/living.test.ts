import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { absent, violations, type Visit, type Visitor, visitor } from "./browser.ts"

const pages = [
  "index.html",
  "living/deadlines.html",
  "living/simulator.html",
  "living/timeline.html",
  "living/evidence.html"
]
/** One of each kind. */
const others = [
  "404.html",
  "start.html",
  "promises/clients.html",
  "guides/readings.html",
  "guides/mandates.html",
  "comparison.html",
  "decisions/speed.html",
  "laws.html",
  "language.html"
]

describe.skipIf(absent !== undefined)(
  `living pages can be used by everybody${absent === undefined ? "" : ` (left out: ${absent})`}`,
  () => {
    let here: Visitor
    beforeAll(async () => {
      here = await visitor()
    })
    afterAll(() => here.close())

    for (const path of others) {
      it(`axe-core finds nothing against ${path}`, async () => {
        const { page, wrong, close } = await here.visit(path)
        expect(await violations(page)).toEqual([])
        expect(wrong).toEqual([])
        await close()
      })
    }

    for (const path of pages) {
      describe(path, () => {
        let visit: Visit
        beforeAll(async () => {
          visit = await here.visit(path)
          await visit.page.evaluate(() => {
            for (const it of document.querySelectorAll("details")) it.open = true
          })
        })
        afterAll(() => visit.close())

        for (const colorScheme of ["light", "dark"] as const) {
          it(`axe-core finds nothing against it, ${colorScheme}, with everything folded out`, async () => {
            const { page } = visit
            await page.emulateMedia({ colorScheme })
            await page.waitForFunction(
              (dark) => document.documentElement.classList.contains("dark") === dark,
              colorScheme === "dark"
            )
            expect(await violations(page)).toEqual([])
          })
        }

        it("it fits a telephone of 390 pixels, and nothing on it is lost at the side", async () => {
          const { page } = visit
          await page.setViewportSize({ width: 390, height: 844 })
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
          const lost = await page
            .locator(".living :is(input, select, textarea, button, .track, svg)")
            .evaluateAll((all) => all.filter((it) => it.getBoundingClientRect().right > 390).map((it) => it.outerHTML))
          expect(lost).toEqual([])
        })

        it("it can be printed: its paper is as wide as the sheet, and no controls are on it", async () => {
          const { page } = visit
          await page.emulateMedia({ media: "print", colorScheme: "light" })
          await page.setViewportSize({ width: 794, height: 1123 })
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(794)
          const shown = await page
            .locator(".VPNav, .VPSidebar, .living .controls, .living .after")
            .evaluateAll((all) => all.filter((it) => it.getClientRects().length > 0).map((it) => it.className))
          expect(shown).toEqual([])
        })

        it("nothing went wrong on it meanwhile, and nothing was asked of another host", () => {
          expect(visit.wrong).toEqual([])
        })
      })
    }
  }
)
