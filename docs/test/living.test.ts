import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { absent, violations, type Visitor, visitor } from "./browser.ts"

const pages = ["index.html", "living/deadlines.html", "living/simulator.html", "living/timeline.html"]
/** One of each kind. */
const others = ["404.html", "start.html", "promises/clients.html", "laws.html", "language.html"]

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
      for (const colorScheme of ["light", "dark"] as const) {
        it(`axe-core finds nothing against ${path}, ${colorScheme}, with everything folded out`, async () => {
          const { page, wrong, close } = await here.visit(path, { colorScheme })
          expect(await page.evaluate(() => document.documentElement.classList.contains("dark"))).toBe(
            colorScheme === "dark"
          )
          await page.evaluate(() => {
            for (const it of document.querySelectorAll("details")) it.open = true
          })
          expect(await violations(page)).toEqual([])
          expect(wrong).toEqual([])
          await close()
        })
      }

      it(`${path} fits a telephone of 390 pixels, and nothing on it is lost at the side`, async () => {
        const { page, wrong, close } = await here.visit(path, { viewport: { width: 390, height: 844 } })
        await page.evaluate(() => {
          for (const it of document.querySelectorAll("details")) it.open = true
        })
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
        expect(wrong).toEqual([])
        await close()
      })

      it(`${path} can be printed: its paper is as wide as the sheet, and no controls are on it`, async () => {
        const { page, close } = await here.visit(path, { viewport: { width: 794, height: 1123 } })
        await page.emulateMedia({ media: "print" })
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(794)
        const shown = await page
          .locator(".VPNav, .VPSidebar, .living .controls, .living .after")
          .evaluateAll((all) => all.filter((it) => it.getClientRects().length > 0).map((it) => it.className))
        expect(shown).toEqual([])
        await close()
      })
    }
  }
)
